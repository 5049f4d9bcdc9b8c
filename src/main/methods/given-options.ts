import type { RunOptions } from '../../contract/run.ts'

/** Options without those that are named but undefined, which would hide the default behind them. */
export function givenOptions(
  options: { [Key in keyof RunOptions]?: RunOptions[Key] | undefined } | undefined,
): Partial<RunOptions> {
  const entries = Object.entries(options ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries)
}
