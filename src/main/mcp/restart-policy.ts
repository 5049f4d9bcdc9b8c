import { backoffDelay } from '../base/backoff.ts'

const backoff = { firstMs: 500, largestMs: 60_000, jitter: 0.25 }
/** A server that ended this often in a row is left alone until somebody wants it. */
const mostRestarts = 8
/** One that ran for this long begins anew. */
export const steadyMs = 60_000
/** How soon a use may start a server again that failed more than once. */
const restMs = 10_000

/** When a server that was ready and ended is started again by itself, in milliseconds; undefined: not. */
export function restartDelay(failures: number, random: () => number): number | undefined {
  return failures > mostRestarts ? undefined : backoffDelay(backoff, failures, random)
}

/** Whether a use starts a failed server at once. `sinceMs` is how long ago it failed. */
export function mayStartAtOnce(failures: number, sinceMs: number): boolean {
  return failures < 2 || sinceMs >= restMs
}
