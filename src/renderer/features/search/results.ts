import type { SearchHit } from '../../../contract/search.ts'
import type { SessionSummary } from '../../../contract/session.ts'
import type { Command } from '../../state/commands.ts'
import { commandSign, type SearchState } from '../../state/search.ts'

/** One line of the results. */
export type Result =
  | { readonly kind: 'chat'; readonly key: string; readonly session: SessionSummary }
  | { readonly kind: 'command'; readonly key: string; readonly command: Command }
  | { readonly kind: 'message'; readonly key: string; readonly hit: SearchHit }

const MOST_CHATS = 6

/**
 * Chats whose title has every word, commands whose name has, then messages; without a question the chats that were used
 * last and all commands.
 */
export function resultsOf(
  { text, hits }: Pick<SearchState, 'text' | 'hits'>,
  sessions: readonly SessionSummary[],
  commands: readonly Command[],
): readonly Result[] {
  const asked = text.trimStart()
  const onlyCommands = asked.startsWith(commandSign)
  const words = (onlyCommands ? asked.slice(1) : asked).toLocaleLowerCase().split(/\s+/u).filter(Boolean)
  const fits = (name: string) => words.every((word) => name.toLocaleLowerCase().includes(word))
  const doing = commands
    .filter(({ name }) => fits(name))
    .map((command): Result => ({ kind: 'command', key: `command ${command.id}`, command }))
  if (onlyCommands) return doing
  const chats = sessions
    .filter(({ title }) => fits(title))
    .slice(0, MOST_CHATS)
    .map((session): Result => ({ kind: 'chat', key: `chat ${session.id}`, session }))
  if (words.length === 0) return [...chats, ...doing]
  return [
    ...chats,
    ...doing,
    ...hits.map((hit): Result => ({ kind: 'message', key: `message ${hit.messageId}`, hit })),
  ]
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
