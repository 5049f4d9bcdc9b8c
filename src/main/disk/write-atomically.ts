import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { moveFile } from './move-file.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * Replaces a file so that at every moment, a power cut included, either the old or the new content is there, whole.
 * `mode` is the file's permission, such as 0o600. Rejects with what the system said; the old content is then there.
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  mode: number,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await moveFile(temporary, path)
  } catch (error) {
    // What went wrong first is what is told.
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}
