import type { ContentStep } from '../wire/dialect.ts'
import type { FailureCode } from '../../src/contract/failure.ts'
import type { IncompleteReason, RunStatus } from '../../src/contract/run.ts'
import type { ToolEffect } from '../../src/contract/tool.ts'
import type { Act } from './fault-server.ts'
import type { WireForm } from './wire-form.ts'

/** How a run is to end when the provider does what a scenario says. */
export interface FaultOutcome {
  readonly status: RunStatus
  readonly code?: FailureCode
  readonly reason?: IncompleteReason
  /** All text of the answer, of every round. */
  readonly text?: string
  readonly refusal?: string
  /** Results of the tool that really ran, in order. */
  readonly ran?: readonly string[]
  /** Calls that were answered with an error instead. */
  readonly refused?: number
  /** Requests that the provider got. */
  readonly requests?: number
}

/** One way to misbehave, and what is to become of it. */
export interface FaultScenario {
  /** Begins with the requirement's id. */
  readonly name: string
  /** Where it can happen; everywhere when absent. */
  readonly where?: (form: WireForm) => boolean
  readonly reply: (form: WireForm) => readonly Act[]
  /** What the next request is answered with; a good answer that says "Done." when absent. */
  readonly next?: (form: WireForm) => readonly Act[]
  /** How far the clock moves once the first piece of the answer, or of a stream that has none the head, has come. */
  readonly waitsMs?: number
  /** The user stops the run once the first text has come, or without any text the request. */
  readonly stops?: true
  /** What `echo` is said to do to the world; nothing when absent. */
  readonly effect?: ToolEffect
  readonly outcome: (form: WireForm) => FaultOutcome
}

export const says = (text: string): ContentStep => ({ type: 'text', text })
export const thinks = (text: string): ContentStep => ({ type: 'reasoning', text })
/** Asks for `echo`, which gives its text back. */
export const calls = (id: string, ...pieces: readonly string[]): ContentStep => ({
  type: 'call',
  id,
  name: 'echo',
  pieces,
})

export const streamed = (form: WireForm): boolean => form.streamed
export const whole = (form: WireForm): boolean => !form.streamed
