import type { SessionId } from '../../../contract/id.ts'
import type { RunOptions, SpendingScope } from '../../../contract/run.ts'
import type { Usage } from '../../../contract/usage.ts'

/** Money as one run meets it. Nothing here throws: an answer is worth more than its bill. */
export interface RunMoney {
  /** US dollars of one round, written into the ledger; undefined when no price is known. */
  charge(usage: Usage): Promise<number | undefined>
  /** Which of the user's limits is reached when this run has cost so much. */
  reached(runCost: number): Promise<SpendingScope | undefined>
}

/** Makes the money of one run. */
export type RunMoneyFactory = (
  options: Pick<RunOptions, 'providerId' | 'model'>,
  sessionId: SessionId,
) => RunMoney
