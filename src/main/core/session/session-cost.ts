import type { SessionId } from '../../../contract/id.ts'
import { costOf, type SessionCost } from '../../../contract/money.ts'
import type { Run } from '../../../contract/run.ts'
import type { Store } from '../ports/stores.ts'

/** What the runs of a session cost together. `current` is a run that goes on, which may know of more than is stored. */
export async function sessionCost(
  { runs }: Pick<Store, 'runs'>,
  id: SessionId,
  current: Run | undefined,
): Promise<SessionCost> {
  const total = await runs.costOf(id)
  if (!current) return total
  const stored = await runs.get(current.id)
  const [before, now] = [costOf(stored ? [stored] : []), costOf([current])]
  return {
    runs: total.runs - before.runs + now.runs,
    priced: total.priced - before.priced + now.priced,
    cost: total.cost - before.cost + now.cost,
  }
}
