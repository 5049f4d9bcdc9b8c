import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import { pageUrl } from './origin.ts'

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
      spellcheck: true,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(pageUrl)
  return window
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
