import type { ModelPiece } from '../../core/ports/model-client.ts'
import type { AnswerParts, OpenCall } from '../answer-parts.ts'
import { givenId, type CallIds } from '../call-ids.ts'
import { looseOf, textOf } from '../loose.ts'
import { sealOf } from '../seal.ts'

/** Puts the pieces of calls together, whichever of id, index and name a provider gives to tell them apart. */
export interface Calls {
  /** Takes the `tool_calls` of one chunk. */
  take(pieces: readonly unknown[], deltas: ModelPiece[]): void
}

interface Known {
  readonly call: OpenCall
  readonly id: string | undefined
  readonly index: number | undefined
  /** The chunk that brought its last piece. */
  chunk: number
  /** Whether what came so far ends as JSON objects end, which makes it worth parsing. */
  endsWhole: boolean
}

interface Piece {
  readonly id: string | undefined
  readonly index: number | undefined
  readonly name: string
  readonly text: string
  /** What the provider wants back with the call. */
  readonly signature: string | undefined
  /** Where it stands in its chunk. */
  readonly position: number
}

export function createCalls(parts: AnswerParts, ids: CallIds): Calls {
  const all: Known[] = []
  let chunk = 0

  const take = (piece: Piece, deltas: ModelPiece[]) => {
    const found = find(all, piece)
    if (found && repeats(found, piece)) return
    const known = found && continues(found, piece, chunk) ? found : open(piece, deltas)
    known.chunk = chunk
    if (piece.signature !== undefined) known.call.signature = piece.signature
    if (piece.text !== '') known.endsWhole = piece.text.trimEnd().endsWith('}')
    parts.addToCall(known.call, piece.name, piece.text, deltas)
  }
  const open = ({ id, index }: Piece, deltas: ModelPiece[]): Known => {
    // This wire has no word for the end of a call but the beginning of the next.
    const before = all.at(-1)
    if (before && isWhole(before)) parts.endCall(before.call, deltas)
    const call = parts.openCall(ids.take(id), id)
    const known = { call, id, index, chunk, endsWhole: false }
    all.push(known)
    return known
  }
  return {
    take(pieces, deltas) {
      chunk += 1
      pieces.forEach((piece, position) => take(pieceOf(piece, position), deltas))
    },
  }
}

function pieceOf(value: unknown, position: number): Piece {
  const { id, index, function: called, extra_content: extra } = looseOf(value)
  const { name, arguments: given } = looseOf(called)
  return {
    id: givenId(id),
    index: typeof index === 'number' ? index : undefined,
    name: textOf(name),
    text: textIn(given),
    signature: extra ? sealOf('openai-chat', { extra: looseOf(extra) }) : undefined,
    position,
  }
}

// Some servers give the arguments as the object that they should be the text of.
function textIn(given: unknown): string {
  if (given === null || given === undefined) return ''
  return typeof given === 'string' ? given : JSON.stringify(given)
}

/** The call that a piece may belong to: by id, then by index, then the last one. */
function find(all: readonly Known[], { id, index, position, name }: Piece): Known | undefined {
  const byId = id === undefined ? undefined : all.findLast((known) => known.id === id)
  if (byId) return byId
  if (index !== undefined) return all.findLast((known) => known.index === index)
  if (id !== undefined && name !== '') return undefined
  return position === 0 || name === '' ? all.at(-1) : undefined
}

/** Whether a piece goes on with the call, or is another one in its place. A piece without a name always goes on. */
function continues(known: Known, { id, name, text }: Piece, chunk: number): boolean {
  if (name === '' || known.call.name === '') return true
  // The same call once more, in pieces.
  if (id !== undefined && id === known.id && isWhole(known)) return false
  if (id !== undefined && known.id !== undefined && id !== known.id) return false
  if (known.chunk === chunk || name !== known.call.name) return false
  return !(text.trimStart().startsWith('{') && isWhole(known))
}

/** Whether a piece says once more what is known: the same id, name and whole arguments. */
function repeats(known: Known, { id, name, text }: Piece): boolean {
  return (
    id !== undefined &&
    id === known.id &&
    name !== '' &&
    text !== '' &&
    text === known.call.arguments &&
    isWhole(known)
  )
}

function isWhole({ call, endsWhole }: Known): boolean {
  if (!endsWhole) return false
  try {
    JSON.parse(call.arguments)
    return true
  } catch {
    return false
  }
}
