import { app, BrowserWindow } from 'electron'
import type { App } from '../app/create-app.ts'
import type { Text } from '../../contract/language/text.ts'
import { showTray } from './tray.ts'

/**
 * Ends the app with its last window, unless an answer goes on: then it waits in the tray until the answer is there. On
 * macOS apps outlive their windows anyhow; that takes a listener too, since without one Electron quits.
 */
export function endWithLastWindow(parley: App, outFolder: string, text: Text, open: () => void): void {
  if (process.platform === 'darwin') {
    app.on('window-all-closed', () => {})
    return
  }
  let leaveTray: (() => void) | undefined
  const leave = () => {
    leaveTray?.()
    leaveTray = undefined
  }
  const endIfIdle = () => {
    if (BrowserWindow.getAllWindows().length === 0 && !parley.isAnswering()) app.quit()
  }
  app.on('browser-window-created', leave)
  app.on('before-quit', leave)
  app.on('window-all-closed', () => {
    if (!parley.isAnswering()) return app.quit()
    leaveTray ??= showTray(outFolder, { open, quit: () => app.quit(), text })
  })
  parley.onIdle(endIfIdle)
}
