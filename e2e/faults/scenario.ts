import type { ContentStep } from '../wire/dialect.ts'
import type { WireProtocol } from '../wire/round.ts'
import type { FailureCode } from '../../src/contract/failure.ts'
import type { IncompleteReason, RunOptions, RunStatus } from '../../src/contract/run.ts'
import type { ToolEffect } from '../../src/contract/tool.ts'
import type { Usage } from '../../src/contract/usage.ts'
import type { RunApprovals } from '../../src/main/core/approval/approvals.ts'
import type { RunMoney } from '../../src/main/core/money/run-money.ts'
import type { ModelEndpoint } from '../../src/main/core/ports/model-client.ts'
import type { ToolLimits } from '../../src/main/core/run/run-state.ts'
import type { ProxySources } from '../../src/main/providers/proxy-choice.ts'
import type { Fetch } from '../../src/main/providers/wire-fetch.ts'
import type { Act } from './fault-server.ts'
import type { PlayedRun } from './played-run.ts'
import type { Stage } from './stage.ts'
import type { WireForm } from './wire-form.ts'

/** How a run is to end when the provider does what a scenario says. */
export interface FaultOutcome {
  readonly status: RunStatus
  readonly code?: FailureCode
  readonly reason?: IncompleteReason
  /** All text of the answer, of every round. */
  readonly text?: string
  readonly reasoning?: string
  readonly refusal?: string
  /** Results of the tool that really ran, in order. */
  readonly ran?: readonly string[]
  /** Calls that were answered with an error instead. */
  readonly refused?: number
  /** Requests that the provider got. */
  readonly requests?: number
  /** How long the run waited before each further attempt, in milliseconds. */
  readonly waits?: readonly number[]
  /** The failures that those attempts followed. */
  readonly retried?: readonly FailureCode[]
  /** How the provider counted. */
  readonly usage?: Partial<Usage>
}

/** What is set up otherwise than usual. */
export interface Setting {
  readonly endpoint?: Partial<ModelEndpoint>
  readonly proxies?: ProxySources
  readonly fetch?: Fetch
  readonly options?: Partial<RunOptions>
  readonly money?: RunMoney
  readonly approvals?: RunApprovals
  readonly toolLimits?: Partial<ToolLimits>
}

/** A protocol, a way to be answered, or one protocol in one way. */
export type FormName = WireProtocol | 'streamed' | 'whole' | `${WireProtocol} ${'streamed' | 'whole'}`

/** Where a case cannot exist, and why. */
export type Absence = Readonly<Partial<Record<FormName, string>>>

/** One way to misbehave, and what is to become of it. */
export interface FaultScenario {
  /** Begins with the requirement's ids. */
  readonly name: string
  /** Where it cannot happen, with the reason; everywhere when absent. */
  readonly whereNot?: Absence
  readonly reply: (form: WireForm, stage: Stage) => readonly Act[]
  /** What a later request is answered with, by its number from 2; a good answer that says "Done." when absent. */
  readonly next?: (form: WireForm, stage: Stage, number: number) => readonly Act[]
  readonly setting?: (form: WireForm, stage: Stage) => Setting | Promise<Setting>
  /** What `echo` is said to do to the world; nothing when absent. */
  readonly effect?: ToolEffect
  /** What the user does while the run waits for its next attempt; lets the time pass when absent. */
  readonly whileWaiting?: 'tries-now' | 'stops'
  /** The user continues the run that has ended, or asks again where it is complete. Its outcome is that of both. */
  readonly continues?: true
  readonly outcome: (form: WireForm) => FaultOutcome
  /** What else must hold. */
  readonly check?: (played: PlayedRun, form: WireForm) => void
}

/** A case that needs more than one run. */
export interface FaultTrial {
  readonly name: string
  readonly whereNot?: Absence
  readonly hold: (form: WireForm) => Promise<void>
}

/** Why a case cannot exist in a form; undefined where it can. */
export function absenceIn({ whereNot = {} }: { readonly whereNot?: Absence }, form: WireForm) {
  const way = form.streamed ? 'streamed' : 'whole'
  return whereNot[form.protocol] ?? whereNot[way] ?? whereNot[`${form.protocol} ${way}`]
}

/** Reasons that several cases have. */
export const onePiece: Absence = {
  whole: 'nothing of an answer in one piece is seen before all of it is there',
}
export const noEvents: Absence = { whole: 'an answer in one piece has no events' }

export const says = (text: string): ContentStep => ({ type: 'text', text })
export const thinks = (text: string): ContentStep => ({ type: 'reasoning', text })
/** Asks for `echo`, which gives its text back. */
export const calls = (id: string, ...pieces: readonly string[]): ContentStep => ({
  type: 'call',
  id,
  name: 'echo',
  pieces,
})

/** What was asked once more and then answered, when nobody says otherwise. */
export const done: FaultOutcome = { status: 'completed', text: 'Done.', requests: 2 }
