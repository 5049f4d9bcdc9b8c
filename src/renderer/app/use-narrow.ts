import { useSyncExternalStore } from 'react'

const NARROW = '(width < 720px)'

/** Whether the window is too narrow for a sidebar beside the chat. */
export function isNarrow(): boolean {
  return window.matchMedia(NARROW).matches
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow)
}

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(NARROW)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
