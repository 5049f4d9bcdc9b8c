import type { Database } from 'better-sqlite3'
import type { Session } from '../../../contract/session.ts'
import type { SessionPage, SessionQuery } from '../../core/ports/stores.ts'
import { readCursor, writeCursor } from '../session-cursor.ts'
import { pageQuery, type PageText } from './page-text.ts'
import { sessionColumns } from './session-page.ts'
import type { SessionRow } from './session-row.ts'

/** That the time of a session is not over. */
const isPresent = '(deleted_at is not null or expires_at is null or expires_at > @now)'

// The first comparison lets the index begin at the cursor; the second one cuts the ties before it.
const pageSql = `
  where shelf = @shelf and updated_at <= @updatedAt and (updated_at < @updatedAt or id > @id) and ${isPresent}
  order by updated_at desc, id limit @limit`

/** The pages of the shelves, in two forms. */
export function createSessionList(db: Database, sessionOf: (row: SessionRow) => Session, now: () => number) {
  const from = `from sessions ${pageSql}`
  const fromFolder = from.replace('where', 'where folder = @folder and')
  const prepareRows = (source: string) => db.prepare<[object], SessionRow>(`select * ${source}`)
  const prepareText = (source: string) =>
    db.prepare<[object], PageText>(pageQuery({ ...sessionColumns, from: source })).pluck()
  const [rows, folderRows] = [prepareRows(from), prepareRows(fromFolder)]
  const [text, folderText] = [prepareText(from), prepareText(fromFolder)]
  // One more than the page has, to know whether there is another.
  const pageOf = ({ shelf, folder, cursor, limit }: SessionQuery) => {
    return { shelf, folder, ...readCursor(cursor), limit: limit + 1, now: now() }
  }
  return {
    list(query: SessionQuery): SessionPage {
      const found = (query.folder === undefined ? rows : folderRows).all(pageOf(query))
      const sessions = found.slice(0, query.limit).map(sessionOf)
      const last = sessions.at(-1)
      return found.length > query.limit && last ? { sessions, nextCursor: writeCursor(last) } : { sessions }
    },
    /** The same for `readSessionPage`. */
    listText: (query: SessionQuery): PageText =>
      (query.folder === undefined ? text : folderText).get(pageOf(query)) ?? '',
  }
}
