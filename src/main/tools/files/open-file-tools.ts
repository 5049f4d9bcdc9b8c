import { realpathSync } from 'node:fs'
import type { GrantedFolder } from '../../../contract/folder.ts'
import type { FileTools } from '../../core/ports/file-tools.ts'
import type { ToolSource } from '../../core/ports/tool-source.ts'
import { checkFolder } from './check-folder.ts'
import { createFileRoom } from './file-room.ts'
import { createFileSource } from './file-source.ts'
import { createFileWriter } from './file-writer.ts'
import { openUndoShelf } from './undo-shelf.ts'

export interface FileToolsOptions {
  readonly folders: () => readonly GrantedFolder[]
  /** Files and folders of Parley's own, which exist or not. */
  readonly closed: readonly string[]
  /** Where the texts before a change are kept; closed as well. */
  readonly undoFolder: string
  readonly now: () => number
}

/** The file tools, for models and for the user. */
export function openFileTools(options: FileToolsOptions): {
  readonly source: ToolSource
  readonly files: FileTools
} {
  const closed = [...options.closed, options.undoFolder].map(realOf)
  const room = createFileRoom({ folders: options.folders, closed })
  const writer = createFileWriter(room, openUndoShelf(options.undoFolder, options.now))
  return {
    source: createFileSource(room, writer),
    files: {
      check: (path) => checkFolder(path, closed),
      recent: () => writer.recent(),
      undo: (id) => writer.undo(id),
    },
  }
}

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
