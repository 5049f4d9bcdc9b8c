import { Menu } from 'electron'
import { menuTemplate } from './menu-template.ts'
import type { Desk } from './window.ts'
import type { Words } from './words.ts'

/** Sets the menu of the app, and again in each language that is chosen. On macOS it is what makes copy and paste work. */
export function setMenu({ text, onChange }: Words, desk: Desk): void {
  const set = () => {
    const template = menuTemplate(process.platform, text, {
      choose: (command) => desk.tell({ type: 'command-chosen', command }),
      zoom: (step) => desk.zoom(step),
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  set()
  onChange(set)
}
