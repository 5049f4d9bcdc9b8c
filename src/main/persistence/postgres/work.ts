import { atMost, closedError } from '../closing.ts'
import { createLanes } from '../lanes.ts'

/** What goes on in one store. */
export interface Work {
  /** Does the task at once. Rejects with `storage-failed` after `end`. */
  run<Result>(task: () => Promise<Result>): Promise<Result>
  /** Does the tasks of one lane one after the other, in the order in which they were asked for. */
  inLane<Result>(lane: string, task: () => Promise<Result>): Promise<Result>
  /** Refuses what comes later, and resolves when all is done or the time is over, whichever is first. */
  end(withinMs: number): Promise<void>
}

export function createWork(): Work {
  const going = new Set<Promise<unknown>>()
  const inLane = createLanes()
  let ended = false

  const run = <Result>(task: () => Promise<Result>): Promise<Result> => {
    if (ended) return Promise.reject(closedError())
    const done = task()
    const settled = done.then(
      () => undefined,
      () => undefined,
    )
    going.add(settled)
    void settled.then(() => going.delete(settled))
    return done
  }
  return {
    run,
    inLane: (lane, task) => run(() => inLane(lane, task)),
    async end(withinMs) {
      ended = true
      await atMost(withinMs, Promise.all(going))
    },
  }
}
