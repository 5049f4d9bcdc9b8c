import { z } from 'zod'
import { sessionSchema } from '../../../contract/session.ts'
import { searchableText, type SearchHit, type SearchQuery } from '../../../contract/search.ts'
import { ParleyError } from '../../core/errors.ts'
import type { SearchIndex } from '../../core/ports/stores.ts'
import { queryTerms, snippetOf } from '../snippet.ts'
import type { ReadRow } from '../stored-row.ts'
import { flagReply, type Argument, type Database } from './database.ts'
import { searchTexts } from './lua/search-script.ts'
import { readMessage } from './message-table.ts'

/** How many of the newest messages are looked at for one query, over all its pages, and how many in one step. */
const lookAtMost = 5000
const lookAtOnce = 500

const hitReply = z.tuple([z.number(), z.string(), z.string(), z.string(), z.string()])
const searchReply = z.tuple([z.number(), z.string(), z.array(hitReply), flagReply])

/** Where a search goes on: behind the message with that number, when so many were looked at. */
interface SearchPlace {
  readonly number: string
  readonly looked: number
}

/** A match, and the place behind it. */
interface Match {
  readonly place: SearchPlace
  readonly hit: SearchHit
}

/** Looks through the newest messages, one bounded step after the other, on the server. */
export function createSearch(database: Database, readRow: ReadRow): SearchIndex {
  const step = async (query: SearchQuery, terms: readonly string[], place: SearchPlace, wanted: number) => {
    const most = Math.min(lookAtOnce, lookAtMost - place.looked)
    const args = argumentsOf(query, terms, place, most, wanted)
    const [looked, number, found, isAll] = await database.run(searchTexts, args, searchReply)
    const matches = found.map(([at, own, id, title, row]): Match => {
      const message = readMessage(row, readRow, 'a message that was found')
      const session = readRow(sessionSchema.pick({ id: true, title: true }), `session ${id}`, () => ({
        id: JSON.parse(id),
        title: JSON.parse(title),
      }))
      const { id: messageId, role, createdAt } = message
      const snippet = snippetOf(searchableText(message), terms)
      const hit = { sessionId: session.id, messageId, title: session.title, role, createdAt, snippet }
      return { place: { number: own, looked: place.looked + at }, hit }
    })
    return { matches, next: { number, looked: place.looked + looked }, isAll }
  }
  return {
    async search(query) {
      if (query.order === 'ranked')
        throw invalid('this storage cannot rank what it finds; ask for recent ones')
      const terms = queryTerms(query.text)
      const matches: Match[] = []
      let place = readPlace(query.cursor)
      let isAll = terms.length === 0
      while (!isAll && matches.length <= query.limit && place.looked < lookAtMost) {
        const found = await step(query, terms, place, query.limit + 1 - matches.length)
        matches.push(...found.matches)
        place = found.next
        isAll = found.isAll
      }
      const shown = matches.slice(0, query.limit)
      const hits = shown.map(({ hit }) => hit)
      const last = shown.at(-1)
      if (matches.length <= query.limit || !last) return { hits, complete: isAll }
      return { hits, complete: true, nextCursor: `${last.place.number}-${last.place.looked}` }
    },
  }
}

function argumentsOf(
  query: SearchQuery,
  terms: readonly string[],
  place: SearchPlace,
  most: number,
  wanted: number,
): readonly Argument[] {
  const { sessionId = '', role = '', since = '', until = '', model, tool, folder } = query
  const before = place.number === '' ? '+inf' : `(${place.number}`
  return [
    sessionId,
    before,
    most,
    wanted,
    role,
    since,
    until,
    jsonOf(model),
    jsonOf(tool),
    jsonOf(folder),
    terms,
  ]
}

function jsonOf(text: string | undefined): string {
  return text === undefined ? '' : JSON.stringify(text)
}

function readPlace(cursor: string | undefined): SearchPlace {
  if (cursor === undefined) return { number: '', looked: 0 }
  const [, number, looked] = /^(\d{1,16})-(\d{1,6})$/.exec(cursor) ?? []
  if (number === undefined || looked === undefined) throw invalid('the cursor is none of ours')
  return { number, looked: Number(looked) }
}

function invalid(detail: string): ParleyError {
  return new ParleyError('input-invalid', { params: { detail } })
}
