import type { CallId, MessageId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { blank, plainPart } from './edited-answer.ts'

type IsPinned = (messageId: MessageId, part: number) => boolean

/**
 * What stays of a turn of which something is pinned: its question in words, so that the sides still take turns, and what is
 * pinned; of a call and its result both. Empty where blank is.
 */
export function pinnedTurn(turn: readonly Message[], isPinned: IsPinned): readonly Message[] {
  if (!turn.some(({ id, parts }) => parts.some((_, number) => isPinned(id, number)))) return []
  let calls: ReadonlySet<CallId> = new Set()
  return turn.flatMap((message, index): Message[] => {
    if (message.role === 'tool') return [{ ...message, parts: resultsOf(message, calls) }]
    if (message.role !== 'assistant') return [{ ...message, parts: questionOf(message, isPinned) }]
    const pinnedResults = resultsBehind(turn, index, isPinned)
    const keeps = message.parts.map((part, number) => {
      return isPinned(message.id, number) || (part.type === 'tool-call' && pinnedResults.has(part.id))
    })
    calls = new Set(
      message.parts.flatMap((part, number) => (part.type === 'tool-call' && keeps[number] ? [part.id] : [])),
    )
    if (!keeps.includes(true)) return []
    return [{ ...message, parts: answerOf(message.parts, keeps, calls.size > 0) }]
  })
}

function questionOf({ id, parts }: Message, isPinned: IsPinned): readonly Part[] {
  const hasWords = parts.some((part) => part.type === 'text' && part.text.trim() !== '')
  if (!hasWords) return parts
  return parts.map((part, number) => (part.type === 'text' || isPinned(id, number) ? part : blank))
}

function answerOf(parts: readonly Part[], keeps: readonly boolean[], keepsCall: boolean): readonly Part[] {
  return parts.map((part, number) => {
    if (part.type === 'reasoning') return keepsCall ? part : blank
    return keeps[number] ? plainPart(part, keepsCall) : blank
  })
}

function resultsOf({ parts }: Message, calls: ReadonlySet<CallId>): readonly Part[] {
  return parts.map((part) => (part.type === 'tool-result' && calls.has(part.callId) ? part : blank))
}

function resultsBehind(turn: readonly Message[], index: number, isPinned: IsPinned): ReadonlySet<CallId> {
  const ids = new Set<CallId>()
  for (let next = index + 1; turn[next]?.role === 'tool'; next++) {
    const { id, parts = [] } = turn[next] ?? {}
    parts.forEach((part, number) => {
      if (id && part.type === 'tool-result' && isPinned(id, number)) ids.add(part.callId)
    })
  }
  return ids
}
