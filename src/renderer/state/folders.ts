import type { FoldersView } from '../../contract/folder.ts'
import type { OwnTool, OwnToolsView } from '../../contract/own-tool.ts'
import type { MethodInput } from '../../contract/method.ts'
import type { Transport } from '../transport/transport.ts'

/** The folders that are open to tools, and what tools changed in them. All changes reject with the core's failure. */
export interface Folders {
  readonly view: () => Promise<FoldersView>
  readonly grant: (folder: MethodInput<'folders.grant'>) => Promise<FoldersView>
  /** A folder that the user points at; undefined where none was. */
  readonly choose: () => Promise<string | undefined>
  readonly revoke: (path: string) => Promise<FoldersView>
  readonly undo: (id: string) => Promise<FoldersView>
}

export function createFolders(transport: Transport): Folders {
  return {
    view: () => transport.invoke('folders.list', {}),
    grant: (folder) => transport.invoke('folders.grant', folder),
    choose: async () => (await transport.invoke('folders.choose', {})).path,
    revoke: (path) => transport.invoke('folders.revoke', { path }),
    undo: (id) => transport.invoke('folders.undo', { id }),
  }
}

/** The user's own tools. All changes reject with the core's failure. */
export interface OwnTools {
  readonly view: () => Promise<OwnToolsView>
  readonly allow: (tool: OwnTool) => Promise<OwnToolsView>
  readonly forbid: (tool: OwnTool) => Promise<OwnToolsView>
}

export function createOwnTools(transport: Transport): OwnTools {
  return {
    view: () => transport.invoke('own-tools.list', {}),
    allow: ({ file, hash }) => transport.invoke('own-tools.allow', { file, hash }),
    forbid: ({ file }) => transport.invoke('own-tools.forbid', { file }),
  }
}
