import type { Text } from '../../../contract/language/text.ts'
import type { Look } from '../../../contract/look.ts'
import { statusWords } from './calls/call-words.ts'
import { plainWords } from './plain-words.ts'
import type { AnswerTurn, CallView } from './turn.ts'

/** Nobody listens to more; and what is looked at with every change may not grow with the answer. */
const LONGEST = 200_000

/** What is to be said of an answer since `before`, by the user's wish. */
export function newsOf(
  text: Text,
  wish: Look['announcements'],
  before: AnswerTurn | undefined,
  after: AnswerTurn,
): readonly string[] {
  if (wish === 'sentences') return announcementsOf(text, before, after)
  const ended = wish === 'end' && before?.active === true && !after.active
  return ended ? announcementsOf(text, undefined, after) : []
}

/** What is new in an answer since `before`, in words: sentences that are complete, and calls that changed. */
export function announcementsOf(
  text: Text,
  before: AnswerTurn | undefined,
  after: AnswerTurn,
): readonly string[] {
  const told = new Map(callsOf(before).map((call) => [call.key, call.status]))
  const calls = callsOf(after)
    .filter((call) => told.get(call.key) !== call.status)
    .map((call) => text('calls.card', { name: call.name, status: statusWords(text, call) }))
  if (lengthOf(after) > LONGEST) return calls
  const start = sentencesEnd(wordsOf(before), true)
  const words = wordsOf(after)
  const sentences = plainWords(words.slice(start, sentencesEnd(words, after.active)))
  return sentences ? [...calls, sentences] : calls
}

function callsOf(turn: AnswerTurn | undefined): readonly CallView[] {
  return turn?.items.flatMap((item) => (item.kind === 'calls' ? item.calls : [])) ?? []
}

function lengthOf({ items }: AnswerTurn): number {
  return items.reduce((sum, item) => sum + (item.kind === 'text' ? item.text.length : 0), 0)
}

function wordsOf(turn: AnswerTurn | undefined): string {
  return turn?.items.map((item) => (item.kind === 'text' ? item.text : '')).join(' ') ?? ''
}

/** A mark that ends a sentence, with what closes after it; but not the number of a list's item. */
const sentenceEnd = /(?<!^\s*\d+)[.!?][)\]*_~`"'”’»]*\s|[。！？]|\n/gm

/** Where the last complete sentence ends; the end of the text once nothing more comes. */
function sentencesEnd(words: string, active: boolean): number {
  if (!active) return words.length
  const last = [...words.matchAll(sentenceEnd)].at(-1)
  return last ? last.index + last[0].length : 0
}
