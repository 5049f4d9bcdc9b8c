import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { createFoundWords, type FoundWords } from './found-words.ts'
import type { FoundWordsNeeds } from './seeking.ts'

/**
 * Marks the words that somebody looks for in the open chat, in the turns that are drawn, and brings the one into sight that
 * is asked for: what hides it is opened, and what is not drawn yet is drawn. They are text all the same.
 */
export function useFoundWords(needs: FoundWordsNeeds): void {
  const { find, view } = useApp()
  const words = useSelect(find.store, (state) => (state.open ? state.found : ''))
  const asked = useSelect(find.store, (state) => state.asked)
  const latest = useRef(needs)
  useLayoutEffect(() => {
    latest.current = needs
  })
  // It is read when words are marked, never during a render.
  // oxlint-disable-next-line react/refs
  const [found] = useState<FoundWords>(() => createFoundWords(() => latest.current, { find, view }))
  useEffect(() => found.open(words), [found, words])
  const before = useRef(0)
  useEffect(() => {
    if (words !== '' && asked !== before.current) found.seek()
    before.current = asked
  }, [found, words, asked])
  // Other turns come into sight, and an answer grows.
  useEffect(() => found.look())
}
