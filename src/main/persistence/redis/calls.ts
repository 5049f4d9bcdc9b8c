import { atMost, closedError } from '../closing.ts'

/** The calls of one store that are not answered yet. */
export interface Calls {
  /** Begins a call at once. Rejects with `storage-failed` after `close`. */
  begin<Result>(call: () => Promise<Result>): Promise<Result>
  /** Lets what was begun finish, then does the last thing, but always comes back within the limit. Never rejects. */
  close(last: () => Promise<void>, withinMs: number): Promise<void>
}

export function createCalls(): Calls {
  const open = new Set<Promise<unknown>>()
  let isClosed = false
  return {
    async begin(call) {
      if (isClosed) throw closedError()
      const begun = call()
      open.add(begun)
      try {
        return await begun
      } finally {
        open.delete(begun)
      }
    },
    async close(last, withinMs) {
      isClosed = true
      const ended = Promise.allSettled(open)
        .then(last)
        .catch(() => undefined)
      await atMost(withinMs, ended)
    },
  }
}
