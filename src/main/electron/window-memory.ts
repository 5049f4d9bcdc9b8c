import { screen, type BrowserWindow } from 'electron'
import { readWindowPlace, writeWindowPlace, type WindowPlace } from '../config/window-file.ts'
import type { Log } from '../core/ports/log.ts'
import { openingOf, type Opening } from './window-bounds.ts'

const afterMs = 400
const changes = [
  'resize',
  'move',
  'maximize',
  'unmaximize',
  'enter-full-screen',
  'leave-full-screen',
] as const

/** Where the window stood and how large things in it were, kept for the next one and the next start. */
export interface WindowMemory {
  /** Where the next window opens. */
  opening(): Opening
  last(): Pick<WindowPlace, 'maximized' | 'fullScreen' | 'zoomLevel'>
  /** From now on the window's changes are kept. */
  follow(window: BrowserWindow): void
  /** Keeps how the window is now, a moment later. */
  keep(window: BrowserWindow): void
}

export function createWindowMemory(path: string, log: Log): WindowMemory {
  let last = readWindowPlace(path)
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  const keepNow = (window: BrowserWindow) => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized()) return
    const place = placeOf(window)
    if (JSON.stringify(place) === JSON.stringify(last)) return
    last = place
    // Nobody waits for it, a quit neither: at worst the next window opens where the last but one stood.
    writing = writing
      .then(() => writeWindowPlace(path, place))
      .catch((error: unknown) => log.warn('window-not-kept', { reason: String(error) }))
  }
  const keep = (window: BrowserWindow) => {
    clearTimeout(timer)
    timer = setTimeout(() => keepNow(window), afterMs)
  }
  return {
    opening: () => openingOf(last?.bounds, areaFor(last)),
    last: () => last ?? { maximized: false, fullScreen: false, zoomLevel: 0 },
    follow(window) {
      const changed = () => keep(window)
      // Each name has an overload of its own, so that a list of names fits none of them.
      const events: NodeJS.EventEmitter = window
      for (const change of changes) events.on(change, changed)
      window.on('close', () => keepNow(window))
    },
    keep,
  }
}

function areaFor(last: WindowPlace | undefined) {
  const display = last ? screen.getDisplayMatching(last.bounds) : screen.getPrimaryDisplay()
  return display.workArea
}

function placeOf(window: BrowserWindow): WindowPlace {
  return {
    version: 1,
    bounds: window.getNormalBounds(),
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
    zoomLevel: window.webContents.getZoomLevel(),
  }
}
