import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { moveFile } from '../../disk/move-file.ts'
import type { FilePlace } from './file-room.ts'

/** Replaces a file in an open folder, whole or not at all. A link of that name is replaced and never followed. */
export async function writeText({ folder, name }: FilePlace, text: string, mode: number): Promise<void> {
  const temporary = folder.at(`.parley-${randomUUID()}.tmp`)
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0)
  try {
    const file = await open(temporary, flags, mode & 0o777)
    try {
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await moveFile(temporary, folder.at(name))
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}
