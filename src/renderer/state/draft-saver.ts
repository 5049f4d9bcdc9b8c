/** Saves what changed, a moment later and one time for many changes. */
export interface DraftSaver {
  /** Saves this key soon. */
  readonly keep: (key: string) => void
  /** Saves everything that waits, now. */
  readonly hurry: () => void
}

export interface DraftSaverOptions {
  /** Saves the newest text of a key. */
  readonly put: (key: string) => Promise<unknown>
  /** How long a change may wait, in milliseconds. */
  readonly patience: (key: string) => number
  readonly delay: (work: () => void, ms: number) => () => void
}

/** What is refused is tried again for as long as the page lives: a connection or room on the disk comes back. */
export function createDraftSaver({ put, patience, delay }: DraftSaverOptions): DraftSaver {
  const unsaved = new Set<string>()
  let waiting: (() => void) | undefined
  let saving = false

  const save = async () => {
    waiting?.()
    waiting = undefined
    saving = true
    const keys = [...unsaved]
    unsaved.clear()
    await Promise.all(keys.map((key) => put(key).catch(() => unsaved.add(key))))
    saving = false
    saveSoon()
  }
  const saveSoon = () => {
    if (saving || waiting || unsaved.size === 0) return
    waiting = delay(() => void save(), Math.max(...Array.from(unsaved, patience)))
  }
  return {
    keep(key) {
      unsaved.add(key)
      saveSoon()
    },
    hurry: () => void save(),
  }
}
