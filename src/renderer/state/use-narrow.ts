import { useSyncExternalStore } from 'react'

const widths = {
  /** No room for a sidebar beside the chat. */
  sidebar: '(width < 720px)',
  /** No room for a third pane beside these two. */
  inspector: '(width < 1100px)',
} as const
export type Pane = keyof typeof widths

/** Whether the window is too narrow for a pane beside the chat. */
export function isNarrow(pane: Pane = 'sidebar'): boolean {
  return window.matchMedia(widths[pane]).matches
}

export function useNarrow(pane: Pane = 'sidebar'): boolean {
  return useSyncExternalStore(pane === 'sidebar' ? subscribeSidebar : subscribeInspector, () =>
    isNarrow(pane),
  )
}

const subscribeSidebar = subscribeTo('sidebar')
const subscribeInspector = subscribeTo('inspector')

function subscribeTo(pane: Pane) {
  return (changed: () => void) => {
    const query = window.matchMedia(widths[pane])
    query.addEventListener('change', changed)
    return () => query.removeEventListener('change', changed)
  }
}
