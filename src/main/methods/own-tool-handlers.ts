import { ParleyError } from '../core/errors.ts'
import type { OwnTools } from '../core/ports/own-tools.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import type { Handlers } from './door.ts'

/** The user's own tools. Only the app's own window lets a file run, in the state that was seen there. */
export function ownToolHandlers(
  book: SettingsBook,
  own: OwnTools,
): Pick<Handlers, Extract<keyof Handlers, `own-tools.${string}`>> {
  return {
    'own-tools.list': () => own.view(),
    async 'own-tools.allow'({ file, hash }, caller) {
      if (caller.kind !== 'window') throw new ParleyError('folder-window-only')
      await own.check(file, hash)
      await book.updateOwnTools({ ...book.current().ownTools, [file]: hash })
      return own.view()
    },
    async 'own-tools.forbid'({ file }, caller) {
      if (caller.kind === 'http') throw new ParleyError('folder-window-only')
      const { [file]: _, ...others } = book.current().ownTools
      await book.updateOwnTools(others)
      return own.view()
    },
  }
}
