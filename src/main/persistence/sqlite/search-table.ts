import type { Database } from 'better-sqlite3'
import type { MessageId } from '../../../contract/id.ts'
import type { SearchQuery } from '../../../contract/search.ts'
import { toJson } from '../stored-row.ts'
import type { SessionKey } from './session-table.ts'
import { spaced, type Match } from './search-words.ts'

/** A message that a search has found. */
export interface FoundRow {
  readonly position: number
  readonly id: MessageId
  readonly title: string
}

/** Which messages to look at next. */
export interface Candidates {
  readonly match: Match
  /** Behind this position. */
  readonly before: number
  readonly limit: number
  /** Only of this session. */
  readonly key?: SessionKey | undefined
}

const isWord = 'exists (select 1 from message_words where message_words match @words and rowid = position)'
const hasShort =
  '(@short is null or exists (select 1 from message_words where message_words match @short and rowid = position))'
const hasInside =
  'exists (select 1 from message_trigrams where message_trigrams match @insides and rowid = position)'

const wordsSql = `
  select rowid from message_words where message_words match @words and rowid < @before
  order by rowid desc limit @limit`
// What has the terms as words was found before.
const insidesSql = `
  select rowid as position from message_trigrams where message_trigrams match @insides and rowid < @before
    and not ${isWord} and ${hasShort}
  order by rowid desc limit @limit`
// A session has few messages beside all others, so here the messages lead and the index is asked for each.
const inSession = 'from messages where session_key = @key and position < @before and'
const atEnd = 'order by position desc limit @limit'
const filterSql = `
  select position, messages.id, title
  from json_each(@positions) as candidate
    join messages on messages.position = candidate.value join sessions on sessions.key = session_key
  where sessions.deleted_at is null and (sessions.expires_at is null or sessions.expires_at > @now)
    and (@folder is null or folder = @folder) and (@role is null or role = @role)
    and (@model is null or model = @model)
    and (@since is null or messages.created_at >= @since) and (@until is null or messages.created_at < @until)
    and (@tool is null or exists (select 1 from json_each(parts)
      where value ->> 'type' = 'tool-call' and value ->> 'name' = @tool))
  order by candidate.key limit @limit`

/** The indexes of search, one over words and one over the insides of words. */
export function createSearchTable(db: Database) {
  const indexes = ['message_words', 'message_trigrams'].map((table, index) => ({
    write: index === 0 ? spaced : (text: string) => text,
    put: db.prepare<[number, string]>(`insert into ${table} (rowid, text) values (?, ?)`),
    remove: db.prepare<[number, string]>(
      `insert into ${table} (${table}, rowid, text) values ('delete', ?, ?)`,
    ),
  }))
  const plain = [wordsSql, insidesSql].map((sql) => db.prepare<[object], number>(sql).pluck())
  const ofSession = [
    `select position ${inSession} ${isWord} ${atEnd}`,
    `select position ${inSession} ${hasInside} and not ${isWord} and ${hasShort} ${atEnd}`,
  ].map((sql) => db.prepare<[object], number>(sql).pluck())
  const filter = db.prepare<[object], FoundRow>(filterSql)

  return {
    /**
     * Replaces what is searched of a message; empty where there is nothing. `before` must be what was put last: the
     * index keeps no text and takes out exactly the words that it is given.
     */
    replace(position: number, before: string, text: string): void {
      if (before === text) return
      for (const { write, put, remove } of indexes) {
        if (before !== '') remove.run(position, write(before))
        if (text !== '') put.run(position, write(text))
      }
    },
    /** How many ways of looking there are: for words, then inside of them. */
    ways: plain.length,
    /** Positions of messages that contain the terms, newest first; empty when that way has nothing to ask. */
    candidates(way: number, { match, key, ...page }: Candidates): readonly number[] {
      const { words, insides, short = null } = match
      if (words === undefined || (way === 1 && insides === undefined)) return []
      const statement = (key === undefined ? plain : ofSession)[way]
      return statement?.all({ words, insides, short, key, ...page }) ?? []
    },
    /** Those that are not in the trash and pass the filters, in the order given. */
    filter(
      positions: readonly number[],
      query: SearchQuery,
      limit: number,
      now: number,
    ): readonly FoundRow[] {
      const { folder = null, role = null, model = null, tool = null, since = null, until = null } = query
      return filter.all({ positions: toJson(positions), folder, role, model, tool, since, until, limit, now })
    },
  }
}

export type SearchTable = ReturnType<typeof createSearchTable>
