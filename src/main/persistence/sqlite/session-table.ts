import type { Database } from 'better-sqlite3'
import { sessionSchema, type Session } from '../../../contract/session.ts'
import type { SessionId } from '../../../contract/id.ts'
import type { RunCommit, SessionChange, SessionPage, SessionQuery } from '../../core/ports/stores.ts'
import { readCursor, writeCursor } from './session-cursor.ts'
import { withoutNulls, type ReadRow } from './stored-row.ts'

interface SessionRow {
  readonly id: string
  readonly title: string
  readonly titled_by_user: number
  readonly leaf_id: string | null
  readonly created_at: number
  readonly updated_at: number
  readonly deleted_at: number | null
}

const insertSql = `
  insert into sessions (id, title, titled_by_user, leaf_id, created_at, updated_at, deleted_at)
  values (@id, @title, @titledByUser, @leafId, @createdAt, @updatedAt, @deletedAt)
  on conflict (id) do nothing`
// The first comparison lets the index begin at the cursor; the second one cuts the ties before it.
const listSql = `
  select * from sessions
  where deleted = @deleted and updated_at <= @updatedAt and (updated_at < @updatedAt or id > @id)
  order by updated_at desc, id limit @limit`
const updateSql = `
  update sessions set
    title = coalesce(@title, title),
    titled_by_user = coalesce(@titledByUser, titled_by_user),
    leaf_id = coalesce(@leafId, leaf_id),
    updated_at = coalesce(@updatedAt, updated_at),
    deleted_at = iif(@namesDeletedAt, @deletedAt, deleted_at)
  where id = @id returning *`

/** The sessions. Each function is one statement; the caller wraps writes in a transaction. */
export function createSessionTable(db: Database, readRow: ReadRow) {
  const insert = db.prepare(insertSql)
  const select = db.prepare<[string], SessionRow>('select * from sessions where id = ?')
  const list = db.prepare<[object], SessionRow>(listSql)
  const update = db.prepare<[object], SessionRow>(updateSql)
  const advance = db.prepare<[string, number, string]>(
    'update sessions set leaf_id = ?, updated_at = ? where id = ?',
  )
  const sessionOf = (row: SessionRow) => readRow(sessionSchema, `session ${row.id}`, () => contentOf(row))

  return {
    create(session: Session): boolean {
      const { titledByUser, deletedAt = null } = session
      return insert.run({ ...session, titledByUser: Number(titledByUser), deletedAt }).changes === 1
    },
    get(id: SessionId): Session | undefined {
      const row = select.get(id)
      return row && sessionOf(row)
    },
    list({ deleted, cursor, limit }: SessionQuery): SessionPage {
      const rows = list.all({ deleted: Number(deleted), ...readCursor(cursor), limit: limit + 1 })
      const sessions = rows.slice(0, limit).map(sessionOf)
      const last = sessions.at(-1)
      return rows.length > limit && last ? { sessions, nextCursor: writeCursor(last) } : { sessions }
    },
    /** Moves the tip to a newer message. */
    advance(id: SessionId, { leafId, updatedAt }: NonNullable<RunCommit['session']>): void {
      advance.run(leafId, updatedAt, id)
    },
    update(id: SessionId, change: SessionChange): Session | undefined {
      const row = update.get(parametersOf(id, change))
      return row && sessionOf(row)
    },
  }
}

function parametersOf(id: SessionId, change: SessionChange): object {
  return {
    id,
    title: change.title ?? null,
    titledByUser: change.titledByUser === undefined ? null : Number(change.titledByUser),
    leafId: change.leafId ?? null,
    updatedAt: change.updatedAt ?? null,
    namesDeletedAt: Number(change.deletedAt !== undefined),
    deletedAt: change.deletedAt ?? null,
  }
}

function contentOf(row: SessionRow): unknown {
  return {
    id: row.id,
    title: row.title,
    titledByUser: row.titled_by_user === 1,
    leafId: row.leaf_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...withoutNulls({ deletedAt: row.deleted_at }),
  }
}
