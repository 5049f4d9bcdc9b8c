import type { CallId, ProviderId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { englishText } from '../../../contract/language/text.ts'
import { withoutForeign } from './foreign-parts.ts'

type Turn = Pick<Message, 'role' | 'parts'>

/**
 * What a model of that provider is told of the conversation so far. Messages with content only; users and models take
 * turns; exactly one result stands behind every call, because providers refuse a call without one and a result without
 * a call. A call whose outcome nobody knows is said to be so. What only another provider could read is left out.
 */
export function historyOf(path: readonly Message[], provider: ProviderId): readonly Turn[] {
  const turns: Turn[] = []
  let wasCut = false
  path.forEach((message, index) => {
    if (message.role === 'tool') return
    const results = resultsAfter(path, index)
    const told = withoutForeign(message, provider).filter((part) => !isHalfCall(part, message, results))
    const parts = withoutDoubles(told.filter(hasContent))
    if (!hasSubstance(message, parts)) return
    if (wasCut && message.role === 'assistant' && turns.at(-1)?.role === 'assistant') turns.push(goOn())
    wasCut = isCut(message)
    addTurn(turns, { role: message.role, parts })
    const calls = parts.flatMap((part) => (part.type === 'tool-call' ? [part.id] : []))
    if (calls.length > 0) turns.push({ role: 'tool', parts: resultsOf(calls, results) })
  })
  if (wasCut && turns.at(-1)?.role === 'assistant') turns.push(goOn())
  return turns
}

// Two of one side in a row are one turn: several servers refuse a conversation whose sides do not alternate.
function addTurn(turns: Turn[], turn: Turn): void {
  const last = turns.at(-1)
  if (last?.role !== turn.role) turns.push(turn)
  else turns.splice(-1, 1, { role: turn.role, parts: joined(last.parts, turn.parts) })
}

function joined(before: readonly Part[], after: readonly Part[]): readonly Part[] {
  const last = before.at(-1)
  const [first, ...rest] = after
  if (last?.type !== 'text' || first?.type !== 'text') return [...before, ...after]
  return [...before.slice(0, -1), { ...last, text: `${last.text}\n\n${first.text}` }, ...rest]
}

// Only a run that continues another finds such an answer at the end. Few protocols let an answer begin for the model, so
// it is asked in words, and in the same words ever after.
function isCut({ role, finishReason }: Message): boolean {
  return role === 'assistant' && (finishReason === 'interrupted' || finishReason === 'length')
}

function goOn(): Turn {
  return { role: 'user', parts: [{ type: 'text', text: englishText('history.continue') }] }
}

// A call of an answer that was cut was never begun, and may be half of one.
function isHalfCall(
  part: Part,
  { finishReason = 'interrupted' }: Message,
  results: readonly Part[],
): boolean {
  const wasCut = ['length', 'content-filter', 'refusal', 'interrupted'].includes(finishReason)
  return part.type === 'tool-call' && wasCut && results.length === 0
}

function hasContent(part: Part): boolean {
  if (part.type === 'text' || part.type === 'refusal') return part.text.trim() !== ''
  return true
}

/** Whether anything of a message reaches the model: thoughts and pages alone are no turn, nor is its own picture. */
function hasSubstance({ role }: Message, parts: readonly Part[]): boolean {
  const isAnswer = role === 'assistant'
  return parts.some(({ type }) => {
    if (type === 'image' || type === 'file') return !isAnswer
    return type !== 'reasoning' && type !== 'source'
  })
}

// An id names one call of an answer.
function withoutDoubles(parts: readonly Part[]): readonly Part[] {
  const seen = new Set<CallId>()
  return parts.filter((part) => {
    if (part.type !== 'tool-call') return true
    const isNew = !seen.has(part.id)
    seen.add(part.id)
    return isNew
  })
}

// Call ids may repeat in a later round, so only the tool messages right behind the calls can answer them.
function resultsAfter(path: readonly Message[], index: number): readonly Part[] {
  const results: Part[] = []
  // This is asked of every message of a chat that may have thousands, so no rest of it is copied.
  for (let next = index + 1; path[next]?.role === 'tool'; next++) results.push(...(path[next]?.parts ?? []))
  return results
}

function resultsOf(calls: readonly CallId[], results: readonly Part[]): readonly Part[] {
  return calls.map((callId): Part => {
    const known = results.find((part) => part.type === 'tool-result' && part.callId === callId)
    const content = `Error: ${englishText('history.outcome-unknown')}`
    return known ?? { type: 'tool-result', callId, content, isError: true }
  })
}
