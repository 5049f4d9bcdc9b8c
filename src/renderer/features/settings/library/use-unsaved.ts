import { type RefObject, useEffect, useRef } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import { useSelect } from '../../../state/app-context.tsx'
import type { Unsaved } from '../../../state/unsaved.ts'

/** What keeps the words of forms that were left before they were saved. */
export interface Room<Words> {
  readonly store: StoreApi<Unsaved<Words>>
  readonly keep: (key: string, words: Words | undefined) => void
}

export interface Draft<Words> {
  /** What was written in the form and not saved, else what is saved. */
  readonly words: Words
  readonly change: (fields: Partial<Words>) => void
  /** Goes back to what is saved; absent where nothing else is written. */
  readonly discard: (() => void) | undefined
}

/** The words of a form, which are there again when somebody comes back to it. */
export function useUnsaved<Words>({ store, keep }: Room<Words>, key: string, saved: Words): Draft<Words> {
  const written = useSelect(store, ({ unsaved }) => unsaved[key])
  return {
    words: written ?? saved,
    change: (fields) => keep(key, { ...(store.getState().unsaved[key] ?? saved), ...fields }),
    discard: written === undefined ? undefined : () => keep(key, undefined),
  }
}

/** A form for something new begins in its first field. */
export function useFirstField(isNew: boolean): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (isNew) form.current?.querySelector('input')?.focus()
  }, [isNew])
  return form
}
