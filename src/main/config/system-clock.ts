import { uptime } from 'node:os'
import { createWakeWatch } from '../base/wake-watch.ts'
import type { Clock } from '../core/ports/clock.ts'

const onWake = createWakeWatch({
  uptime: () => uptime() * 1000,
  every(ms, call) {
    const timer = setInterval(call, ms).unref()
    return () => clearInterval(timer)
  },
})

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
  onWake,
}
