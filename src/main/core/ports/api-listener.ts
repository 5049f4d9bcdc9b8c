import type { ApiRequest } from '../../../contract/local-api.ts'

/** A request that was answered. */
export type AnsweredRequest = Omit<ApiRequest, 'number'>

export interface ListenOptions {
  readonly port: number
  readonly token: string
  /** Called once for each request, when its answer has ended or the program has left. Must not throw. */
  readonly onAnswered: (request: AnsweredRequest) => void
}

/** Answers programs of this computer, and nobody else. */
export interface ApiListener {
  /** Begins to answer whoever shows the token. Throws ParleyError `api-port-taken`. */
  listen(options: ListenOptions): Promise<OpenApi>
  /** A port from this one on that nobody uses now; undefined when none of the next ones is free. */
  freePort(from: number): Promise<number | undefined>
}

/** What answers now. */
export interface OpenApi {
  /** The base URL of OpenAI's clients. */
  readonly address: string
  /** From now on only this token counts. What goes on under another one is ended. */
  changeToken(token: string): void
  /** Takes nothing new, lets what goes on end within so many milliseconds, ends the rest, and frees the port. */
  close(graceMs: number): Promise<void>
}
