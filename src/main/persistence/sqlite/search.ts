import type { MessageId, SessionId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import {
  searchableText,
  type SearchHit,
  type SearchPage,
  type SearchQuery,
} from '../../../contract/search.ts'
import { readSearchCursor, writeSearchCursor, type SearchPlace } from '../search-cursor.ts'
import { rankOf } from '../search-rank.ts'
import { queryTerms, snippetOf } from '../snippet.ts'
import type { FoundRow, SearchTable } from './search-table.ts'
import { matchOf } from './search-words.ts'
import type { SessionKey } from './session-table.ts'

/** How many candidates are read at a time, and for one page altogether. */
const firstBatch = 100
const laterBatch = 2000
const mostCandidates = 50_000
/** Among how many of the newest matches the best are sought. */
const mostRanked = 500

/** What a search reads besides the index. */
export interface SearchSources {
  readonly keyOf: (id: SessionId) => SessionKey | undefined
  readonly getMessage: (id: MessageId) => Message | undefined
  readonly now: () => number
}

interface Finding {
  readonly rows: readonly (FoundRow & { readonly way: number })[]
  /** Where to go on when the search was broken off. */
  readonly stoppedAt?: SearchPlace
}

/** Searches the messages of a database. */
export function createSearch(table: SearchTable, { keyOf, getMessage, now }: SearchSources) {
  const collect = (query: SearchQuery, limit: number): Finding => {
    const key = query.sessionId === undefined ? undefined : keyOf(query.sessionId)
    if (query.sessionId !== undefined && key === undefined) return { rows: [] }
    const match = matchOf(query.text)
    const rows: (FoundRow & { way: number })[] = []
    let looked = 0
    let { way, before } = readSearchCursor(query.cursor)
    while (way < table.ways) {
      const batch = looked === 0 ? firstBatch : laterBatch
      const positions = table.candidates(way, { match, before, limit: batch, key })
      const found = table.filter(positions, query, limit - rows.length, now())
      for (const row of found) rows.push({ ...row, way })
      if (rows.length >= limit) break
      looked += positions.length
      before = positions.at(-1) ?? 0
      if (positions.length < batch) [way, before] = [way + 1, Number.MAX_SAFE_INTEGER]
      else if (looked >= mostCandidates) return { rows, stoppedAt: { way, before } }
    }
    return { rows }
  }
  const hitOf = (row: FoundRow, terms: readonly string[]): readonly SearchHit[] => {
    const message = getMessage(row.id)
    if (!message) return []
    const { sessionId, id: messageId, role, createdAt } = message
    const snippet = snippetOf(searchableText(message), terms)
    return [{ sessionId, messageId, title: row.title, role, createdAt, snippet }]
  }

  const recent = (query: SearchQuery): SearchPage => {
    const { rows, stoppedAt } = collect(query, query.limit + 1)
    const shown = rows.slice(0, query.limit)
    const last = shown.at(-1)
    const next = rows.length > shown.length && last ? { way: last.way, before: last.position } : stoppedAt
    const terms = queryTerms(query.text)
    return {
      hits: shown.flatMap((row) => hitOf(row, terms)),
      complete: stoppedAt === undefined,
      ...(next && { nextCursor: writeSearchCursor(next) }),
    }
  }
  const ranked = (query: SearchQuery): SearchPage => {
    const { rows, stoppedAt } = collect(query, mostRanked)
    const terms = queryTerms(query.text)
    const best = rows
      .map((row) => ({ row, rank: rankOf(textOf(getMessage(row.id)), terms) }))
      .toSorted((one, other) => other.rank - one.rank)
      .slice(0, query.limit)
    return {
      hits: best.flatMap(({ row }) => hitOf(row, terms)),
      complete: stoppedAt === undefined && rows.length < mostRanked,
    }
  }
  return (query: SearchQuery): SearchPage => (query.order === 'ranked' ? ranked(query) : recent(query))
}

function textOf(message: Message | undefined): string {
  return message ? searchableText(message) : ''
}
