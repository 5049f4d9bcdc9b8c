import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'

/** Lets the user point at a folder, in front of the window that has the focus. Undefined when nothing was chosen. */
export async function chooseFolder(): Promise<string | undefined> {
  const window = BrowserWindow.getFocusedWindow()
  const given: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] }
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, given)
    : dialog.showOpenDialog(given))
  return canceled ? undefined : filePaths[0]
}
