import { assertNever } from '../../../contract/assert-never.ts'
import { readFoundPassages } from '../../../contract/found-passages.ts'
import { englishText } from '../../../contract/language/text.ts'
import { textOf, type Part } from '../../../contract/message.ts'
import type { ModelRequest } from '../../core/ports/model-client.ts'
import { looseOf, textOf as looseText } from '../loose.ts'
import type { Calculation, Expression, Operator } from './arithmetic.ts'
import { sentencesOn } from './given-files.ts'
import type { Place } from './places.ts'
import { understand, type Intent } from './understand.ts'

/** A call that the demo model asks for. */
export interface WantedCall {
  readonly name: string
  readonly arguments: string
}

/** What the demo model does next: ask for calls, or say something. */
export type Reply =
  | { readonly type: 'calls'; readonly calls: readonly WantedCall[] }
  | { readonly type: 'text'; readonly text: string }

/** A call's result in this turn. */
interface Known {
  readonly content: string
  readonly isError: boolean
}

/** What is known of one intent: its sentence, or the calls whose results it waits for. */
type Progress = { readonly sentence: string } | { readonly calls: readonly WantedCall[] }

interface Turn {
  readonly offers: (tool: string) => boolean
  readonly resultOf: (call: WantedCall) => Known | undefined
}

/** Decides by fixed rules from the last user message and the results that came since. Pure. */
export function replyTo(request: ModelRequest): Reply {
  const start = request.messages.findLastIndex(({ role }) => role === 'user')
  const asked = request.messages[start] ?? { parts: [] }
  const given = sentencesOn(asked.parts)
  const intents = understand(start < 0 ? '' : textOf(asked))
  if (given !== '' && intents.length === 0) return { type: 'text', text: given }
  if (intents.length === 0) return { type: 'text', text: englishText('demo.unknown') }
  const turn = turnOf(request, start)
  const progress = intents.map((intent) => progressOf(intent, turn))
  const calls = progress.flatMap((each) => ('calls' in each ? each.calls : []))
  if (calls.length > 0) return { type: 'calls', calls: distinct(calls) }
  return {
    type: 'text',
    text: [given, ...progress.flatMap((each) => ('sentence' in each ? [each.sentence] : []))]
      .filter((sentence) => sentence !== '')
      .join(' '),
  }
}

function turnOf({ messages, tools }: ModelRequest, start: number): Turn {
  const parts = messages.slice(start + 1).flatMap((message): readonly Part[] => message.parts)
  const known = new Map<string, Known>()
  for (const call of parts) {
    if (call.type !== 'tool-call') continue
    const result = parts.find((part) => part.type === 'tool-result' && part.callId === call.id)
    if (result?.type === 'tool-result') known.set(keyOf(call), result)
  }
  return {
    offers: (tool) => tools.some(({ name }) => name === tool),
    resultOf: (call) => known.get(keyOf(call)),
  }
}

function keyOf(call: WantedCall): string {
  return `${call.name} ${call.arguments}`
}

function distinct(calls: readonly WantedCall[]): readonly WantedCall[] {
  return [...new Map(calls.map((call) => [keyOf(call), call])).values()]
}

function progressOf(intent: Intent, turn: Turn): Progress {
  switch (intent.type) {
    case 'calculation':
      return calculate(intent.calculation, turn)
    case 'search':
      return search(intent.query, turn)
    case 'time':
      return tellTime(intent.place, turn)
    case 'greeting':
    case 'thanks':
    case 'about':
    case 'abilities':
    case 'markdown':
      return { sentence: englishText(`demo.${intent.type}`) }
    default:
      return assertNever(intent)
  }
}

function calculate({ expression, written }: Calculation, turn: Turn): Progress {
  if (!turn.offers('calculator')) {
    return { sentence: englishText('demo.no-calculator', { expression: written }) }
  }
  const value = reduce(expression, turn)
  if ('calls' in value) return value
  if ('failed' in value) {
    const params = { expression: written, reason: value.failed }
    return { sentence: englishText('demo.calculation-failed', params) }
  }
  return { sentence: englishText('demo.calculation', { expression: written, result: String(value.value) }) }
}

type Value =
  | { readonly value: number }
  | { readonly failed: string }
  | { readonly calls: readonly WantedCall[] }

const operations: Readonly<Record<Operator, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
}

/** An expression's value as far as results allow: each call does one step, and independent steps go together. */
function reduce(expression: Expression, turn: Turn): Value {
  if (expression.type === 'number') return { value: expression.value }
  const a = reduce(expression.a, turn)
  const b = reduce(expression.b, turn)
  if ('failed' in a) return a
  if ('failed' in b) return b
  if ('calls' in a || 'calls' in b) {
    return { calls: [...('calls' in a ? a.calls : []), ...('calls' in b ? b.calls : [])] }
  }
  const input = { operation: operations[expression.operator], a: a.value, b: b.value }
  const call = { name: 'calculator', arguments: JSON.stringify(input) }
  const known = turn.resultOf(call)
  if (!known) return { calls: [call] }
  const result = Number(looseOf(parsed(known.content))['result'] ?? known.content)
  return known.isError || Number.isNaN(result) ? { failed: reasonIn(known) } : { value: result }
}

function tellTime(place: Place | undefined, turn: Turn): Progress {
  if (!turn.offers('current_time')) return { sentence: englishText('demo.no-clock') }
  const input = { timezone: place?.timezone ?? 'local' }
  const call = { name: 'current_time', arguments: JSON.stringify(input) }
  const known = turn.resultOf(call)
  if (!known) return { calls: [call] }
  const { time, date, weekday } = looseOf(parsed(known.content))
  if (known.isError || typeof time !== 'string') {
    const reason = reasonIn(known)
    if (!place) return { sentence: englishText('demo.time-failed-here', { reason }) }
    return { sentence: englishText('demo.time-failed', { place: place.name, reason }) }
  }
  const params = { time: time.slice(0, 5), date: `${looseText(weekday)}, ${longDate(looseText(date))}` }
  if (!place) return { sentence: englishText('demo.time-here', params) }
  return { sentence: englishText('demo.time', { ...params, place: place.name }) }
}

function search(query: string, turn: Turn): Progress {
  const call = { name: 'search_attachments', arguments: JSON.stringify({ query }) }
  if (!turn.offers(call.name)) return { sentence: englishText('demo.no-files') }
  const known = turn.resultOf(call)
  if (!known) return { calls: [call] }
  const found = known.isError ? undefined : readFoundPassages(known.content)
  if (!found) return { sentence: englishText('demo.search-failed', { reason: reasonIn(known) }) }
  const [best] = found.hits
  if (!best) return { sentence: englishText('demo.search-nothing', { query }) }
  const params = { query, file: best.file, passage: quoted(best.text), count: String(found.hits.length) }
  return { sentence: englishText('demo.search', params) }
}

/** What a tool said of its failure, to stand at the end of a sentence. */
function reasonIn({ content }: Known): string {
  return content.replace(/^Error: (?:\w+ failed: )?/, '').replace(/\.$/, '')
}

const longestQuote = 300

function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > longestQuote ? `${line.slice(0, longestQuote).toWellFormed()} …` : line
}

function longDate(date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(at)) return date
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
