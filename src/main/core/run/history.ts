import type { CallId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { englishText } from '../../../contract/language/text.ts'

type Turn = Pick<Message, 'role' | 'parts'>

/**
 * What a model is told of the conversation so far: messages with content only, and exactly one result for every call,
 * because providers refuse a call without one and a result without a call. A call whose outcome nobody knows is said
 * to be so.
 */
export function historyOf(path: readonly Message[]): readonly Turn[] {
  const turns: Turn[] = []
  let wasCut = false
  path.forEach((message, index) => {
    if (message.role === 'tool') return
    const results = resultsAfter(path, index)
    const parts = message.parts.filter((part) => hasContent(part) && !isHalfCall(part, message, results))
    if (parts.length === 0) return
    if (wasCut && message.role === 'assistant' && turns.at(-1)?.role === 'assistant') turns.push(goOn())
    wasCut = isCut(message)
    turns.push({ role: message.role, parts })
    const calls = parts.flatMap((part) => (part.type === 'tool-call' ? [part.id] : []))
    if (calls.length > 0) turns.push({ role: 'tool', parts: resultsOf(calls, results) })
  })
  if (wasCut && turns.at(-1)?.role === 'assistant') turns.push(goOn())
  return turns
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
  if (part.type === 'text' || part.type === 'refusal') return part.text !== ''
  return true
}

// Call ids may repeat in a later round, so only the tool messages right behind the calls can answer them.
function resultsAfter(path: readonly Message[], index: number): readonly Part[] {
  const rest = path.slice(index + 1)
  const end = rest.findIndex(({ role }) => role !== 'tool')
  return (end < 0 ? rest : rest.slice(0, end)).flatMap(({ parts }) => parts)
}

function resultsOf(calls: readonly CallId[], results: readonly Part[]): readonly Part[] {
  return calls.map((callId): Part => {
    const known = results.find((part) => part.type === 'tool-result' && part.callId === callId)
    const content = `Error: ${englishText('history.outcome-unknown')}`
    return known ?? { type: 'tool-result', callId, content, isError: true }
  })
}
