import type { Database } from 'better-sqlite3'
import { spaced, type Match } from './search-words.ts'
import type { SearchedText } from './searched-texts.ts'

/** How many of the newest messages are held, and at how many more they are gathered anew. */
const held = 2048
const spare = 6144

/**
 * The words of the newest messages once more, in memory. For a beginning of words FTS5 first puts together the places of
 * all words that begin so, which in a large index are most of them; here that is nothing, and what is found here is newest
 * anyway. What is not frequent here is not frequent in the large index either, where asking is then cheap.
 */
export interface RecentWords {
  /** The lowest position that is held: what lies below is found in the large index alone. Gathers when it has to. */
  floor(): number
  /** Positions of messages with the words, below `before`, newest first. */
  find(words: Match['words'], before: number, limit: number): readonly number[]
  /** Follows a change of what is searched of a message, as the large index does. */
  replace(position: number, before: string, text: string): void
  /** Lets go of everything. */
  clear(): void
}

/** Makes it, with nothing in it yet. `newest` gives so many messages, with the newest first. */
export function createRecentWords(
  db: Database,
  newest: (limit: number) => readonly SearchedText[],
): RecentWords {
  let index: ReturnType<typeof createIndex> | undefined
  let floor = 0
  let added = 0
  const clear = () => {
    index = undefined
    db.exec('drop table if exists temp.recent_words')
  }
  const gather = db.transaction(() => {
    clear()
    const gathered = createIndex(db)
    const messages = newest(held)
    for (const { position, text } of messages) if (text !== '') gathered.put.run(position, spaced(text))
    floor = messages.length < held ? 0 : (messages.at(-1)?.position ?? 0)
    added = 0
    return gathered
  })
  return {
    floor() {
      if (added > spare) clear()
      index ??= gather()
      return floor
    },
    find: (words, before, limit) => index?.find.all({ words, before, limit }) ?? [],
    replace(position, before, text) {
      if (!index || position < floor) return
      if (before === '') added += 1
      else index.remove.run(position, spaced(before))
      if (text !== '') index.put.run(position, spaced(text))
    },
    clear,
  }
}

function createIndex(db: Database) {
  db.exec(`create virtual table temp.recent_words using fts5 (
    text, content = '', tokenize = 'unicode61 remove_diacritics 2')`)
  return {
    put: db.prepare<[number, string]>('insert into recent_words (rowid, text) values (?, ?)'),
    remove: db.prepare<[number, string]>(
      `insert into recent_words (recent_words, rowid, text) values ('delete', ?, ?)`,
    ),
    find: db
      .prepare<[object], number>(
        `select rowid from recent_words where recent_words match @words and rowid < @before
         order by rowid desc limit @limit`,
      )
      .pluck(),
  }
}
