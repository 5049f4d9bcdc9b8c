import type { CompletionPiece } from '../../../contract/completion.ts'

interface KnownCall {
  readonly index: number
  /** Undefined while its name is not known: what came of it waits for that. */
  name: string | undefined
  waiting: string
}

/** Turns the pieces of one answer into the deltas of its choice: the first has the role, calls count from 0. */
export function createDeltas(): {
  readonly role: () => object | undefined
  readonly of: (piece: CompletionPiece) => object | undefined
} {
  const calls = new Map<string, KnownCall>()
  let begun = false

  const role = () => {
    if (begun) return undefined
    begun = true
    return { role: 'assistant', content: '' }
  }
  const callDelta = (piece: Extract<CompletionPiece, { type: 'tool-call-delta' }>) => {
    const call = calls.get(piece.callId) ?? { index: calls.size, name: undefined, waiting: '' }
    calls.set(piece.callId, call)
    const isFirst = call.name === undefined
    call.name ??= piece.name
    if (call.name === undefined) {
      call.waiting += piece.argumentsText
      return undefined
    }
    const text = call.waiting + piece.argumentsText
    call.waiting = ''
    const told = isFirst
      ? { id: piece.callId, type: 'function', function: { name: call.name, arguments: text } }
      : { function: { arguments: text } }
    return { tool_calls: [{ index: call.index, ...told }] }
  }
  return {
    role,
    of(piece) {
      switch (piece.type) {
        case 'text-delta':
          return { content: piece.text }
        case 'reasoning-delta':
          return { reasoning_content: piece.text }
        case 'refusal-delta':
          return { refusal: piece.text }
        default:
          return callDelta(piece)
      }
    },
  }
}
