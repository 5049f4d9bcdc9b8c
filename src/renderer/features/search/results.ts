import type { SearchHit } from '../../../contract/search.ts'
import type { SessionSummary } from '../../../contract/session.ts'
import type { SearchState } from '../../state/search.ts'

/** One line of the results. */
export type Result =
  | { readonly kind: 'chat'; readonly key: string; readonly session: SessionSummary }
  | { readonly kind: 'message'; readonly key: string; readonly hit: SearchHit }

const MOST_CHATS = 6

/** Chats whose title has every word, then messages; without a question the chats that were used last. */
export function resultsOf(
  { text, hits }: Pick<SearchState, 'text' | 'hits'>,
  sessions: readonly SessionSummary[],
): readonly Result[] {
  const words = text.toLocaleLowerCase().split(/\s+/u).filter(Boolean)
  const chats = sessions
    .filter(({ title }) => words.every((word) => title.toLocaleLowerCase().includes(word)))
    .slice(0, MOST_CHATS)
    .map((session): Result => ({ kind: 'chat', key: `chat ${session.id}`, session }))
  if (words.length === 0) return chats
  return [...chats, ...hits.map((hit): Result => ({ kind: 'message', key: `message ${hit.messageId}`, hit }))]
}

/** A title in pieces, those marked that were looked for. */
export function markedTitle(title: string, text: string): SearchHit['snippet'] {
  const words = text.split(/\s+/u).filter(Boolean)
  if (words.length === 0) return [{ text: title, hit: false }]
  const pattern = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  // Every second piece of a split by a group is what the group matched.
  return title
    .split(new RegExp(`(${pattern})`, 'giu'))
    .map((piece, index) => ({ text: piece, hit: index % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}
