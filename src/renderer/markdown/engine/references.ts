import { emptyRecord, type Definition, type Environment } from './syntax.ts'

/** One parse's view of the definitions: reads fall through to the settled ones, writes stay here. */
export type ReferenceLayer = {
  readonly environment: Environment
  readonly own: Environment
  /** Differs whenever the definitions a parse can see differ. */
  key(): string
  /** True when the parse defined nothing. */
  isEmpty(): boolean
}

type Build = () => void

const NOTE = '^'

/** The settled definitions of references and footnotes, and which settled blocks wait for one. */
export class ReferenceTable {
  readonly #references = emptyRecord<Definition>()
  readonly #notes = emptyRecord<true>()
  readonly #waiting = new Map<string, Set<Build>>()
  #missed: Set<string> | undefined
  #fresh: string[] = []
  #size = 0

  /** An environment for one parse. */
  layer(): ReferenceLayer {
    const own: Environment = { references: emptyRecord(), notes: emptyRecord() }
    const size = this.#size
    return {
      own,
      environment: {
        references: this.#layered(own.references, this.#references, ''),
        notes: this.#layered(own.notes, this.#notes, NOTE),
      },
      key: () => (definesNothing(own) ? String(size) : `${size}|${JSON.stringify(own)}`),
      isEmpty: () => definesNothing(own),
    }
  }

  /** Settles what a parse defined; of two definitions of a label the first wins. */
  commit({ own }: ReferenceLayer): void {
    this.#settle(own.references, this.#references, '')
    this.#settle(own.notes, this.#notes, NOTE)
  }

  /** Runs a build and, when it met labels that nobody has defined yet, keeps it to be run again for each. */
  build(run: Build): void {
    const outer = this.#missed
    const missed = new Set<string>()
    this.#missed = missed
    run()
    this.#missed = outer
    for (const label of missed) {
      const waiting = this.#waiting.get(label) ?? new Set()
      this.#waiting.set(label, waiting.add(run))
    }
  }

  /** Builds again what waited for the definitions settled since the last call. */
  resolve(): void {
    const due = new Set<Build>()
    for (const label of this.#fresh) {
      for (const run of this.#waiting.get(label) ?? []) due.add(run)
      this.#waiting.delete(label)
    }
    this.#fresh = []
    for (const run of due) run()
  }

  #layered<T>(own: Record<string, T>, settled: Record<string, T>, mark: string): Record<string, T> {
    return new Proxy(own, {
      get: (target, key) => {
        if (typeof key !== 'string') return undefined
        const found = target[key] ?? settled[key]
        if (found === undefined) this.#missed?.add(mark + key)
        return found
      },
    })
  }

  #settle<T>(own: Record<string, T>, settled: Record<string, T>, mark: string): void {
    for (const [key, value] of Object.entries(own)) {
      if (settled[key] !== undefined) continue
      settled[key] = value
      this.#size++
      this.#fresh.push(mark + key)
    }
  }
}

function definesNothing({ references, notes }: Environment): boolean {
  return isEmpty(references) && isEmpty(notes)
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false
  return true
}
