import { BrowserWindow, clipboard } from 'electron'
import { ParleyError } from '../core/errors.ts'

/**
 * The text on the clipboard, while the app's own window has the focus: what is copied elsewhere, such as a password, is nobody's
 * business here until somebody is here. The page itself has no permission to read it.
 */
export async function readClipboard(): Promise<string> {
  if (!BrowserWindow.getFocusedWindow()) throw new ParleyError('clipboard-refused')
  return clipboard.readText()
}
