import { type RefObject, useLayoutEffect } from 'react'

/** Words that belong to the place of an element and are not in the page: folded away, cut off, or not drawn yet. */
export interface HiddenWords {
  readonly words: () => string
  /** Brings them into the page, soon; absent where coming into sight does it. */
  readonly show?: () => void
}

const known = new WeakMap<Element, HiddenWords>()

/** Tells whoever looks for words what the element of a component hides; `undefined` when it hides nothing. */
export function useHiddenWords(element: RefObject<Element | null>, hidden: HiddenWords | undefined): void {
  // What is hidden may be another with every render.
  useLayoutEffect(() => {
    if (element.current) hideWords(element.current, hidden)
  })
}

/** The same for an element that is no component's. */
export function hideWords(element: Element, hidden: HiddenWords | undefined): void {
  if (hidden) known.set(element, hidden)
  else known.delete(element)
}

export function hiddenWordsOf(element: Element): HiddenWords | undefined {
  return known.get(element)
}
