import { useEffect, useLayoutEffect, useRef } from 'react'

/**
 * For a field that is saved when it is left: gives what to call then. Where a press on something else takes the focus away,
 * it is saved at the end of the press, before the click: what is said about the value then could move what is pressed away
 * from under the pointer.
 */
export function useLeave(save: () => void): () => void {
  const latest = useRef(save)
  const isPressed = useRef(false)
  useLayoutEffect(() => {
    latest.current = save
  })
  useEffect(() => {
    const press = () => void (isPressed.current = true)
    const release = () => void (isPressed.current = false)
    const capture = { capture: true }
    window.addEventListener('pointerdown', press, capture)
    for (const end of ends) window.addEventListener(end, release, capture)
    return () => {
      window.removeEventListener('pointerdown', press, capture)
      for (const end of ends) window.removeEventListener(end, release, capture)
    }
  }, [])
  return () => {
    if (!isPressed.current) return latest.current()
    const done = new AbortController()
    const saveNow = () => {
      done.abort()
      latest.current()
    }
    for (const end of ends) window.addEventListener(end, saveNow, { capture: true, signal: done.signal })
  }
}

const ends = ['pointerup', 'pointercancel'] as const
