import Database from 'better-sqlite3'
import type { ContentHash } from '../../../../contract/attachment.ts'
import { hashesIn } from '../attachment-uses.ts'

/** The content that a database which nobody uses refers to; undefined when it cannot be read. Changes nothing. */
export function hashesInFile(path: string): readonly ContentHash[] | undefined {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 0 })
    try {
      return hashesIn(db)
    } finally {
      db.close()
    }
  } catch {
    return undefined
  }
}
