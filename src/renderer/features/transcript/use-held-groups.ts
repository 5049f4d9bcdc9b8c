import { useCallback, useState } from 'react'

export interface HeldGroups {
  readonly keys: ReadonlySet<string>
  readonly hold: (key: string, held: boolean) => void
}

/** The groups of calls that someone looks into: they do not fold away under the pointer. */
export function useHeldGroups(): HeldGroups {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const hold = useCallback((key: string, held: boolean) => {
    setKeys((before) => {
      if (before.has(key) === held) return before
      return held ? new Set([...before, key]) : new Set([...before].filter((each) => each !== key))
    })
  }, [])
  return { keys, hold }
}
