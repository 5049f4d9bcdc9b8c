import type { PartPlace } from '../../../contract/context-mark.ts'
import type { CallId, ProviderId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { englishText } from '../../../contract/language/text.ts'
import { withoutForeign, type NumberedPart } from './foreign-parts.ts'

type Turn = Pick<Message, 'role' | 'parts'>

/** A part as it is told, and where it comes from: the number of the part in its message. */
export interface ToldPart {
  readonly part: Part
  /** Absent for words of Parley's own. */
  readonly from?: PartPlace
}

/** One side's turn. What comes from one message stands together. */
export interface ToldTurn {
  readonly role: Message['role']
  readonly pieces: readonly (readonly ToldPart[])[]
}

/**
 * What a model of that provider is told of the conversation so far. Messages with content only; users and models take
 * turns; exactly one result stands behind every call, because providers refuse a call without one and a result without
 * a call. A call whose outcome nobody knows is said to be so. What only another provider could read is left out.
 */
export function historyOf(path: readonly Message[], provider: ProviderId): readonly Turn[] {
  return tellingOf(path, provider).map(({ role, pieces }) => ({
    role,
    parts: pieces.map((piece): readonly Part[] => piece.map(({ part }) => part)).reduce(joined),
  }))
}

/** The same, with where each part comes from. */
export function tellingOf(path: readonly Message[], provider: ProviderId): readonly ToldTurn[] {
  const turns: ToldTurn[] = []
  let wasCut = false
  path.forEach((message, index) => {
    if (message.role === 'tool') return
    const results = resultsAfter(path, index)
    const told = withoutForeign(message, provider).filter(({ part }) => !isHalfCall(part, message, results))
    const numbered = withoutDoubles(told.filter(({ part }) => hasContent(part)))
    if (!hasSubstance(message, numbered)) return
    if (wasCut && message.role === 'assistant' && turns.at(-1)?.role === 'assistant') turns.push(goOn())
    wasCut = isCut(message)
    const piece = numbered.map(({ part, number }) => ({
      part,
      from: { messageId: message.id, part: number },
    }))
    addTurn(turns, message.role, piece)
    const calls = numbered.flatMap(({ part }) => (part.type === 'tool-call' ? [part.id] : []))
    if (calls.length > 0) turns.push({ role: 'tool', pieces: [resultsOf(calls, results)] })
  })
  if (wasCut && turns.at(-1)?.role === 'assistant') turns.push(goOn())
  return turns
}

// Two of one side in a row are one turn: several servers refuse a conversation whose sides do not alternate.
function addTurn(turns: ToldTurn[], role: ToldTurn['role'], piece: readonly ToldPart[]): void {
  const last = turns.at(-1)
  if (last?.role !== role) turns.push({ role, pieces: [piece] })
  else turns.splice(-1, 1, { role, pieces: [...last.pieces, piece] })
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

function goOn(): ToldTurn {
  return { role: 'user', pieces: [[{ part: { type: 'text', text: englishText('history.continue') } }]] }
}

// A call of an answer that was cut was never begun, and may be half of one.
function isHalfCall(
  part: Part,
  { finishReason = 'interrupted' }: Message,
  results: readonly ToldPart[],
): boolean {
  const wasCut = ['length', 'content-filter', 'refusal', 'interrupted'].includes(finishReason)
  return part.type === 'tool-call' && wasCut && results.length === 0
}

function hasContent(part: Part): boolean {
  if (part.type === 'text' || part.type === 'refusal') return part.text.trim() !== ''
  return true
}

/** Whether anything of a message reaches the model: thoughts and pages alone are no turn, nor is its own picture. */
function hasSubstance({ role }: Message, parts: readonly NumberedPart[]): boolean {
  const isAnswer = role === 'assistant'
  return parts.some(({ part: { type } }) => {
    if (type === 'image' || type === 'file') return !isAnswer
    return type !== 'reasoning' && type !== 'source'
  })
}

// An id names one call of an answer.
function withoutDoubles(parts: readonly NumberedPart[]): readonly NumberedPart[] {
  const seen = new Set<CallId>()
  return parts.filter(({ part }) => {
    if (part.type !== 'tool-call') return true
    const isNew = !seen.has(part.id)
    seen.add(part.id)
    return isNew
  })
}

// Call ids may repeat in a later round, so only the tool messages right behind the calls can answer them.
function resultsAfter(path: readonly Message[], index: number): readonly ToldPart[] {
  const results: ToldPart[] = []
  // This is asked of every message of a chat that may have thousands, so no rest of it is copied.
  for (let next = index + 1; path[next]?.role === 'tool'; next++) {
    const { id: messageId, parts = [] } = path[next] ?? {}
    if (messageId) parts.forEach((part, number) => results.push({ part, from: { messageId, part: number } }))
  }
  return results
}

function resultsOf(calls: readonly CallId[], results: readonly ToldPart[]): readonly ToldPart[] {
  return calls.map((callId): ToldPart => {
    const known = results.find(({ part }) => part.type === 'tool-result' && part.callId === callId)
    const content = `Error: ${englishText('history.outcome-unknown')}`
    return known ?? { part: { type: 'tool-result', callId, content, isError: true } }
  })
}
