import type { CallId } from '../../contract/id.ts'
import type { Part } from '../../contract/message.ts'
import type { ModelPiece } from '../core/ports/model-client.ts'
import { createWellFormed, type WellFormed } from './well-formed.ts'

type TextType = 'text' | 'reasoning' | 'refusal'
type Source = Extract<Part, { type: 'source' }>
type WholePart = Extract<Part, { type: 'reasoning' | 'image' | 'source' | 'provider-item' }>

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
  signature?: string
  readonly wellFormed: WellFormed
  /** Whether anything of it was told. */
  told: boolean
}

type GrowingPart = OpenText | OpenCall | { readonly type: 'whole'; part: WholePart }

/**
 * The parts of an answer as they grow, in the order in which each began. Texts are only ever added to, never read,
 * so that a long answer costs no more per delta than a short one.
 */
export interface AnswerParts {
  /** Continues the last part if it is of this type and not closed, otherwise begins a new one. */
  addText(type: TextType, text: string, deltas: ModelPiece[]): void
  /** Proves the last reasoning, beginning an empty one if there is none. */
  sign(signature: string): void
  /** Gives the first part of this type what the provider wants back, beginning an empty one if there is none. */
  mark(type: 'text' | 'reasoning', signature: string): void
  /** Adds what came whole. */
  add(part: WholePart): void
  /** Adds a page, once; a text that goes on behind it is still the same text. */
  cite(source: Source): void
  openCall(id: CallId, name: string): OpenCall
  /** Adds to a call and tells of it. The name is told once. */
  addToCall(call: OpenCall, name: string, text: string, deltas: ModelPiece[]): void
  /** No more comes to a call: tells that it is ready, unless what came is not what a tool can be called with. */
  endCall(call: OpenCall, deltas: ModelPiece[]): void
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
  const parts: GrowingPart[] = []
  const cited = new Map<string, { part: WholePart }>()
  let last: OpenText | undefined

  const beginText = (type: TextType): OpenText => {
    last = { type, text: '', wellFormed: createWellFormed() }
    parts.push(last)
    return last
  }
  const openText = (type: TextType): OpenText => (last?.type === type ? last : beginText(type))
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
    mark(type, signature) {
      const first = parts.find((part): part is OpenText => part.type === type) ?? beginText(type)
      first.signature = signature
    },
    add(part) {
      last = undefined
      parts.push({ type: 'whole', part })
    },
    cite(source) {
      const known = cited.get(source.url)
      if (known) known.part = { ...source, ...known.part }
      else {
        const entry = { type: 'whole', part: source } as const
        cited.set(source.url, entry)
        parts.push(entry)
      }
    },
    openCall(id, name) {
      last = undefined
      const wellFormed = createWellFormed()
      const call: OpenCall = { type: 'tool-call', id, name, arguments: '', wellFormed, told: false }
      parts.push(call)
      return call
    },
    addToCall(call, name, text, deltas) {
      const delta = growCall(call, name, text)
      if (delta) deltas.push(delta)
    },
    endCall: tellReady,
    close: () => (last = undefined),
    isEmpty: () => parts.length === 0,
    hasCalls: () => parts.some((part) => part.type === 'tool-call'),
    calls: () => parts.filter((part) => part.type === 'tool-call'),
    has: (type) => parts.some((part) => part.type === type),
    parts: () => parts.map(partOf),
  }
}

/** Adds to a call and gives what is to be told of it, if anything is. */
function growCall(call: OpenCall, name: string, text: string): ModelPiece | undefined {
  const tellsName = call.name === '' && name !== ''
  if (tellsName) call.name = name
  const whole = call.wellFormed.take(text)
  call.arguments += whole
  const first = !call.told
  call.told = true
  if (!first && !tellsName && whole === '') return undefined
  const named = (first || tellsName) && call.name !== '' ? { name: call.name } : {}
  return { type: 'tool-call-delta', callId: call.id, ...named, argumentsText: whole }
}

function tellReady({ id, name, arguments: given }: OpenCall, deltas: ModelPiece[]): void {
  if (name === '' || !isCallable(given)) return
  deltas.push({ type: 'tool-call-ready', call: { id, name, arguments: given } })
}

// Nothing at all may stand for no arguments, and as well for an answer that was cut before the first of them.
function isCallable(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

function partOf(part: GrowingPart): Part {
  if (part.type === 'whole') return part.part
  if (part.type !== 'tool-call') {
    const { wellFormed: _, ...plain } = part
    return plain
  }
  const { wellFormed: _, told: __, ...plain } = part
  return plain
}
