import type { Database } from 'better-sqlite3'
import { contentHashSchema, type ContentHash } from '../../../contract/attachment.ts'
import type { SessionKey } from './session-table.ts'

/** Which content the messages and calls of each session refer to. The caller wraps writes in a transaction. */
export function createAttachmentUses(db: Database) {
  const insert = db.prepare<[string, string]>(
    'insert into attachment_uses (hash, session_key) values (?, ?) on conflict do nothing',
  )
  const isUsed = db.prepare<[string]>('select 1 from attachment_uses where hash = ? limit 1')
  const remove = db.prepare<[string]>('delete from attachment_uses where session_key = ?')
  return {
    note(hashes: readonly ContentHash[], key: SessionKey): void {
      for (const hash of hashes) insert.run(hash, key)
    },
    usedOf: (hashes: readonly ContentHash[]): readonly ContentHash[] =>
      hashes.filter((hash) => isUsed.get(hash) !== undefined),
    remove: (key: SessionKey): void => void remove.run(key),
  }
}

/** All content that a database refers to; none when it is older than attachments. */
export function hashesIn(db: Database): readonly ContentHash[] {
  if (!hasUses(db)) return []
  const all = db.prepare<[], string>('select distinct hash from attachment_uses').pluck()
  return contentHashSchema.array().parse(all.all())
}

/** True when a database of any version knows of attachments. */
export function hasUses(db: Database): boolean {
  return db.prepare("select 1 from sqlite_schema where name = 'attachment_uses'").get() !== undefined
}
