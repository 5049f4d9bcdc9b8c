import type { Database } from 'better-sqlite3'
import type { SessionId } from '../../../contract/id.ts'
import type { Tables } from './tables.ts'
import type { SessionKey } from './session-table.ts'

interface DeletedRow {
  readonly key: SessionKey
  readonly id: SessionId
}

/**
 * Removes sessions in the trash for good, but for their words in the indexes of search, which `createForgetting` takes
 * out. The caller wraps both in a transaction.
 */
export function createPurge(
  db: Database,
  { sessions, messages, texts, recent, runs, calls, events, uses }: Tables,
) {
  const newest = db.prepare<[string], DeletedRow>(
    'select key, id from sessions where id = ? and deleted_at is not null order by deleted_at desc, rowid desc limit 1',
  )
  const next = db.prepare<[number], DeletedRow>('select key, id from sessions where deleted_at < ? limit 1')
  const putOff = db.prepare<[number, string]>('insert into search_removals (position, text) values (?, ?)')
  const remove = ({ key }: DeletedRow) => {
    recent.clear()
    for (const { position, text } of texts.ofSession(key)) if (text !== '') putOff.run(position, text)
    sessions.clearTip(key)
    calls.remove(key)
    events.remove(key)
    messages.remove(key)
    uses.remove(key)
    runs.remove(key)
    sessions.remove(key)
  }
  return {
    /** False when no session of that id lies in the trash. */
    purge(id: SessionId): boolean {
      const row = newest.get(id)
      if (row) remove(row)
      return row !== undefined
    },
    /** Removes one that was put into the trash before that time and gives its id; undefined when there is none. */
    purgeNext(time: number): SessionId | undefined {
      const row = next.get(time)
      if (row) remove(row)
      return row?.id
    },
  }
}
