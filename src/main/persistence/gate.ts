/** Holds work back for a while, after the work that had begun is done. */
export interface Gate {
  readonly isClosed: () => boolean
  /** Resolves as soon as it is open. */
  opened(): Promise<void>
  /** Does the work as soon as the gate is open. */
  pass<Result>(work: () => Promise<Result>): Promise<Result>
  /** Closes the gate, waits for what has passed, does the work and opens again, however it ends. */
  closedFor<Result>(work: () => Promise<Result>): Promise<Result>
}

export function createGate(): Gate {
  const passed = new Set<Promise<unknown>>()
  let opening: Promise<void> | undefined
  const go = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = work()
    passed.add(done)
    try {
      return await done
    } finally {
      passed.delete(done)
    }
  }
  return {
    isClosed: () => opening !== undefined,
    async opened() {
      await opening
    },
    async pass(work) {
      // Whoever waited may find it closed again.
      for (let wait = opening; wait; wait = opening) await wait
      return go(work)
    },
    async closedFor(work) {
      const { promise, resolve } = Promise.withResolvers<void>()
      opening = promise
      try {
        await Promise.allSettled(passed)
        return await work()
      } finally {
        opening = undefined
        resolve()
      }
    },
  }
}
