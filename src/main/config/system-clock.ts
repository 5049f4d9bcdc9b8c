import type { Clock } from '../core/ports/clock.ts'

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delayMs, call) {
    if (delayMs === 0) {
      const soon = setImmediate(call)
      return () => clearImmediate(soon)
    }
    const timer = setTimeout(call, delayMs)
    return () => clearTimeout(timer)
  },
}
