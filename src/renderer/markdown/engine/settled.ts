import type { Place } from './nodes.ts'
import { pushToRuns } from './runs.ts'
import { RUN_LENGTH, type Block, type Entry, type Runs } from './tree.ts'

/** The blocks that cannot change any more, but for a definition one of them waits for. */
export class SettledBlocks implements Place<Block> {
  readonly #runs: (readonly Entry[])[] = []
  #count = 0

  get count(): number {
    return this.#count
  }

  /** The blocks as they are now; full runs keep their identity from one snapshot to the next. */
  snapshot(): Runs<Entry> {
    return [...this.#runs]
  }

  /** Adds a block; its id is its ordinal. */
  push(block: Block): void {
    pushToRuns(this.#runs, [{ id: this.#count++, block }])
  }

  /** Puts a newly built block in the place of an old one; does nothing for an id that is not settled yet. */
  replace(id: number, block: Block): void {
    const run = Math.floor(id / RUN_LENGTH)
    const old = this.#runs[run]
    if (old && id < this.#count) this.#runs[run] = old.with(id % RUN_LENGTH, { id, block })
  }
}
