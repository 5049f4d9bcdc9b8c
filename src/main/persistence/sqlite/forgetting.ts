import type { Database } from 'better-sqlite3'
import { createSearchTable } from './search-table.ts'

interface Removal {
  readonly position: number
  readonly text: string
}

/**
 * Takes the words of purged messages out of the indexes of search, one message with each call, so that other work can
 * go on in between: in an index of a million messages each takes some hundredths of a second. Gives whether there is
 * more to do. After the last one nothing of what was purged is in the database or its log.
 */
export function createForgetting(db: Database): () => boolean {
  const search = createSearchTable(db)
  const next = db.prepare<[], Removal>('select position, text from search_removals order by position limit 1')
  const done = db.prepare<[number]>('delete from search_removals where position = ?')
  const forget = db.transaction(({ position, text }: Removal) => {
    search.replace(position, text, '')
    done.run(position)
  })
  return () => {
    const removal = next.get()
    if (removal) {
      forget.immediate(removal)
      return true
    }
    // What was purged is zeroed in the database, but older pages with its text may still be in the log.
    db.pragma('wal_checkpoint(TRUNCATE)')
    return false
  }
}
