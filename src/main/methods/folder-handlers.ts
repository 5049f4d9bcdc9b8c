import type { FoldersView } from '../../contract/folder.ts'
import { ParleyError } from '../core/errors.ts'
import type { FileTools } from '../core/ports/file-tools.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import type { Handlers } from './door.ts'

/** Folders that are open to tools. Only the app's own window opens one; a program takes nothing back either. */
export function folderHandlers(
  book: SettingsBook,
  files: FileTools,
  chooseFolder: (() => Promise<string | undefined>) | undefined,
): Pick<Handlers, Extract<keyof Handlers, `folders.${string}`>> {
  const view = async (): Promise<FoldersView> => ({
    folders: [...book.current().folders],
    writes: [...(await files.recent())],
  })
  const without = (path: string) => book.current().folders.filter((folder) => folder.path !== path)
  return {
    'folders.list': view,
    async 'folders.grant'({ path, access }, caller) {
      if (caller.kind !== 'window') throw new ParleyError('folder-window-only')
      const real = await files.check(path)
      await book.updateFolders([...without(real), { path: real, access }])
      return view()
    },
    async 'folders.choose'(_input, caller) {
      if (caller.kind !== 'window' || !chooseFolder) throw new ParleyError('folder-window-only')
      const path = await chooseFolder()
      return path === undefined ? {} : { path }
    },
    async 'folders.revoke'({ path }, caller) {
      if (caller.kind === 'http') throw new ParleyError('folder-window-only')
      await book.updateFolders(without(path))
      return view()
    },
    async 'folders.undo'({ id }, caller) {
      if (caller.kind === 'http') throw new ParleyError('folder-window-only')
      await files.undo(id)
      return view()
    },
  }
}
