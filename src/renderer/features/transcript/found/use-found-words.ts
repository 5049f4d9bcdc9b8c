import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import type { FoundWords } from './found-words.ts'
import type { FoundWordsNeeds } from './seeking.ts'
import { useRoomForFind } from './use-room-for-find.ts'

/**
 * Marks the words that somebody looks for in the open chat, in the turns that are drawn, and brings the one into sight that
 * is asked for: what hides it is opened, and what is not drawn yet is drawn. They are text all the same. Gives whether somebody
 * looks for something.
 */
export function useFoundWords(needs: FoundWordsNeeds): boolean {
  const { find } = useApp()
  const words = useSelect(find.store, (state) => (state.open ? state.found : ''))
  const asked = useSelect(find.store, (state) => state.asked)
  const latest = useRef(needs)
  useLayoutEffect(() => {
    latest.current = needs
  })
  const found = useLoaded(latest, words !== '')
  useEffect(() => found?.open(words), [found, words])
  const before = useRef(0)
  useEffect(() => {
    if (!found) return
    if (words !== '' && asked !== before.current) found.seek()
    before.current = asked
  }, [found, words, asked])
  // Other turns come into sight, and an answer grows.
  useEffect(() => found?.look())
  return useRoomForFind(needs.scroller)
}

/** Not needed before somebody looks for something. */
function useLoaded(needs: { readonly current: FoundWordsNeeds }, isWanted: boolean): FoundWords | undefined {
  const { find, view } = useApp()
  const [found, setFound] = useState<FoundWords>()
  useEffect(() => {
    if (!isWanted || found) return undefined
    let isStill = true
    void import('./found-words.ts').then(({ createFoundWords }) => {
      if (isStill) setFound(createFoundWords(() => needs.current, { find, view }))
    })
    return () => {
      isStill = false
    }
  }, [needs, isWanted, found, find, view])
  return found
}
