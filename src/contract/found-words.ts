import { assertNever } from './assert-never.ts'
import { foldText } from './fold-text.ts'
import type { Message, Part } from './message.ts'
import { mostSearched } from './search.ts'

/** What somebody looks for in a chat. */
export interface Sought {
  /** The words one behind the other, with any white space between them. */
  readonly phrase: RegExp
  /** Any of the words. */
  readonly word: RegExp
  /** Every word, folded. */
  readonly words: readonly string[]
}

/** From where to where, in UTF-16 units. */
export interface FoundPlace {
  readonly from: number
  readonly to: number
}

/** Reads what was typed; undefined when there is no word in it. */
export function soughtOf(text: string): Sought | undefined {
  const words = foldText(text).split(/\s+/u).filter(Boolean)
  if (words.length === 0) return undefined
  const patterns = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  // Of two words that begin alike the longer one is what was written.
  const longestFirst = patterns.toSorted((a, b) => b.length - a.length)
  return {
    phrase: new RegExp(patterns.join('\\s+'), 'gu'),
    word: new RegExp(longestFirst.join('|'), 'gu'),
    words: [...new Set(words)],
  }
}

/**
 * Where a folded text has what is sought: as it was typed, else, where every word is in it, each of the words. What is
 * one after the other in the text is so in the answer.
 */
export function placesIn(folded: string, { phrase, word, words }: Sought): readonly FoundPlace[] {
  if (!words.every((each) => folded.includes(each))) return []
  const whole = matchesOf(folded, phrase)
  return whole.length > 0 || words.length === 1 ? whole : matchesOf(folded, word)
}

function matchesOf(folded: string, pattern: RegExp): readonly FoundPlace[] {
  return Array.from(folded.matchAll(pattern), ({ index, 0: match }) => ({
    from: index,
    to: index + match.length,
  }))
}

/** How often each of some messages has what is sought, where together they are a question or an answer. */
export function countPlaces(messages: readonly Message[], sought: Sought): readonly number[] {
  const texts = messages.map((message) => foldText(readableText(message)))
  const places = placesIn(texts.join('\n'), sought)
  let start = 0
  let next = 0
  return texts.map((text) => {
    const first = next
    start += text.length + 1
    while (places[next] && (places[next]?.from ?? 0) < start) next += 1
    return next - first
  })
}

/** What one can read of a message when everything in it is open. */
function readableText({ role, parts }: Message): string {
  if (role === 'system') return ''
  return parts.map((part) => wordsOf(part).slice(0, mostSearched)).join('\n')
}

function wordsOf(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return part.text
    case 'tool-call':
      return part.arguments
    case 'tool-result':
      return part.content
    case 'image':
    case 'file':
      return part.name ?? ''
    case 'source':
    case 'provider-item':
    case 'summary':
      return ''
    default:
      return assertNever(part)
  }
}
