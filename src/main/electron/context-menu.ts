import { app, BrowserWindow, clipboard, Menu, type ContextMenuParams, type WebContents } from 'electron'
import type { Log } from '../core/ports/log.ts'
import { contextMenuTemplate, type ContextMenuActions } from './context-menu-template.ts'
import { openLink } from './links.ts'
import type { Words } from './words.ts'

/** Gives every page the menu of the right mouse button: https://www.electronjs.org/docs/latest/tutorial/context-menu */
export function offerContextMenus({ text }: Words, log: Log): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('context-menu', (_event, params) => {
      const template = contextMenuTemplate(
        { ...params, own: isOwnFrame(params) },
        text,
        actionsOn(contents, log),
        process.platform,
      )
      const window = BrowserWindow.fromWebContents(contents)
      if (template.length === 0 || !window) return
      Menu.buildFromTemplate(template).popup({
        window,
        x: params.x,
        y: params.y,
        sourceType: params.menuSourceType,
        ...(params.frame && { frame: params.frame }),
      })
    })
  })
}

// A frame that is gone by now may have been any.
function isOwnFrame({ frame }: ContextMenuParams): boolean {
  return frame !== null && frame.parent === null
}

function actionsOn(contents: WebContents, log: Log): ContextMenuActions {
  return {
    openLink(link) {
      openLink(link).catch((error: unknown) => log.warn('link-not-opened', { reason: String(error) }))
    },
    copyText(text) {
      clipboard
        .writeText(text)
        .catch((error: unknown) => log.warn('link-not-copied', { reason: String(error) }))
    },
    lookUp: () => contents.showDefinitionForSelection(),
    replaceWord: (word) => contents.replaceMisspelling(word),
    learnWord: (word) => void contents.session.addWordToSpellCheckerDictionary(word),
  }
}
