import { useEffect, useSyncExternalStore } from 'react'
import { useApp, useSelect } from '../state/app-context.tsx'
import { remember } from '../state/recall.ts'

/** Read before the first picture by `public/theme.js`. */
const STORED_AS = 'parley-look'
const STILL = '(prefers-reduced-motion: reduce)'

/** Shows the accent, density and size of the settings, and remembers them for the first picture of the next start. */
export function useLook(): void {
  const { settings, storage } = useApp()
  const look = useSelect(settings.store, (state) => state.settings?.look)
  const still = useSyncExternalStore(subscribe, isStill)
  useEffect(() => {
    if (!look) return
    const { accent, density, motion, textSize } = look
    remember(storage, STORED_AS, { accent, density, motion, textSize })
    const { dataset, style } = document.documentElement
    dataset['accent'] = accent
    dataset['density'] = density
    dataset['motion'] = motion === 'reduced' || still ? 'reduced' : 'full'
    style.setProperty('--text-scale', String(textSize / 100))
  }, [storage, look, still])
}

function isStill(): boolean {
  return window.matchMedia(STILL).matches
}

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(STILL)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
