import type { CompletionMessage } from '../../../contract/completion.ts'
import type { ProviderId } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'

/** So many answers are remembered. */
const most = 100

/**
 * Some providers refuse the results of calls unless their own proofs come back with the calls, for which the wires of
 * programs have no word. So answers that ask for calls and hold a proof are remembered, in memory alone, until newer ones
 * take their place.
 */
export interface AnswerMemory {
  keep(provider: ProviderId, parts: readonly Part[]): void
  /** The message as the provider wrote it, where it asks for the very calls of an answer that is remembered. */
  recall(provider: ProviderId, message: CompletionMessage): CompletionMessage
}

export function createAnswerMemory(): AnswerMemory {
  const known = new Map<string, readonly Part[]>()
  return {
    keep(provider, parts) {
      const key = keyOf(provider, parts)
      if (key === undefined || !parts.some(isProof)) return
      known.delete(key)
      known.set(key, parts)
      const [oldest] = known.keys()
      if (known.size > most && oldest !== undefined) known.delete(oldest)
    },
    recall(provider, message) {
      if (message.role !== 'assistant') return message
      const parts = known.get(keyOf(provider, message.parts) ?? '')
      return parts ? { ...message, parts } : message
    },
  }
}

/** The calls of an answer, as a program gives them back; ids alone may come again. Undefined without calls. */
function keyOf(provider: ProviderId, parts: readonly Part[]): string | undefined {
  const calls = parts.flatMap((part) =>
    part.type === 'tool-call' ? [[part.id, part.name, part.arguments]] : [],
  )
  return calls.length > 0 ? JSON.stringify([provider, calls]) : undefined
}

function isProof(part: Part): boolean {
  return ('signature' in part && part.signature !== undefined) || part.type === 'reasoning'
}
