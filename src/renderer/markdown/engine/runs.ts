import { RUN_LENGTH, type Runs } from './tree.ts'

/** Adds `items` to `runs`, replacing the open last run and never touching a full one. `runs` is the caller's own. */
export function pushToRuns<T>(runs: (readonly T[])[], items: readonly T[]): void {
  for (const item of items) {
    const last = runs.at(-1)
    if (!last || last.length >= RUN_LENGTH) runs.push([item])
    else runs[runs.length - 1] = [...last, item]
  }
}

/** Cuts `items` into runs of `RUN_LENGTH`. */
export function toRuns<T>(items: readonly T[]): Runs<T> {
  const runs: T[][] = []
  for (let from = 0; from < items.length; from += RUN_LENGTH) runs.push(items.slice(from, from + RUN_LENGTH))
  return runs
}

/** How many nodes `runs` holds. */
export function runsLength(runs: Runs<unknown>): number {
  const last = runs.at(-1)
  return last ? (runs.length - 1) * RUN_LENGTH + last.length : 0
}
