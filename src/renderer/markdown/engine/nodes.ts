import { pushToRuns, runsLength } from './runs.ts'
import { RUN_LENGTH, type Runs } from './tree.ts'

/** Where settled nodes stand: in the answer itself, or in a block of it that is still open. */
export interface Place<T> {
  readonly count: number
  push(node: T): void
  /** Puts another node where one stands; does nothing where none stands yet. */
  replace(at: number, node: T): void
}

/** The settled nodes of a block that was open when they settled. */
export class Nodes<T> implements Place<T> {
  readonly #runs: (readonly T[])[] = []
  /** Called when a node is another; set by whoever settles the block that these nodes belong to. */
  onReplace: () => void = () => {}

  get count(): number {
    return runsLength(this.#runs)
  }

  /** The nodes as they are now; full runs keep their identity. The array is the caller's own. */
  snapshot(): (readonly T[])[] {
    return [...this.#runs]
  }

  push(node: T): void {
    pushToRuns(this.#runs, [node])
  }

  replace(at: number, node: T): void {
    const run = Math.floor(at / RUN_LENGTH)
    const old = this.#runs[run]
    if (!old || at >= this.count) return
    this.#runs[run] = old.with(at % RUN_LENGTH, node)
    this.onReplace()
  }
}

/** The nodes with `added` behind them, as they stand in the tree. */
export function joined<T>(nodes: Nodes<T>, added: readonly T[]): Runs<T> {
  const runs = nodes.snapshot()
  pushToRuns(runs, added)
  return runs
}
