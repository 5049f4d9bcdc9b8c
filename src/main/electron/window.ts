import { join } from 'node:path'
import { BrowserWindow, nativeTheme, type BrowserWindowConstructorOptions } from 'electron'
import type { Notice } from '../../contract/notice.ts'
import { leastZoom, mostZoom } from '../config/window-file.ts'
import { pageUrl } from './origin.ts'
import { leastSize } from './window-bounds.ts'
import type { WindowMemory } from './window-memory.ts'

const GONE_LIMIT = 3
const GONE_WITHIN_MS = 60_000
const ZOOM_STEP = 0.5

/** What a person chose outside of the page. */
export type Chosen = Extract<Notice, { type: 'command-chosen' | 'session-chosen' }>

/** The window of the app, which may be closed and opened again. */
export interface Desk {
  /** Opens a window that appears when the page has something to show. */
  open(): void
  /** Brings the window to the front, or opens one. */
  show(): void
  /** Hands on to the page what a person chose, and brings it to the front; opens a window for it where there is none. */
  tell(chosen: Chosen): void
  /** Makes everything in the window larger or smaller by a step; 0 is back to the usual size. */
  zoom(step: 1 | -1 | 0): void
}

const current = () => BrowserWindow.getAllWindows()[0]

export function createDesk(outFolder: string, memory: WindowMemory): Desk {
  const open = (chosen?: Chosen) => openWindow(outFolder, memory, chosen)
  return {
    open() {
      open()
    },
    show() {
      const window = current()
      if (window) bringToFront(window)
      else open()
    },
    tell(chosen) {
      const window = current()
      if (!window) {
        open(chosen)
        return
      }
      window.webContents.send('parley:notice', chosen)
      bringToFront(window)
    },
    zoom(step) {
      const window = current()
      if (window) zoom(window, memory, step)
    },
  }
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function openWindow(outFolder: string, memory: WindowMemory, chosen: Chosen | undefined): BrowserWindow {
  const { maximized, fullScreen } = memory.last()
  const window = new BrowserWindow(optionsOf(outFolder, memory))
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    if (fullScreen) window.setFullScreen(true)
    window.show()
    memory.follow(window)
  })
  const { webContents } = window
  webContents.on('dom-ready', () => webContents.setZoomLevel(memory.last().zoomLevel))
  // Control and the wheel: https://www.electronjs.org/docs/latest/api/web-contents#event-zoom-changed
  webContents.on('zoom-changed', (_event, direction) => zoom(window, memory, direction === 'in' ? 1 : -1))
  reloadWhenGone(window)
  void window.loadURL(chosen ? `${pageUrl}#${fragmentOf(chosen)}` : pageUrl)
  return window
}

function optionsOf(outFolder: string, memory: WindowMemory): BrowserWindowConstructorOptions {
  return {
    ...memory.opening(),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    ...(process.platform === 'darwin' && macTitleBar),
    // The page's own grounds, so that nothing flashes before the first paint.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#191b1d' : '#ffffff',
    webPreferences: {
      preload: join(outFolder, 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // Elsewhere Electron would fetch dictionaries from Google by itself.
      spellcheck: process.platform === 'darwin',
    },
  }
}

// The page's own bars take the place of the title bar; the overlay tells their styles how much room the buttons take.
const macTitleBar: BrowserWindowConstructorOptions = {
  titleBarStyle: 'hiddenInset',
  titleBarOverlay: true,
  trafficLightPosition: { x: 18, y: 17 },
}

// A page that only begins to load hears no notice yet; it reads this when it is ready.
function fragmentOf(chosen: Chosen): string {
  return chosen.type === 'command-chosen' ? `command=${chosen.command}` : `session=${chosen.sessionId}`
}

function zoom(window: BrowserWindow, memory: WindowMemory, step: 1 | -1 | 0): void {
  const { webContents } = window
  const level = step === 0 ? 0 : webContents.getZoomLevel() + step * ZOOM_STEP
  webContents.setZoomLevel(Math.min(mostZoom, Math.max(leastZoom, level)))
  memory.keep(window)
}

/** A page whose process died comes back by itself, but for one that dies again and again. */
function reloadWhenGone(window: BrowserWindow): void {
  let gone: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    gone = [...gone.filter((at) => performance.now() - at < GONE_WITHIN_MS), performance.now()]
    if (gone.length <= GONE_LIMIT) window.webContents.reload()
  })
}
