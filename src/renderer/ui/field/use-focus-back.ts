import { useEffect, useRef } from 'react'

/** Gives the focus to what `find` gives when `editing` ends, if the field took it away with itself. */
export function useFocusBack(editing: boolean, find: () => HTMLElement | null): void {
  const before = useRef(editing)
  useEffect(() => {
    const ended = before.current && !editing
    before.current = editing
    if (ended && document.activeElement === document.body) find()?.focus()
  })
}
