/** How waits grow: the first one, the largest one, and the share of it that chance may take away. */
export interface Backoff {
  readonly firstMs: number
  readonly largestMs: number
  readonly jitter: number
}

/**
 * The wait in milliseconds before attempt `attempt + 1`, where the failed attempt counts from 1. Doubles each time.
 * `random` gives a number from 0 up to 1.
 */
export function backoffDelay(backoff: Backoff, attempt: number, random: () => number): number {
  const whole = Math.min(backoff.largestMs, backoff.firstMs * 2 ** (attempt - 1))
  return Math.round(whole * (1 - backoff.jitter * random()))
}
