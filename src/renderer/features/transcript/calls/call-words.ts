import { assertNever } from '../../../../contract/assert-never.ts'
import type { Text } from '../../../../contract/language/text.ts'
import { seenText } from '../../../../contract/visible-text.ts'
import type { AppState } from '../../../state/app-state.ts'
import { failureText } from '../../../state/failure.ts'
import { listText } from '../../../state/format.ts'
import type { CallView, CallsItem } from '../turn.ts'
import { prettyOf } from './pretty.ts'

/** The state of a call in words, for readers. */
export function statusWords(text: Text, call: CallView): string {
  return text(`calls.status.${call.status}`)
}

/** The second line of a card: what the call does, or why it did not. */
export function callSummary(text: Text, call: CallView): string {
  switch (call.status) {
    case 'arriving':
      return argumentsLine(call.arguments) || text('calls.arriving')
    case 'failed':
    case 'denied':
      return call.failure ? failureText(text, call.failure) : oneLine(call.result ?? '')
    case 'cancelled':
      return text('calls.cancelled')
    case 'unknown':
      return text('calls.unknown')
    case 'asking':
      return text('calls.asking')
    case 'outside':
      return text('calls.outside')
    case 'requested':
      return argumentsLine(call.arguments) || text('calls.waiting')
    case 'running':
    case 'completed':
      return argumentsLine(call.arguments) || text('calls.no-arguments')
    default:
      return assertNever(call.status)
  }
}

/** Longer arguments, in characters, stay as they came: while they arrive they would be read anew with each piece. */
const LONGEST_READ = 10_000

/** Arguments in one line: their values in order, as a person would read them out. */
function argumentsLine(source: string): string {
  if (source.length > LONGEST_READ) return oneLine(source)
  try {
    const value: unknown = JSON.parse(source)
    if (typeof value !== 'object' || value === null) return oneLine(String(value))
    return oneLine(
      Object.values(value)
        .map((each: unknown) => (typeof each === 'string' ? each : JSON.stringify(each)))
        .join(', '),
    )
  } catch {
    return oneLine(source)
  }
}

const LONGEST_LINE = 200

function oneLine(words: string): string {
  return seenText(words.slice(0, LONGEST_LINE).replaceAll(/\s+/g, ' ').trim())
}

/** What one reads of a call that is open. */
export function wordsOfCall(text: Text, { arguments: given, failure, progress, result }: CallView): string {
  const outcome = failure
    ? (failure.providerMessage ?? failureText(text, failure))
    : (result ?? progress ?? '')
  return [given, outcome].map(prettyWords).join('\n')
}

function prettyWords(source: string): string {
  const pretty = prettyOf(source)
  return pretty.kind === 'pairs' ? pretty.pairs.flat().join('\n') : pretty.text
}

/** How many tools, and whether they ran side by side: `3 tools in parallel`. */
export function groupTitle(text: Text, { calls, parallel }: CallsItem): string {
  const count = calls.length
  return parallel && count > 1 ? text('calls.parallel', { count }) : text('calls.several', { count })
}

/** The names of the tools, each once with its count: `fetch_rates ×3, compute`. */
export function toolNames(
  { locale, text }: Pick<AppState, 'locale' | 'text'>,
  groups: readonly CallsItem[],
): string {
  const calls = groups.flatMap((group) => group.calls)
  const names = [...Map.groupBy(calls, (call) => call.name)].map(([name, same]) =>
    same.length > 1 ? text('calls.times', { name, count: same.length }) : name,
  )
  return listText(locale, names, 'short')
}
