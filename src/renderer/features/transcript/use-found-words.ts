import { type RefObject, useEffect } from 'react'
import { useApp, useSelect } from '../../state/app-context.tsx'

const NAME = 'found'

/** Marks the words that somebody looks for in the open chat, in the turns that are drawn. They are text all the same. */
export function useFoundWords(scroller: RefObject<HTMLElement | null>): void {
  const { find } = useApp()
  const words = useSelect(find.store, (state) => (state.open ? state.found : ''))
  // After every drawing: other turns come into sight, and an answer grows.
  useEffect(() => {
    const ranges = words === '' || !scroller.current ? [] : rangesOf(scroller.current, words)
    if (ranges.length > 0) CSS.highlights.set(NAME, new Highlight(...ranges))
    else CSS.highlights.delete(NAME)
  })
  useEffect(() => () => void CSS.highlights.delete(NAME), [])
}

function rangesOf(root: HTMLElement, words: string): readonly Range[] {
  const pattern = words
    .split(/\s+/u)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')
  const ranges: Range[] = []
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    for (const { index, 0: match } of (node.nodeValue ?? '').matchAll(new RegExp(pattern, 'giu'))) {
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + match.length)
      ranges.push(range)
    }
  }
  return ranges
}
