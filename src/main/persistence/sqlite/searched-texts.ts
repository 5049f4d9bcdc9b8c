import type { Database } from 'better-sqlite3'
import type { MessageId } from '../../../contract/id.ts'
import { messageSchema } from '../../../contract/message.ts'
import { searchableText } from '../../../contract/search.ts'
import { ParleyError } from '../../core/errors.ts'
import { fromJson, type ReadRow } from '../stored-row.ts'
import { areParts, isRole } from './quick-check.ts'
import type { SessionKey } from './session-table.ts'

const searchedSchema = messageSchema.pick({ role: true, parts: true })

interface SearchedRow {
  readonly position: number
  readonly id: string
  readonly role: string
  readonly parts: string
}

/** What search looks at in a message, and where it stands in the order of all messages. */
export interface SearchedText {
  readonly position: number
  readonly text: string
}

/** What search looks at in the messages as they are stored. */
export function createSearchedTexts(db: Database, readRow: ReadRow) {
  const columns = 'select position, id, role, parts from messages'
  const one = db.prepare<[string], SearchedRow>(`${columns} where id = ?`)
  const ofSession = db.prepare<[string], SearchedRow>(`${columns} where session_key = ?`)
  const newest = db.prepare<[number], SearchedRow>(`${columns} order by position desc limit ?`)
  const damaged = ({ id, role, parts }: SearchedRow) =>
    searchableText(readRow(searchedSchema, `message ${id}`, () => ({ role, parts: fromJson(parts) })))
  const textOf = (row: SearchedRow) => quickText(row) ?? damaged(row)

  return {
    /** Empty when there is no such message. */
    of(id: MessageId): string {
      const row = one.get(id)
      return row ? textOf(row) : ''
    },
    ofSession: (key: SessionKey): readonly SearchedText[] =>
      ofSession.all(key).map((row) => ({ position: row.position, text: textOf(row) })),
    /** Those of the newest messages of all, newest first; empty for one that is damaged, as it is no reason to find nothing. */
    newest: (limit: number): readonly SearchedText[] =>
      newest.all(limit).map((row) => ({ position: row.position, text: unlessDamaged(() => textOf(row)) })),
  }
}

// Hundreds of texts are compared by one search that ranks.
function quickText({ role, parts }: SearchedRow): string | undefined {
  try {
    const read: unknown = JSON.parse(parts)
    return isRole(role) && areParts(read) ? searchableText({ role, parts: read }) : undefined
  } catch {
    return undefined
  }
}

function unlessDamaged(read: () => string): string {
  try {
    return read()
  } catch (error) {
    if (error instanceof ParleyError) return ''
    throw error
  }
}
