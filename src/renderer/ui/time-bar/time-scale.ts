const STEPS_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000] as const
const MINUTE_MS = 60_000

/**
 * The end of the axis that several bars share, in ms: the first of 1, 2, 5, 10, 30, 60 s that holds the longest,
 * then whole minutes. Steps, so that a running bar grows evenly and the scale changes seldom.
 */
export function timeScale(durationsMs: readonly number[]): number {
  const longest = Math.max(0, ...durationsMs)
  const step = STEPS_MS.find((candidate) => longest <= candidate)
  return step ?? Math.ceil(longest / MINUTE_MS) * MINUTE_MS
}
