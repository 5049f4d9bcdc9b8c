import { join } from 'node:path'
import { Menu, nativeImage, Tray } from 'electron'
import type { Text } from '../../contract/language/text.ts'

export interface TrayActions {
  readonly open: () => void
  readonly quit: () => void
  readonly text: Text
}

/** Shows in the system's tray that answers go on without a window. Gives the function that takes it away. */
export function showTray(outFolder: string, { open, quit, text }: TrayActions): () => void {
  // Electron takes the larger file beside it, tray@2x.png, where the screen is fine.
  const tray = new Tray(nativeImage.createFromPath(join(outFolder, '..', 'resources', 'tray.png')))
  tray.setToolTip(text('tray.answering'))
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: text('tray.open'), click: open },
      { label: text('tray.quit'), click: quit },
    ]),
  )
  tray.on('click', open)
  return () => tray.destroy()
}
