import type { Database } from 'better-sqlite3'
import type { ContextMarks } from '../../../contract/context-mark.ts'
import type { SessionId } from '../../../contract/id.ts'
import { sessionSchema, type Session } from '../../../contract/session.ts'
import type { RunCommit, SessionChange } from '../../core/ports/stores.ts'
import type { ReadRow } from '../stored-row.ts'
import { createSessionList } from './session-list.ts'
import { contentOf, parametersOf, parametersOfChange, type SessionRow } from './session-row.ts'

/** What rows of other tables refer to. */
export type SessionKey = string

const insertSql = `
  insert into sessions
    (key, id, title, titled_by_user, leaf_id, created_at, updated_at, pinned_at, archived_at, deleted_at, ttl_ms,
     expires_at, folder, tags, metadata, marks)
  values
    (@key, @id, @title, @titledByUser, @leafId, @createdAt, @updatedAt, @pinnedAt, @archivedAt, @deletedAt, @ttlMs,
     @expiresAt, @folder, @tags, @metadata, @marks)
  on conflict do nothing`
// Outside the trash before inside of it, and there the one that came last. Each has an index of its own, which a condition
// that holds for both would not use.
const chosenSql = `
  from sessions where rowid = coalesce(
    (select rowid from sessions where id = @id and deleted_at is null and (expires_at is null or expires_at > @now)),
    (select rowid from sessions where id = @id and deleted_at is not null
      order by deleted_at desc, rowid desc limit 1))`
const updateSql = `
  update sessions set
    title = coalesce(@title, title),
    titled_by_user = coalesce(@titledByUser, titled_by_user),
    leaf_id = coalesce(@leafId, leaf_id),
    updated_at = coalesce(@updatedAt, updated_at),
    pinned_at = iif(@namesPinnedAt, @pinnedAt, pinned_at),
    archived_at = iif(@namesArchivedAt, @archivedAt, archived_at),
    deleted_at = iif(@namesDeletedAt, @deletedAt, deleted_at),
    ttl_ms = iif(@namesTtlMs, @ttlMs, ttl_ms),
    expires_at = iif(@namesExpiresAt, @expiresAt, expires_at),
    folder = iif(@namesFolder, @folder, folder),
    tags = iif(@namesTags, @tags, tags),
    metadata = iif(@namesMetadata, @metadata, metadata),
    marks = iif(@namesMarks, @marks, marks)
  where key = @key returning *`
const marksSql = `
  update sessions set marks = @marks where key = @key and json_extract(marks, '$.changedAt') is @since`
const advanceSql = `
  update sessions set leaf_id = @leafId, updated_at = @updatedAt, expires_at = coalesce(@expiresAt, expires_at)
  where key = @key`
const endSql = `
  update sessions set deleted_at = @now where deleted_at is null and expires_at <= @now and id = coalesce(@id, id)
  returning id`

/** The sessions. The caller wraps writes in a transaction. */
export function createSessionTable(db: Database, readRow: ReadRow, now: () => number) {
  const insert = db.prepare(insertSql)
  const keyOf = db.prepare<[object], SessionKey>(`select key ${chosenSql}`).pluck()
  const select = db.prepare<[object], SessionRow>(`select * ${chosenSql}`)
  const selectKey = db.prepare<[string], SessionRow>('select * from sessions where key = ?')
  const keys = db
    .prepare<[], SessionKey>('select key from sessions order by created_at, id, deleted_at, key')
    .pluck()
  const update = db.prepare<[object], SessionRow>(updateSql)
  const replaceMarks = db.prepare(marksSql)
  const advance = db.prepare(advanceSql)
  const end = db.prepare<[object], SessionId>(endSql).pluck()
  const remove = db.prepare<[string]>('delete from sessions where key = ?')
  const clearTip = db.prepare<[string]>('update sessions set leaf_id = null where key = ?')
  const sessionOf = (row: SessionRow) => readRow(sessionSchema, `session ${row.id}`, () => contentOf(row))

  return {
    /** The key of the new session; undefined when one outside the trash has the id. */
    create(session: Session): SessionKey | undefined {
      end.all({ now: now(), id: session.id })
      const key = crypto.randomUUID()
      return insert.run({ key, ...parametersOf(session) }).changes === 1 ? key : undefined
    },
    keyOf: (id: SessionId): SessionKey | undefined => keyOf.get({ id, now: now() }),
    get(id: SessionId): Session | undefined {
      const row = select.get({ id, now: now() })
      return row && sessionOf(row)
    },
    getByKey(key: SessionKey): Session | undefined {
      const row = selectKey.get(key)
      return row && sessionOf(row)
    },
    keys: (): readonly SessionKey[] => keys.all(),
    ...createSessionList(db, sessionOf, now),
    /** Moves the tip to a newer message. */
    advance(key: SessionKey, tip: NonNullable<RunCommit['session']>): void {
      advance.run({ key, expiresAt: null, ...tip })
    },
    update(key: SessionKey, change: SessionChange): Session | undefined {
      const row = update.get({ key, ...parametersOfChange(change) })
      return row && sessionOf(row)
    },
    /** False when its marks were changed at another time. */
    replaceMarks: (key: SessionKey, since: number | undefined, marks: ContextMarks): boolean =>
      replaceMarks.run({ key, since: since ?? null, marks: JSON.stringify(marks) }).changes === 1,
    /** Moves what is over to the trash and gives the ids. */
    endOver: (): readonly SessionId[] => end.all({ now: now(), id: null }),
    /** Takes the tip away, so that messages can be removed or written. */
    clearTip: (key: SessionKey): void => void clearTip.run(key),
    remove: (key: SessionKey): void => void remove.run(key),
  }
}
