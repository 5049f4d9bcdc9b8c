import type { CallId } from '../../contract/id.ts'
import type { Part } from '../../contract/message.ts'
import type { ModelDelta } from '../core/ports/model-client.ts'
import { createWellFormed, type WellFormed } from './well-formed.ts'

type TextType = 'text' | 'reasoning' | 'refusal'

interface OpenText {
  readonly type: TextType
  text: string
  readonly wellFormed: WellFormed
  signature?: string
}

/** A call whose arguments still arrive. */
export interface OpenCall {
  readonly type: 'tool-call'
  readonly id: CallId
  name: string
  arguments: string
  readonly wellFormed: WellFormed
}

interface Redacted {
  readonly type: 'redacted'
  readonly data: string
}

/**
 * The parts of an answer as they grow, in the order in which each began. Texts are only ever added to, never read,
 * so that a long answer costs no more per delta than a short one.
 */
export interface AnswerParts {
  /** Continues the last part if it is of this type and not closed, otherwise begins a new one. */
  addText(type: TextType, text: string, deltas: ModelDelta[]): void
  /** Proves the last reasoning, beginning an empty one if there is none. */
  sign(signature: string): void
  /** Adds reasoning that is replayed and never shown. */
  addRedacted(data: string): void
  openCall(id: CallId, name: string): OpenCall
  /** Adds to a call and tells of it. The name is told once. */
  addToCall(call: OpenCall, name: string, text: string, deltas: ModelDelta[]): void
  /** What comes next begins a new part. */
  close(): void
  isEmpty(): boolean
  hasCalls(): boolean
  calls(): readonly OpenCall[]
  has(type: TextType): boolean
  parts(): readonly Part[]
}

const deltaTypes = { text: 'text-delta', reasoning: 'reasoning-delta', refusal: 'refusal-delta' } as const

export function createAnswerParts(): AnswerParts {
  const parts: (OpenText | OpenCall | Redacted)[] = []
  const told = new Set<OpenCall>()
  let last: OpenText | undefined

  const openText = (type: TextType): OpenText => {
    if (last?.type === type) return last
    last = { type, text: '', wellFormed: createWellFormed() }
    parts.push(last)
    return last
  }
  const calls = () => parts.filter((part) => part.type === 'tool-call')
  return {
    addText(type, text, deltas) {
      if (text === '') return
      const part = openText(type)
      const whole = part.wellFormed.take(text)
      if (whole === '') return
      part.text += whole
      deltas.push({ type: deltaTypes[type], text: whole })
    },
    sign(signature) {
      const reasoning = openText('reasoning')
      reasoning.signature = (reasoning.signature ?? '') + signature
    },
    addRedacted(data) {
      last = undefined
      parts.push({ type: 'redacted', data })
    },
    openCall(id, name) {
      last = undefined
      const call: OpenCall = { type: 'tool-call', id, name, arguments: '', wellFormed: createWellFormed() }
      parts.push(call)
      return call
    },
    addToCall(call, name, text, deltas) {
      const tellsName = call.name === '' && name !== ''
      if (tellsName) call.name = name
      const whole = call.wellFormed.take(text)
      call.arguments += whole
      const first = !told.has(call)
      told.add(call)
      if (!first && !tellsName && whole === '') return
      const named = (first || tellsName) && call.name !== '' ? { name: call.name } : {}
      deltas.push({ type: 'tool-call-delta', callId: call.id, ...named, argumentsText: whole })
    },
    close: () => (last = undefined),
    isEmpty: () => parts.length === 0,
    hasCalls: () => parts.some((part) => part.type === 'tool-call'),
    calls,
    has: (type) => parts.some((part) => part.type === type),
    parts: () => parts.map(partOf),
  }
}

function partOf(part: OpenText | OpenCall | Redacted): Part {
  if (part.type === 'redacted') return { type: 'reasoning', text: '', redacted: part.data }
  const { wellFormed: _, ...plain } = part
  return plain
}
