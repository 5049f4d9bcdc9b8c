import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import { pageUrl } from './origin.ts'

const GONE_LIMIT = 3
const GONE_WITHIN_MS = 60_000

/** Opens the main window. It appears when the page has something to show. */
export function openWindow(outFolder: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 600,
    minHeight: 480,
    show: false,
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
  })
  window.once('ready-to-show', () => window.show())
  reloadWhenGone(window)
  void window.loadURL(pageUrl)
  return window
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

/** Brings the window to the front, or opens one. */
export function showWindow(outFolder: string): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) {
    openWindow(outFolder)
    return
  }
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
