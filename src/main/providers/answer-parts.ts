import type { CallId } from '../../contract/id.ts'
import { isJsonObject } from '../../contract/json-object.ts'
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
  /** The call of this answer that was given the same id before. */
  readonly twin: OpenCall | undefined
}

interface Whole {
  readonly type: 'whole'
  part: WholePart
}

type GrowingPart = OpenText | OpenCall | Whole

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
  /** `given` is the provider's own id. What has that of another call is held back until it is known to be another. */
  openCall(id: CallId, given: string | undefined): OpenCall
  /** Leaves out each call that only says another one again, and tells of those that do not. Called once, at the end. */
  settle(deltas: ModelPiece[]): void
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
  let parts: GrowingPart[] = []
  const named = new Map<string, OpenCall>()
  const cited = new Map<string, Whole>()
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
      else parts.push(noted(cited, source))
    },
    openCall(id, given) {
      last = undefined
      const call = newCall(id, given === undefined ? undefined : named.get(given))
      if (given !== undefined && !call.twin) named.set(given, call)
      parts.push(call)
      return call
    },
    settle: (deltas) => void (parts = settled(parts, deltas)),
    addToCall(call, name, text, deltas) {
      const delta = growCall(call, name, text)
      if (delta && !call.twin) deltas.push(delta)
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

function noted(cited: Map<string, Whole>, source: Source): Whole {
  const entry: Whole = { type: 'whole', part: source }
  cited.set(source.url, entry)
  return entry
}

function newCall(id: CallId, twin: OpenCall | undefined): OpenCall {
  const wellFormed = createWellFormed()
  return { type: 'tool-call', id, name: '', arguments: '', wellFormed, told: false, twin }
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

function tellReady({ id, name, twin, arguments: given }: OpenCall, deltas: ModelPiece[]): void {
  // Of what bears another's id nobody knows yet whether it is another.
  // Nothing at all may stand for no arguments, and as well for an answer that was cut before the first of them.
  if (twin || name === '' || !isJsonObject(given)) return
  deltas.push({ type: 'tool-call-ready', call: { id, name, arguments: given } })
}

function settled(parts: readonly GrowingPart[], deltas: ModelPiece[]): GrowingPart[] {
  const rest = parts.filter((part) => part.type !== 'tool-call' || !repeats(part))
  for (const part of rest) if (part.type === 'tool-call' && part.twin) deltas.push(deltaOf(part))
  return rest
}

// Some servers send a call in pieces and then whole, or once more with nothing in it.
function repeats({ twin, name, arguments: text }: OpenCall): boolean {
  return twin !== undefined && (name === '' || name === twin.name) && (text === '' || text === twin.arguments)
}

function deltaOf({ id, name, arguments: argumentsText }: OpenCall): ModelPiece {
  return { type: 'tool-call-delta', callId: id, name, argumentsText }
}

function partOf(part: GrowingPart): Part {
  if (part.type === 'whole') return part.part
  if (part.type !== 'tool-call') {
    const { wellFormed: _, ...plain } = part
    return plain
  }
  const { wellFormed: _, told: __, twin: ___, ...plain } = part
  return plain
}
