import { useEffect, useSyncExternalStore } from 'react'
import type { Theme } from '../../contract/settings.ts'
import { useApp, useSelect } from '../state/app-context.tsx'

/**
 * Read before the first picture by `public/theme.js`, so that a dark window never flashes white. The page's policy allows no
 * inline script. That file tells zod too that compiled code is forbidden, before modules that load use schemas. It is not
 * minified and part of what the first picture needs, so its reasons stand here.
 */
const STORED_AS = 'parley-theme'
const DARK = '(prefers-color-scheme: dark)'
const CONTRAST = '(prefers-contrast: more)'

/** Shows the theme of the settings, and remembers it for the first picture of the next start. */
export function useTheme(): void {
  const { settings, storage } = useApp()
  const theme = useSelect(settings.store, (state) => state.settings?.theme)
  const system = useSyncExternalStore(subscribe, systemTheme)
  useEffect(() => {
    if (!theme) return
    storage.setItem(STORED_AS, theme)
    document.documentElement.dataset['theme'] = theme === 'system' ? system : theme
  }, [storage, system, theme])
}

function systemTheme(): Exclude<Theme, 'system'> {
  if (window.matchMedia(CONTRAST).matches) return 'contrast'
  return window.matchMedia(DARK).matches ? 'dark' : 'light'
}

function subscribe(changed: () => void): () => void {
  const queries = [window.matchMedia(DARK), window.matchMedia(CONTRAST)]
  for (const query of queries) query.addEventListener('change', changed)
  return () => queries.forEach((query) => query.removeEventListener('change', changed))
}
