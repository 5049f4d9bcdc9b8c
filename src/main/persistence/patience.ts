import { backoffDelay, type Backoff } from '../base/backoff.ts'
import type { Failure } from '../../contract/failure.ts'
import { failureFrom } from '../core/errors.ts'
import type { Clock } from '../core/ports/clock.ts'

/** The waits between two attempts to reach a lost engine. */
const backoff: Backoff = { firstMs: 250, largestMs: 15_000, jitter: 0.3 }

export interface PatienceOptions {
  readonly clock: Clock
  readonly random: () => number
  /** Ends every wait: the failure is then passed on. */
  readonly signal: AbortSignal
  readonly onLost: (failure: Failure) => void
  readonly onBack: () => void
}

/** Repeats work while it fails with `storage-unreachable`, for so many milliseconds, then passes the failure on. */
export type Patience = <Result>(patienceMs: number, work: () => Promise<Result>) => Promise<Result>

export function createPatience({ clock, random, signal, onLost, onBack }: PatienceOptions): Patience {
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const stop = () => {
        cancel()
        resolve()
      }
      const cancel = clock.after(ms, () => {
        signal.removeEventListener('abort', stop)
        resolve()
      })
      signal.addEventListener('abort', stop, { once: true })
    })
  return async (patienceMs, work) => {
    const start = clock.elapsed()
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await work()
        onBack()
        return result
      } catch (error) {
        const failure = failureFrom(error)
        if (failure.code !== 'storage-unreachable' || signal.aborted) throw error
        onLost(failure)
        const delay = backoffDelay(backoff, attempt, random)
        if (clock.elapsed() - start + delay > patienceMs) throw error
        await pause(delay)
      }
    }
  }
}
