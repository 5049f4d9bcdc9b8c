/** What a wake watch needs of the surroundings. */
export interface WakeSurroundings {
  /** Milliseconds since the computer started, time asleep included. */
  readonly uptime: () => number
  /** Calls again and again, about every `ms` milliseconds awake; returns the function that ends it. */
  readonly every: (ms: number, call: () => void) => () => void
}

const tickMs = 1_000
/** Later than this a tick is not late because the process is busy. */
const sleptMs = 10_000

/**
 * Tells when the computer wakes, or this process goes on after it was held. Systems announce sleep unreliably, and a
 * server is told nothing of it at all; a clock that went on while nothing else did is proof everywhere. Ticks only
 * while somebody listens, and once more.
 */
export function createWakeWatch({ uptime, every }: WakeSurroundings): (listener: () => void) => () => void {
  const listeners = new Set<() => void>()
  let stop: (() => void) | undefined
  let last = 0
  const tick = () => {
    if (listeners.size === 0) {
      stop?.()
      stop = undefined
      return
    }
    const before = last
    last = uptime()
    if (last - before < tickMs + sleptMs) return
    for (const listener of listeners) listener()
  }
  return (listener) => {
    // Each call counts by itself, whoever makes it.
    const mine = () => listener()
    listeners.add(mine)
    if (!stop) {
      last = uptime()
      stop = every(tickMs, tick)
    }
    // The next tick stops the clock: who listens for a moment comes again in the next.
    return () => listeners.delete(mine)
  }
}
