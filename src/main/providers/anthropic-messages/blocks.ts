import type { ModelPiece } from '../../core/ports/model-client.ts'
import type { AnswerParts, OpenCall } from '../answer-parts.ts'
import { givenId, type CallIds } from '../call-ids.ts'
import { listOf, textOf, type Loose } from '../loose.ts'
import { addProviderBlock, cite, isProviderBlock } from './provider-blocks.ts'

/** The content blocks of a message while they arrive, each told apart by its index. */
export interface Blocks {
  start(index: unknown, block: Loose, deltas: ModelPiece[]): void
  take(index: unknown, delta: Loose, deltas: ModelPiece[]): void
  stop(index: unknown, deltas: ModelPiece[]): void
  /** Stops the blocks whose end never came. */
  stopAll(deltas: ModelPiece[]): void
}

interface CallBlock {
  readonly call: OpenCall
  /** Arguments that came whole with the block's start; they count when no deltas follow. */
  whole: string
}

interface ProviderBlock {
  readonly block: Loose
  input: string
}

export function createBlocks(parts: AnswerParts, ids: CallIds): Blocks {
  const calls = new Map<unknown, CallBlock>()
  const own = new Map<unknown, ProviderBlock>()

  const startCall = (index: unknown, { id, name, input }: Loose, deltas: ModelPiece[]) => {
    const call = parts.openCall(ids.take(givenId(id)), givenId(id))
    calls.set(index, { call, whole: argumentsIn(input) })
    parts.addToCall(call, textOf(name), '', deltas)
  }
  const takeArguments = (index: unknown, text: string, deltas: ModelPiece[]) => {
    const ours = own.get(index)
    if (ours) ours.input += text
    const open = calls.get(index)
    if (!open || text === '') return
    open.whole = ''
    parts.addToCall(open.call, '', text, deltas)
  }
  const stop = (index: unknown, deltas: ModelPiece[]) => {
    const open = calls.get(index)
    takeArguments(index, open?.whole ?? '', deltas)
    if (open) parts.endCall(open.call, deltas)
    calls.delete(index)
    const ours = own.get(index)
    if (ours) addProviderBlock(parts, ours.block, ours.input)
    own.delete(index)
  }
  return {
    start(index, block, deltas) {
      if (isProviderBlock(block)) own.set(index, { block, input: '' })
      if (block['type'] !== 'text') parts.close()
      if (block['type'] === 'tool_use') startCall(index, block, deltas)
      else startSpeech(parts, block, deltas)
    },
    take(index, delta, deltas) {
      switch (delta['type']) {
        case 'text_delta':
          return parts.addText('text', textOf(delta['text']), deltas)
        case 'thinking_delta':
          return parts.addText('reasoning', textOf(delta['thinking']), deltas)
        case 'citations_delta':
          return cite(parts, delta['citation'])
        case 'signature_delta':
          return parts.sign(textOf(delta['signature']))
        case 'input_json_delta':
          return takeArguments(index, textOf(delta['partial_json']), deltas)
        default:
        // A kind that this version does not know.
      }
    },
    stop,
    stopAll(deltas) {
      for (const index of [...calls.keys(), ...own.keys()]) stop(index, deltas)
    },
  }
}

// Most send an empty object with the start and the arguments behind it.
function argumentsIn(input: unknown): string {
  if (input === undefined || input === null || typeof input === 'string') return input ?? ''
  const isEmpty = !Array.isArray(input) && typeof input === 'object' && Object.keys(input).length === 0
  return isEmpty ? '' : JSON.stringify(input)
}

// A text is cut into blocks where its sources change, and reads on as one.
function startSpeech(parts: AnswerParts, block: Loose, deltas: ModelPiece[]): void {
  switch (block['type']) {
    case 'text':
      parts.addText('text', textOf(block['text']), deltas)
      for (const citation of listOf(block['citations'])) cite(parts, citation)
      return
    case 'thinking':
      parts.addText('reasoning', textOf(block['thinking']), deltas)
      if (block['signature']) parts.sign(textOf(block['signature']))
      return
    case 'redacted_thinking':
      return parts.add({ type: 'reasoning', text: '', redacted: textOf(block['data']) })
    default:
    // A kind that this version does not know.
  }
}
