import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ParleyError } from '../../../core/errors.ts'

/**
 * Throws `storage-corrupt` for a database that was emptied. SQLite takes an empty file for a new database and deletes the
 * log beside it, even when it only reads, so this is asked before. A file that has a log, or backups, was not new.
 */
export function refuseEmptied(path: string): void {
  const size = sizeOf(path)
  const hasLog = (sizeOf(`${path}-wal`) ?? 0) > 0
  const hasBackups = size === 0 && existsSync(join(dirname(path), 'backups'))
  if ((size ?? 0) > 0 || !(hasLog || hasBackups)) return
  const detail = size === 0 ? 'it is empty and was not before' : 'only its log is there'
  throw new ParleyError('storage-corrupt', { params: { path, detail } })
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size
}
