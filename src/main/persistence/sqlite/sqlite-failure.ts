import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { ParleyError, reasonOf } from '../../core/errors.ts'

/** What an error of SQLite means while the database is being opened. */
export function openingFailure(error: unknown, path: string): ParleyError {
  const folder = dirname(path)
  switch (kindOf(error)) {
    case 'busy':
      return new ParleyError('profile-locked', { params: { path: folder }, cause: error })
    case 'refused':
      return new ParleyError('profile-unwritable', {
        params: { path: folder, reason: reasonOf(error) },
        cause: error,
      })
    default:
      return storageFailure(error, path)
  }
}

/** What an error of SQLite means for a database that could be opened. */
export function storageFailure(error: unknown, path: string): ParleyError {
  if (error instanceof ParleyError) return error
  const detail = reasonOf(error)
  if (kindOf(error) === 'damaged') {
    return new ParleyError('storage-corrupt', { params: { path, detail }, cause: error })
  }
  if (kindOf(error) === 'full') return new ParleyError('storage-full', { params: { path }, cause: error })
  return new ParleyError('storage-failed', { params: { detail }, cause: error })
}

/** True when somebody else holds the database. */
export function isBusy(error: unknown): boolean {
  return kindOf(error) === 'busy'
}

/** True when the file is not what SQLite wrote. */
export function isDamage(error: unknown): boolean {
  return kindOf(error) === 'damaged'
}

// Extended codes begin with the plain one: SQLITE_READONLY_DIRECTORY, SQLITE_CORRUPT_INDEX.
const kinds: readonly (readonly [prefix: string, kind: 'busy' | 'damaged' | 'refused' | 'full'])[] = [
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_CANTOPEN', 'refused'],
  ['SQLITE_READONLY', 'refused'],
  ['SQLITE_PERM', 'refused'],
  ['SQLITE_AUTH', 'refused'],
]

function kindOf(error: unknown) {
  // better-sqlite3 throws this one, before SQLite is asked, for a folder that is not there.
  if (error instanceof TypeError) return 'refused'
  if (!(error instanceof Database.SqliteError)) return undefined
  return kinds.find(([prefix]) => error.code.startsWith(prefix))?.[1]
}
