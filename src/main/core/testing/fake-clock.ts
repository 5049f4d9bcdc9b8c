import type { Clock } from '../ports/clock.ts'

/** A clock that moves only when told. */
export interface FakeClock extends Clock {
  /** Moves on, calling in order of time whatever falls due. */
  advance(ms: number): void
  /** Tells everybody who listens that the computer has woken. */
  wake(): void
  /** How many timers wait. */
  readonly waiting: () => number
  /** Sets the time of day on or back without any time passing, as people and time servers do. */
  setTimeOfDay(byMs: number): void
}

export function createFakeClock(start = 1_000_000): FakeClock {
  let time = start
  const wakes = new Set<() => void>()
  let aside = 0
  let timers: { readonly at: number; readonly call: () => void }[] = []
  return {
    now: () => time + aside,
    elapsed: () => time,
    waiting: () => timers.length,
    setTimeOfDay: (byMs) => void (aside += byMs),
    after(delayMs, call) {
      if (delayMs === 0) {
        void Promise.resolve().then(call)
        return () => undefined
      }
      const timer = { at: time + delayMs, call }
      timers.push(timer)
      return () => (timers = timers.filter((each) => each !== timer))
    },
    onWake(call) {
      wakes.add(call)
      return () => wakes.delete(call)
    },
    wake() {
      for (const call of wakes) call()
    },
    advance(ms) {
      const until = time + ms
      for (;;) {
        const [due] = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
        if (!due) break
        timers = timers.filter((each) => each !== due)
        time = Math.max(time, due.at)
        due.call()
      }
      time = until
    },
  }
}
