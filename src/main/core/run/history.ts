import type { CallId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { englishText } from '../../../contract/language/text.ts'

type Turn = Pick<Message, 'role' | 'parts'>

/**
 * What a model is told of the conversation so far: messages with content only, and a result for every call, because
 * every provider refuses a call without one. A call whose outcome is unknown is said to be so.
 */
export function historyOf(path: readonly Message[]): readonly Turn[] {
  const answered = new Set<CallId>()
  const turns: Turn[] = []
  for (const message of path) {
    if (message.role === 'tool') {
      appendResults(turns, message.parts, answered)
      continue
    }
    closeOpenCalls(turns, answered)
    if (message.parts.some(hasContent))
      turns.push({ role: message.role, parts: message.parts.filter(hasContent) })
  }
  closeOpenCalls(turns, answered)
  return turns
}

function hasContent(part: Part): boolean {
  if (part.type === 'text' || part.type === 'refusal') return part.text !== ''
  return true
}

// Call ids are unique within one round only, so the set of the answered ones is emptied with each new round.
function appendResults(turns: Turn[], parts: readonly Part[], answered: Set<CallId>): void {
  const open = openCalls(turns, answered)
  const results = parts.filter((part) => part.type === 'tool-result' && open.includes(part.callId))
  if (results.length === 0) return
  for (const part of results) if (part.type === 'tool-result') answered.add(part.callId)
  const last = turns.at(-1)
  if (last?.role === 'tool') turns[turns.length - 1] = { role: 'tool', parts: [...last.parts, ...results] }
  else turns.push({ role: 'tool', parts: results })
}

function closeOpenCalls(turns: Turn[], answered: Set<CallId>): void {
  const content = `Error: ${englishText('history.outcome-unknown')}`
  const missing = openCalls(turns, answered).map((callId): Part => ({
    type: 'tool-result',
    callId,
    content,
    isError: true,
  }))
  appendResults(turns, missing, answered)
  answered.clear()
}

/** The calls of the newest assistant turn that no result has answered. */
function openCalls(turns: readonly Turn[], answered: ReadonlySet<CallId>): readonly CallId[] {
  const last = turns.findLast(({ role }) => role !== 'tool')
  const calls = last?.role === 'assistant' ? last.parts : []
  return calls.flatMap((part) => (part.type === 'tool-call' && !answered.has(part.id) ? [part.id] : []))
}
