import type { ContextMarks } from '../../../contract/context-mark.ts'
import type { SessionId } from '../../../contract/id.ts'
import { sessionSchema, type Session } from '../../../contract/session.ts'
import type { RunCommit, SessionChange, SessionPage, SessionQuery } from '../../core/ports/stores.ts'
import { withoutNulls, type ReadRow } from '../stored-row.ts'
import type { Query } from './connection-pool.ts'
import { packJson, packText } from './lossless.ts'
import { readPlace, writePlace } from './session-place.ts'
import {
  changeable,
  isThere,
  namedFirst,
  nowInMs,
  sessionFields,
  sessionKey,
  settable,
} from './session-sql.ts'

interface SessionRow {
  readonly key: number
  readonly id: string
}

export interface FoundSession {
  readonly key: number
  readonly session: Session
}

const newFields = Object.values(settable)
const insertSql = `
  insert into sessions (${newFields.map(([column]) => column).join(', ')})
  select ${newFields.map(([, value]) => value).join(', ')} from (select $1::jsonb as j) as given
  on conflict (id) where deleted_at is null do nothing returning key`
const buryOverSql = `
  update sessions set deleted_at = ${nowInMs}
  where id = $1 and deleted_at is null and expires_at <= now() returning key`
const getSql = `select s.key, ${sessionFields} from sessions s where s.key = ${sessionKey('$1')}`
// The first comparison of times lets the index begin at the cursor; the second one cuts the ties before it.
const listSql = (inFolder: boolean) => `
  select s.key, ${sessionFields} from sessions s
  where s.shelf = $1 and s.updated_at <= $2 and (s.updated_at < $2 or (s.id, s.key) > ($3, $4))
    and ${isThere} ${inFolder ? 'and s.folder = $6' : ''}
  order by s.updated_at desc, s.id, s.key limit $5`
const allSql = 'select s.key from sessions s order by s.created_at, s.id, s.deleted_at nulls first, s.key'
const marksSql = `
  update sessions s set marks = $2::jsonb
  where s.key = ${sessionKey('$1')} and (s.marks ->> 'changedAt')::bigint is not distinct from $3::bigint
  returning s.key`
const purgeSql = `
  delete from sessions where key = (
    select s.key from sessions s where s.id = $1 and s.deleted_at is not null order by ${namedFirst} limit 1
  ) returning key`

/** The sessions. The caller wraps what needs it in a transaction. */
export function createSessionTable(readRow: ReadRow) {
  const sessionOf = (row: SessionRow): Session =>
    readRow(sessionSchema, `session ${row.id}`, () => ({ leafId: null, ...withoutNulls({ ...row }) }))

  return {
    /** The key of the new session; undefined when a live session has the id. One whose time is over makes room. */
    async create(query: Query, session: Session): Promise<number | undefined> {
      const insert = () => query<SessionRow>(insertSql, [packJson(session)])
      const [row] = await insert()
      if (row) return row.key
      if (!(await buryOver(query, session.id))) return undefined
      return (await insert())[0]?.key
    },
    /** The session that the id names, and its key. */
    async find(query: Query, id: SessionId): Promise<FoundSession | undefined> {
      const [row] = await query<SessionRow>(getSql, [id])
      return row && { key: row.key, session: sessionOf(row) }
    },
    /** The session of a key, whatever its shelf. */
    async findByKey(query: Query, key: number): Promise<FoundSession | undefined> {
      const [row] = await query<SessionRow>(
        `select s.key, ${sessionFields} from sessions s where s.key = $1`,
        [key],
      )
      return row && { key: row.key, session: sessionOf(row) }
    },
    /** The keys of all sessions, by creation, then id, then the time in the trash. */
    async keys(query: Query): Promise<readonly number[]> {
      return (await query<Pick<SessionRow, 'key'>>(allSql)).map(({ key }) => key)
    },
    async list(query: Query, { shelf, folder, cursor, limit }: SessionQuery): Promise<SessionPage> {
      const { updatedAt, id, key } = readPlace(cursor)
      const values = [
        shelf,
        updatedAt,
        id,
        key,
        limit + 1,
        ...(folder === undefined ? [] : [packText(folder)]),
      ]
      const rows = await query<SessionRow>(listSql(folder !== undefined), values)
      const sessions = rows.slice(0, limit).map(sessionOf)
      const [last, lastRow] = [sessions.at(-1), rows[limit - 1]]
      if (rows.length <= limit || !last || !lastRow) return { sessions }
      return { sessions, nextCursor: writePlace({ ...last, key: lastRow.key }) }
    },
    async update(query: Query, id: SessionId, change: SessionChange): Promise<Session | undefined> {
      const [row] = await query<SessionRow>(`${getSql} for no key update of s`, [id])
      if (!row) return undefined
      // What is taken out of the trash needs the id for itself.
      if (change.deletedAt === null) await buryOver(query, id)
      const assignments = assignmentsOf(change)
      if (assignments.length === 0) return sessionOf(row)
      const [changed = row] = await query<SessionRow>(updateSql(assignments), [packJson(change), row.key])
      return sessionOf(changed)
    },
    /** False when there is no such session, or its marks were changed at another time. */
    replaceMarks,
    /** Moves the tip to a newer message. */
    async advance(query: Query, key: number, tip: NonNullable<RunCommit['session']>): Promise<void> {
      await query(updateSql(assignmentsOf(tip)), [packJson(tip), key])
    },
    async purge(query: Query, id: SessionId): Promise<boolean> {
      return (await query(purgeSql, [id])).length > 0
    },
  }
}

async function replaceMarks(
  query: Query,
  id: SessionId,
  since: number | undefined,
  marks: ContextMarks,
): Promise<boolean> {
  return (await query(marksSql, [id, packJson(marks), since ?? null])).length > 0
}

async function buryOver(query: Query, id: SessionId): Promise<boolean> {
  return (await query(buryOverSql, [id])).length > 0
}

function assignmentsOf(change: SessionChange): readonly string[] {
  const named = new Set(
    Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : field)),
  )
  return Object.entries(changeable).flatMap(([field, [column, value]]) =>
    named.has(field) ? `${column} = ${value}` : [],
  )
}

function updateSql(assignments: readonly string[]): string {
  return `
    update sessions s set ${assignments.join(', ')}
    from (select $1::jsonb as j) as given where s.key = $2 returning s.key, ${sessionFields}`
}
