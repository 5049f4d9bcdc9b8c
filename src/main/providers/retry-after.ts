import type { Clock } from '../core/ports/clock.ts'

/** Longer than this nobody waits; a larger number is a mistake. One week in milliseconds. */
const longestMs = 604_800_000

/** How long a provider asks to wait, in milliseconds from now; `undefined` when it does not say or makes no sense. */
export function retryAfterOf(headers: Headers | undefined, clock: Clock): number | undefined {
  const inMs = headers?.get('retry-after-ms')?.trim()
  const given = headers?.get('retry-after')?.trim()
  const wish = (inMs && numberOf(inMs)) || (given && (secondsOf(given) ?? untilDate(given, clock))) || 0
  return wish > 0 && wish <= longestMs ? Math.ceil(wish) : undefined
}

function numberOf(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
}

function secondsOf(text: string): number | undefined {
  const seconds = numberOf(text)
  return seconds === undefined ? undefined : seconds * 1000
}

function untilDate(text: string, clock: Clock): number | undefined {
  // Only what begins with a weekday is a date of HTTP; other texts happen to parse as one.
  return /^[a-z]{3,}, ?\d/i.test(text) ? Date.parse(text) - clock.now() : undefined
}
