import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { FileWrite } from '../../../contract/folder.ts'
import { ParleyError, reasonOf } from '../../core/errors.ts'
import type { FilePlace, FileRoom } from './file-room.ts'
import { longestFile, readText, type FileText } from './text-file.ts'
import type { UndoShelf } from './undo-shelf.ts'
import { writeText } from './write-text.ts'

const longestDiff = 20_000
const diffMs = 1_000

/** Changes files so that each change can be seen and taken back. One change at a time. */
export interface FileWriter {
  /**
   * Writes what `change` makes of the text that is there, or of undefined when there is no file. Gives the difference for
   * the model.
   */
  write(path: string, change: (before: string | undefined) => string): Promise<string>
  recent(): Promise<readonly FileWrite[]>
  /** Throws ParleyError `write-missing`, `write-changed`, and what the file room throws. */
  undo(id: string): Promise<void>
}

export function createFileWriter(room: FileRoom, shelf: UndoShelf): FileWriter {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work, work)
    last = turn
    return turn
  }
  return {
    recent: () => shelf.list(),
    write: (path, change) =>
      inTurn(() =>
        room.inFile(path, 'write', async (place) => {
          const before = await textBefore(place)
          const after = change(before?.text)
          if (Buffer.byteLength(after) > longestFile)
            throw new Error(`only files up to ${longestFile} bytes are written`)
          if (before?.text === after) return `${place.path} has this text already; nothing was changed.`
          const id = await shelf.keep({
            path: place.path,
            before: before?.text ?? null,
            after: hashOf(after),
          })
          await writeText(place, after, before?.mode ?? 0o644).catch(async (error: unknown) => {
            await shelf.forget(id)
            throw error
          })
          return answerOf(place.path, before?.text, after)
        }),
      ),
    undo: (id) =>
      inTurn(async () => {
        const kept = await shelf.get(id)
        if (!kept) throw new ParleyError('write-missing')
        await room
          .inFile(kept.path, 'write', async (place) => {
            const now = await textBefore(place)
            if (now === undefined || hashOf(now.text) !== kept.after)
              throw new ParleyError('write-changed', { params: { path: kept.path } })
            if (kept.before === null) await rm(place.folder.at(place.name))
            else await writeText(place, kept.before, now.mode)
          })
          .catch(refused(kept.path))
        await shelf.forget(id)
      }),
  }
}

function refused(path: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof ParleyError) throw error
    throw new ParleyError('folder-refused', { params: { path, reason: reasonOf(error) }, cause: error })
  }
}

async function textBefore(place: FilePlace): Promise<FileText | undefined> {
  try {
    return await readText(place)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function answerOf(path: string, before: string | undefined, after: string): Promise<string> {
  const { createTwoFilesPatch } = await import('diff')
  const options = { context: 3, timeout: diffMs }
  const diff = createTwoFilesPatch(path, path, before ?? '', after, undefined, undefined, options)
  const said = before === undefined ? `${path} was made.` : `${path} was changed.`
  if (diff === undefined) return `${said} The difference is too large to be shown.`
  if (diff.length <= longestDiff) return `${said}\n${diff}`
  return `${said}\n${diff.slice(0, longestDiff)}\n[… ${diff.length - longestDiff} letters of the difference are left out]`
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
