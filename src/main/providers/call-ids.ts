import { callIdOf, type CallId } from '../../contract/id.ts'
import type { ModelRequest } from '../core/ports/model-client.ts'

const longestId = 512

/** Names calls, so that no two of a conversation have the same id: some providers give none, or count from 1 anew. */
export interface CallIds {
  /** The provider's own id where it is free, otherwise a new one. */
  take(given: string | undefined): CallId
}

export function createCallIds(messages: ModelRequest['messages']): CallIds {
  const taken = new Set<string>()
  for (const { parts } of messages)
    for (const part of parts) if (part.type === 'tool-call') taken.add(part.id)
  return {
    take(given) {
      const free = given !== undefined && given.length <= longestId && !taken.has(given)
      const id = free ? given : nextId(taken)
      taken.add(id)
      return callIdOf(id)
    },
  }
}

/** An id as providers write it, or `undefined` for what only stands in the place of one. */
export function givenId(id: unknown): string | undefined {
  return typeof id === 'string' && id !== '' && id !== 'null' && id !== 'undefined' ? id : undefined
}

function nextId(taken: ReadonlySet<string>): string {
  for (let n = taken.size + 1; ; n++) {
    const id = `call_${n}`
    if (!taken.has(id)) return id
  }
}
