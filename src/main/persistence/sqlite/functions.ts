import type { Database } from 'better-sqlite3'
import { messageSchema } from '../../../contract/message.ts'
import { searchableText } from '../../../contract/search.ts'
import { fromJson } from '../stored-row.ts'
import { spaced } from './search-words.ts'

const searchedSchema = messageSchema.pick({ role: true, parts: true })

/** Gives a connection the functions that migrations use where SQL alone cannot say it. */
export function defineFunctions(db: Database): void {
  const options = { deterministic: true, directOnly: true }
  db.function('spaced', options, (text) => spaced(String(text)))
  db.function('searchable', options, (role, parts) =>
    searchableText(searchedSchema.parse({ role, parts: fromJson(String(parts)) })),
  )
}
