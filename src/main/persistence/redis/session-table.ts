import { z } from 'zod'
import { sessionSchema, type Session } from '../../../contract/session.ts'
import type { SessionChange, SessionPage, SessionQuery, SessionStore } from '../../core/ports/stores.ts'
import { readCursor, writeCursor } from '../session-cursor.ts'
import type { ReadRow } from '../stored-row.ts'
import { flagReply, rowsReply, type Database } from './database.ts'
import {
  createSession,
  expireSessions,
  getSession,
  listSessions,
  purgeSession,
  replaceMarks,
  updateSession,
} from './lua/session-scripts.ts'

/** How many sessions one step of `expire` clears away, so that others are served in between. */
const expireAtOnce = 100

/** The sessions. Each function is one script, but for `expire`, which may be several. */
export function createSessionTable(database: Database, readRow: ReadRow): SessionStore {
  const sessionOf = (fields: readonly string[]) => readSession(fields, readRow)
  return {
    create: (session) => database.run(createSession, [session.id, fieldsOf(session)], flagReply),
    async get(id) {
      const fields = await database.run(getSession, [id], rowsReply.nullable())
      return fields ? sessionOf(fields) : undefined
    },
    async list(query): Promise<SessionPage> {
      const args = [shelfOf(query), placeOf(query), query.limit + 1]
      const found = await database.run(listSessions, args, z.array(rowsReply))
      const sessions = found.slice(0, query.limit).map(sessionOf)
      const last = sessions.at(-1)
      return found.length > query.limit && last ? { sessions, nextCursor: writeCursor(last) } : { sessions }
    },
    async update(id, change) {
      const { set, remove } = partsOf(change)
      const args = [id, change.leafId ?? '', set, remove]
      const fields = await database.run(updateSession, args, rowsReply.nullable())
      return fields ? sessionOf(fields) : undefined
    },
    replaceMarks(id, since, marks) {
      const args = [id, since ?? '', JSON.stringify(marks)]
      return database.run(replaceMarks, args, flagReply)
    },
    purge: (id) => database.run(purgeSession, [id], flagReply),
    async expire(purgeBefore) {
      const ids: string[] = []
      for (;;) {
        const some = await database.run(expireSessions, [purgeBefore ?? '', expireAtOnce], rowsReply)
        ids.push(...some)
        if (some.length < expireAtOnce) return sessionSchema.shape.id.array().parse(ids)
      }
    },
  }
}

/** The fields of a session as a hash holds them: name, JSON, name, JSON. */
export function fieldsOf(session: Partial<Session>): readonly string[] {
  return Object.entries(session).flatMap(([name, value]) =>
    value === undefined ? [] : [name, JSON.stringify(value)],
  )
}

/** Reads such fields back. Throws `storage-corrupt`. */
export function readSession(fields: readonly string[], readRow: ReadRow): Session {
  const entries = new Map<string, string>()
  for (let at = 0; at < fields.length; at += 2) entries.set(fields[at] ?? '', fields[at + 1] ?? '')
  return readRow(sessionSchema, `session ${entries.get('id')}`, () =>
    Object.fromEntries([...entries].map(([name, value]) => [name, JSON.parse(value)])),
  )
}

function partsOf(change: SessionChange) {
  const entries = Object.entries(change)
  return {
    set: fieldsOf(Object.fromEntries(entries.filter(([, value]) => value !== null))),
    remove: entries.filter(([, value]) => value === null).map(([name]) => name),
  }
}

function shelfOf({ shelf, folder }: SessionQuery): string {
  return folder === undefined ? shelf : `${shelf}:${JSON.stringify(folder)}`
}

// What lies on a shelf is in the order of its bytes: the time counts backwards, and "!" comes after every " <k>".
function placeOf({ cursor }: SessionQuery): string {
  const { updatedAt, id } = readCursor(cursor)
  return `${String(Number.MAX_SAFE_INTEGER - updatedAt).padStart(16, '0')} ${id}!`
}
