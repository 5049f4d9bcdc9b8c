export type WireProtocol = 'openai-chat' | 'openai-responses' | 'anthropic-messages'

export interface WireUsage {
  readonly inputTokens: number
  readonly outputTokens: number
}

export type WireFinish = 'stop' | 'tool-calls' | 'length' | 'refusal'

/** One thing that happens while an answer is sent. */
export type WireStep =
  | { readonly type: 'text' | 'reasoning' | 'refusal'; readonly text: string }
  /** A tool call whose arguments arrive in pieces. */
  | { readonly type: 'call'; readonly id: string; readonly name: string; readonly pieces: readonly string[] }
  /** Goes on when a test says so. */
  | { readonly type: 'wait'; readonly until: Promise<void> }
  | { readonly type: 'pause'; readonly ms: number }
  /** Tells a test that everything before it was sent. */
  | { readonly type: 'mark'; readonly reached: () => void }
  /** A sign of life without content. */
  | { readonly type: 'ping' }
  /** Destroys the connection. */
  | { readonly type: 'cut' }
  /** Sends nothing more and waits until the client leaves. */
  | { readonly type: 'silence' }
  /** An error event in the middle of the stream. */
  | { readonly type: 'error'; readonly kind: string; readonly message: string }

/** What the server does with one request. */
export type WireRound =
  | {
      readonly type: 'answer'
      readonly steps: readonly WireStep[]
      readonly finish?: WireFinish
      readonly usage?: WireUsage
    }
  | {
      readonly type: 'error'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      /** An object is sent as JSON, a text as it is. */
      readonly body: unknown
    }
  /** Bytes as they are, each item in a write of its own; afterwards the body ends or the connection is destroyed. */
  | {
      readonly type: 'raw'
      readonly chunks: readonly (string | Uint8Array)[]
      readonly contentType?: string
      readonly cut?: boolean
    }
  /** Takes the request and never answers. */
  | { readonly type: 'unanswered' }

/** A round that says the texts, each in a delta of its own. */
export function saying(...texts: readonly string[]): WireRound {
  return { type: 'answer', steps: texts.map((text) => ({ type: 'text', text })) }
}

/** A round that asks for calls: id, name, arguments. */
export function calling(
  ...calls: readonly (readonly [id: string, name: string, input: object])[]
): WireRound {
  const steps = calls.map(([id, name, input]): WireStep => {
    const text = JSON.stringify(input)
    const half = Math.ceil(text.length / 2)
    return { type: 'call', id, name, pieces: [text.slice(0, half), text.slice(half)] }
  })
  return { type: 'answer', steps, finish: 'tool-calls' }
}

/** Something that a round waits for and a test lets happen. */
export interface Gate {
  readonly step: WireStep
  open(): void
}

export function createGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { step: { type: 'wait', until: promise }, open: () => resolve() }
}
