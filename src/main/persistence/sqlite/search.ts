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

/** How many candidates are read at a time: at first, after as many, and after all of those. */
const batches = [100, 2000, 40_000]
/** How many of them are compared with the filters at a time. */
const slice = 200
/** How many candidates are read for one page altogether. */
const mostCandidates = 50_000
/** Among how many of the newest matches the best are sought. */
const mostRanked = 500

/** What a search reads besides the index. */
export interface SearchSources {
  readonly keyOf: (id: SessionId) => SessionKey | undefined
  readonly getMessage: (id: MessageId) => Message | undefined
  /** What search looks at in a message; empty when there is none. */
  readonly textOf: (id: MessageId) => string
  readonly now: () => number
}

interface Finding {
  readonly rows: readonly (FoundRow & { readonly way: number })[]
  /** Where to go on when the search was broken off. */
  readonly stoppedAt?: SearchPlace
}

/** Searches the messages of a database. */
export function createSearch(table: SearchTable, sources: SearchSources) {
  const { getMessage, textOf } = sources
  const collect = createCollect(table, sources)
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
      .map((row) => ({ row, rank: rankOf(textOf(row.id), terms) }))
      .toSorted((one, other) => other.rank - one.rank)
      .slice(0, query.limit)
    return {
      hits: best.flatMap(({ row }) => hitOf(row, terms)),
      complete: stoppedAt === undefined && rows.length < mostRanked,
    }
  }
  return (query: SearchQuery): SearchPage => (query.order === 'ranked' ? ranked(query) : recent(query))
}

/** Makes what finds so many matches, newest first. */
function createCollect(table: SearchTable, { keyOf, now }: SearchSources) {
  const filter = (positions: readonly number[], query: SearchQuery, limit: number) => {
    const found: FoundRow[] = []
    for (let from = 0; from < positions.length && found.length < limit; from += slice) {
      const some = positions.slice(from, from + slice)
      found.push(...table.filter(some, query, limit - found.length, now()))
    }
    return found
  }
  return (query: SearchQuery, limit: number): Finding => {
    const key = query.sessionId === undefined ? undefined : keyOf(query.sessionId)
    if (query.sessionId !== undefined && key === undefined) return { rows: [] }
    const match = matchOf(query.text)
    const rows: (FoundRow & { way: number })[] = []
    let looked = 0
    let { way, before } = readSearchCursor(query.cursor)
    while (way < table.ways) {
      const batch = batches.findLast((size, index) => looked >= (batches[index - 1] ?? 0)) ?? slice
      const { positions, next } = table.candidates(way, { match, before, limit: batch, key })
      for (const row of filter(positions, query, limit - rows.length)) rows.push({ ...row, way })
      if (rows.length >= limit) break
      looked += positions.length
      if (next !== undefined) before = next
      else [way, before] = [way + 1, Number.MAX_SAFE_INTEGER]
      // Words were found: looking inside of others takes long and waits until somebody asks for more.
      const isEnough = next === undefined && way === 1 && rows.length > 0 && !key && table.isLarge()
      if (isEnough && match.insides !== undefined) return { rows, stoppedAt: { way, before } }
      if (way < table.ways && looked >= mostCandidates) return { rows, stoppedAt: { way, before } }
    }
    return { rows }
  }
}
