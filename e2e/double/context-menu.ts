import type { ContextMenuParams } from 'electron'
import type { CDPSession } from 'playwright'
import type { DoubleFrame } from './main-frame.ts'
import { menuSource } from './page/context-menu.ts'
import type { SchemeTable } from './schemes.ts'

const WORLD = 'electron-context-menu'
const BINDING = 'electronDoubleMenu'

/** Of Electron's parameters, those that the double knows. */
export type DoubleMenuParams = Omit<Partial<ContextMenuParams>, 'frame'> & { readonly frame: DoubleFrame }

/** Tells of each click with the right button, or the key for it, in the page's own frame. */
export async function watchContextMenus(
  session: CDPSession,
  { frame, schemes }: { readonly frame: DoubleFrame; readonly schemes: SchemeTable },
  onMenu: (params: DoubleMenuParams) => void,
): Promise<void> {
  session.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name !== BINDING) return
    const announced = JSON.parse(payload) as DoubleMenuParams & { readonly linkURL: string }
    onMenu({
      ...announced,
      frame,
      linkURL: schemes.toApp(announced.linkURL),
      pageURL: frame.url,
      frameURL: '',
      mediaType: 'none',
      // There is no spell checker here.
      misspelledWord: '',
      dictionarySuggestions: [],
      spellcheckEnabled: false,
    })
  })
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD })
  await session.send('Page.addScriptToEvaluateOnNewDocument', { worldName: WORLD, source: menuSource() })
}
