import type { Message } from '../../../contract/message.ts'
import { readSummaries } from '../compaction/summaries.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { Store } from '../ports/stores.ts'
import { doubtfulRuns, withoutFailedTurns } from './failed-turns.ts'

/** What of a path a model is told, and what may stand in the place of its older part. */
export interface Told {
  /** Without what failed and was neither retried nor continued. */
  readonly path: readonly Message[]
  readonly summaries: readonly Message[]
  /** How many messages the last answer to the same model left out for want of room. */
  readonly leftOut: (options: RunOptions) => number
}

/** A shorter path has nothing to fold, and nothing was left out of it. */
const leastFolded = 3

export async function tellPath(
  store: Pick<Store, 'messages' | 'runs'>,
  path: readonly Message[],
): Promise<Told> {
  const [first] = path
  const runs = first && path.length >= leastFolded ? await store.runs.listBySession(first.sessionId) : []
  const summaries = await readSummaries(store, runs)
  const ends = new Set(doubtfulRuns(path))
  const failed = runs.filter(({ id, status }) => status === 'failed' && ends.has(id)).map(({ id }) => id)
  return {
    path: failed.length === 0 ? path : withoutFailedTurns(path, new Set(failed)),
    summaries,
    leftOut({ providerId, model }) {
      const onPath = new Set(path.map(({ runId }) => runId))
      const last = runs.findLast(({ id }) => onPath.has(id))
      const isSame = last?.options.providerId === providerId && last.options.model === model
      const isOlder = summaries.some(({ createdAt }) => last && createdAt >= last.createdAt)
      return isSame && !isOlder ? (last.options.leftOut ?? 0) : 0
    },
  }
}
