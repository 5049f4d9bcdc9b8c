import type { Message } from '../../../contract/message.ts'
import type { RunEventBody } from '../../../contract/run-event.ts'

/** Gives what is sent of a path. It may ask the model for a summary first, which takes its time. Throws `cancelled`. */
export type Fit = (path: readonly Message[], round: FitRound) => Promise<readonly Message[]>

/** One round's request, before it is sent. */
export interface FitRound {
  readonly record: (bodies: readonly RunEventBody[]) => void
  readonly signal: AbortSignal
}
