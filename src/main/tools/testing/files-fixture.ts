import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { GrantedFolder } from '../../../contract/folder.ts'
import { callOf } from '../../core/testing/tool-call.ts'
import { createFileRoom } from '../files/file-room.ts'
import { createFileSource } from '../files/file-source.ts'
import { createFileWriter } from '../files/file-writer.ts'
import { openUndoShelf } from '../files/undo-shelf.ts'

/** The file tools on a folder of their own: `safe` is open for writing, `profile` lies in it and is Parley's. */
export function openFiles(access: GrantedFolder['access'] = 'write') {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'parley-files-')))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  const safe = join(base, 'safe')
  const profile = join(safe, 'Parley')
  const outside = join(base, 'safe-evil')
  for (const folder of [safe, profile, outside]) mkdirSync(folder, { recursive: true })
  const folders: GrantedFolder[] = [{ path: safe, access }]
  const room = createFileRoom({ folders: () => folders, closed: [profile, join(safe, '.env')] })
  let now = 0
  const writer = createFileWriter(
    room,
    openUndoShelf(join(profile, 'undo'), () => (now += 1)),
  )
  const source = createFileSource(room, writer)
  const options = { signal: new AbortController().signal, onProgress: () => undefined }
  const call = (tool: string, input: object) => source.call(callOf(tool, JSON.stringify(input)), options)
  return { base, safe, profile, outside, folders, room, writer, source, call }
}
