import type { Database } from 'better-sqlite3'
import type { MessageId } from '../../../contract/id.ts'
import type { SearchQuery } from '../../../contract/search.ts'
import { toJson } from '../stored-row.ts'
import type { SessionKey } from './session-table.ts'
import type { RecentWords } from './recent-words.ts'
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

/** Some of the candidates. */
export interface Batch {
  readonly positions: readonly number[]
  /** Behind which position to go on; absent when that way of looking has no more. */
  readonly next?: number
}

/** Up to how many messages the insides of words take a few milliseconds at most. */
const fewMessages = 20_000

// Asked once for all, and not for each message: a beginning of words has to be put together anew each time.
const withWords = 'select rowid from message_words where message_words match @words'
const withShort = 'select rowid from message_words where message_words match @short'
const isWordless = (position: string) =>
  `+${position} not in (${withWords}) and (@short is null or +${position} in (${withShort}))`
const withInsides = 'select rowid from message_trigrams where message_trigrams match @insides'

const wordsSql = `${withWords} and rowid < @before order by rowid desc limit @limit`
// What has the terms as words was found before.
const insidesSql = `
  ${withInsides} and rowid < @before and ${isWordless('rowid')}
  order by rowid desc limit @limit`
// A session has few messages beside all others, so here the messages lead.
const inSession = 'select position from messages where session_key = @key and position < @before and'
const atEnd = 'order by position desc limit @limit'
const ofItsTime = 'rowid < @before and rowid >= (select min(position) from messages where session_key = @key)'
const sessionWordsSql = `${inSession} +position in (${withWords} and ${ofItsTime}) ${atEnd}`
const sessionInsidesSql = `
  ${inSession} +position in (${withInsides} and ${ofItsTime}) and ${isWordless('position')} ${atEnd}`
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

/** The indexes of search, one over words and one over the insides of words, and what helps them to be quick. */
export function createSearchTable(db: Database, recent?: RecentWords) {
  const indexes = ['message_words', 'message_trigrams'].map((table, index) => ({
    write: index === 0 ? spaced : (text: string) => text,
    put: db.prepare<[number, string]>(`insert into ${table} (rowid, text) values (?, ?)`),
    remove: db.prepare<[number, string]>(
      `insert into ${table} (${table}, rowid, text) values ('delete', ?, ?)`,
    ),
  }))
  const plain = [wordsSql, insidesSql].map((sql) => db.prepare<[object], number>(sql).pluck())
  const ofSession = [sessionWordsSql, sessionInsidesSql].map((sql) =>
    db.prepare<[object], number>(sql).pluck(),
  )
  const newest = db.prepare<[], number>('select coalesce(max(position), 0) from messages').pluck()
  const filter = db.prepare<[object], FoundRow>(filterSql)

  return {
    /**
     * Replaces what is searched of a message; empty where there is nothing. `before` must be what was put last: the
     * index keeps no text and takes out exactly the words that it is given.
     */
    replace(position: number, before: string, text: string): void {
      if (before === text) return
      recent?.replace(position, before, text)
      for (const { write, put, remove } of indexes) {
        if (before !== '') remove.run(position, write(before))
        if (text !== '') put.run(position, write(text))
      }
    },
    /** How many ways of looking there are: for words, then inside of them. */
    ways: plain.length,
    /** True when there are so many messages that the insides of words take much longer than words. */
    isLarge: (): boolean => (newest.get() ?? 0) > fewMessages,
    /** Positions of messages that contain the terms, newest first; empty when that way has nothing to ask. */
    candidates(way: number, { match, key, before, limit }: Candidates): Batch {
      const { words, insides, short = null } = match
      if (words === undefined || (way === 1 && insides === undefined)) return { positions: [] }
      if (way === 0 && key === undefined && recent) {
        const floor = recent.floor()
        if (before > floor) return batchOf(recent.find(words, before, limit), limit, floor || undefined)
      }
      const statement = (key === undefined ? plain : ofSession)[way]
      return batchOf(statement?.all({ words, insides, short, key, before, limit }) ?? [], limit)
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

function batchOf(positions: readonly number[], limit: number, rest?: number): Batch {
  const next = positions.length < limit ? rest : positions.at(-1)
  return { positions, ...(next !== undefined && { next }) }
}

export type SearchTable = ReturnType<typeof createSearchTable>
