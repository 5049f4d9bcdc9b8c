import type { WireFinish, WireProtocol, WireStep, WireUsage } from './round.ts'

export type ContentStep = Extract<WireStep, { type: 'text' | 'reasoning' | 'refusal' | 'call' | 'error' }>

/** Writes one answer as the events of a protocol. Gives each write apart. */
export interface AnswerWriter {
  start(): readonly string[]
  content(step: ContentStep): readonly string[]
  ping(): string
  end(finish: WireFinish, usage: WireUsage): readonly string[]
}

/** How a protocol says things. */
export interface Dialect {
  readonly protocol: WireProtocol
  createWriter(model: string): AnswerWriter
  /** The same answer in one piece. */
  whole(model: string, steps: readonly ContentStep[], finish: WireFinish, usage: WireUsage): object
  models(ids: readonly string[]): object
  error(kind: string, message: string): object
}
