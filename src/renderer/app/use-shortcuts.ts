import { useEffect } from 'react'
import { useApp } from '../state/app-context.tsx'
import { shortcutOf } from '../state/shortcuts.ts'

/** The keys that work everywhere in the window. */
export function useShortcuts(): void {
  const app = useApp()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      if (shortcutOf(app.mac, event)?.run(app, event)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [app])
}
