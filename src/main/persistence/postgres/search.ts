import { messageSchema } from '../../../contract/message.ts'
import {
  searchableText,
  searchHitSchema,
  type SearchPage,
  type SearchQuery,
} from '../../../contract/search.ts'
import { queryTerms, snippetOf } from '../snippet.ts'
import { createRowReader } from '../stored-row.ts'
import type { Query } from './connection-pool.ts'
import { gramsOf, saidOf } from './grams.ts'
import { packText } from './lossless.ts'
import { readPlace, readRank, writePlace, writeRank, type MessagePlace } from './search-place.ts'
import { hasTerms, nextPlace, score, searched, type SearchParameters } from './search-sql.ts'

interface HitRow extends MessagePlace {
  readonly sessionId: string
  readonly messageId: string
  readonly title: string
  readonly role: string
  readonly parts: unknown
}

interface Found {
  readonly rows: readonly HitRow[]
  /** False when older messages were not looked at. */
  readonly complete: boolean
}

/** How much is done for one search. */
export interface SearchLimits {
  /** So many recent messages are compared one by one before the index is asked: what is said often is among them. */
  readonly windows: readonly number[]
  /** The same for terms that are too short for the index. */
  readonly windowsWithoutIndex: readonly number[]
  /** The newest hits, among which `ranked` has the best first. */
  readonly rankedAmong: number
}

const usualLimits: SearchLimits = {
  windows: [1000, 10_000],
  windowsWithoutIndex: [1000, 50_000],
  rankedAmong: 200,
}

const fields = `
  s.id as "sessionId", m.id as "messageId", s.title, m.role, m.created_at as "createdAt", m.key,
  jsonb_path_query_array(m.parts, '$[*] ? (@.type == "text" || @.type == "refusal")') as parts`
const borderSql = (distance: number) => `
  select m.created_at as "createdAt", m.key ${searched}
  order by m.created_at desc, m.key desc offset ${distance} limit 1`
// Materialized, so that the planner does not walk through all messages to find a few in their order.
const hitsSql = (condition: string, limit: number) => `
  with found as materialized (select m.key, m.created_at ${searched} and ${hasTerms} and ${condition}),
  newest as (select key from found order by created_at desc, key desc limit ${limit})
  select ${fields} from newest join messages m on m.key = newest.key join sessions s on s.key = m.session_key`
const byTime = ' order by m.created_at desc, m.key desc'
const byScore = ` order by ${score} desc, m.created_at desc, m.key desc`

/** Searches with what every PostgreSQL has. `path` names the database in failures. */
export function createSearch(path: string, limits: SearchLimits = usualLimits) {
  const readRow = createRowReader(path)
  const hitOf = (row: HitRow, terms: readonly string[]) => {
    const what = `message ${row.messageId}`
    const message = readRow(messageSchema.pick({ role: true, parts: true }), what, () => row)
    const snippet = snippetOf(searchableText(message), terms)
    return readRow(searchHitSchema, what, () => ({ ...row, snippet }))
  }

  return async (query: Query, asked: SearchQuery): Promise<SearchPage> => {
    const terms = queryTerms(asked.text).map(saidOf).filter(Boolean)
    const isRanked = asked.order === 'ranked'
    const skipped = isRanked ? readRank(asked) : 0
    const place = readPlace(isRanked ? { ...asked, cursor: undefined } : asked)
    if (terms.length === 0) return { hits: [], complete: true }
    const parameters = { ...filtersOf(asked), ...place, terms }
    const limit = 1 + (isRanked ? limits.rankedAmong : asked.limit)
    const { rows, complete } = await find(query, parameters, {
      ...limits,
      limit,
      order: isRanked ? byScore : byTime,
    })

    const shown = rows.slice(skipped, skipped + asked.limit)
    const last = shown.at(-1)
    const hasMore = rows.length > skipped + asked.limit && last
    return {
      hits: shown.map((row) => hitOf(row, terms)),
      ...(hasMore && { nextCursor: isRanked ? writeRank(skipped + asked.limit) : writePlace(last) }),
      complete: complete && !(isRanked && rows.length > limits.rankedAmong),
    }
  }
}

async function find(
  query: Query,
  parameters: SearchParameters,
  {
    windows,
    windowsWithoutIndex,
    limit,
    order,
  }: SearchLimits & { readonly limit: number; readonly order: string },
): Promise<Found> {
  const values = valuesOf(parameters)
  const border = async (distance: number) => (await query<MessagePlace>(borderSql(distance), values))[0]
  const within = (end: MessagePlace | undefined) =>
    end
      ? query<HitRow>(hitsSql(isWithin, limit) + order, [...values, end.createdAt, end.key])
      : query<HitRow>(hitsSql('true', limit) + order, values)

  const grams = [...new Set(parameters.terms.flatMap(gramsOf))]
  const hasIndex = grams.length > 0
  let rows: readonly HitRow[] = []
  for (const distance of hasIndex ? windows : windowsWithoutIndex) {
    const end = await border(distance)
    rows = await within(end)
    if (!end || rows.length === limit) return { rows, complete: true }
  }
  if (!hasIndex) return { rows, complete: false }
  rows = await query<HitRow>(hitsSql(isIndexed, limit) + order, [...values, grams])
  return { rows, complete: true }
}

const isWithin = `(m.created_at, m.key) > ($${nextPlace}::bigint, $${nextPlace + 1}::bigint)`
const isIndexed = `m.grams @> $${nextPlace}::integer[]`

function filtersOf(asked: SearchQuery) {
  return {
    sessionId: asked.sessionId ?? null,
    folder: packed(asked.folder),
    role: asked.role ?? null,
    model: packed(asked.model),
    tool: packed(asked.tool),
    since: asked.since ?? null,
    until: asked.until ?? null,
  }
}

function packed(text: string | undefined): string | null {
  return text === undefined ? null : packText(text)
}

function valuesOf(given: SearchParameters): readonly unknown[] {
  const { terms, sessionId, folder, role, model, tool, since, until, createdAt, key } = given
  return [terms, sessionId, folder, role, model, tool, since, until, createdAt, key]
}
