import { ParleyError } from '../../core/errors.ts'
import { openingId, type WorkerAnswer } from './protocol.ts'

/** The calls that wait for their answer. */
export interface OpenCalls {
  /** The promise for the answer of that id, or of the next new one. */
  expect<Result>(id?: number): { readonly id: number; readonly answer: Promise<Result> }
  /** Settles the call that an answer belongs to. */
  settle(answer: WorkerAnswer): void
  rejectAll(error: ParleyError): void
}

// Methods, so that one map can hold the promises of all operations.
interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}

export function createOpenCalls(): OpenCalls {
  const waiting = new Map<number, Waiting>()
  let lastId = openingId
  return {
    expect<Result>(id = ++lastId) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>()
      waiting.set(id, { resolve, reject })
      return { id, answer: promise }
    },
    settle(answer) {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('failure' in answer) asked?.reject(errorOf(answer))
      else asked?.resolve(answer.result)
    },
    rejectAll(error) {
      for (const asked of waiting.values()) asked.reject(error)
      waiting.clear()
    },
  }
}

function errorOf({ failure }: Extract<WorkerAnswer, { failure: unknown }>): ParleyError {
  const { code, params, retryable } = failure
  return new ParleyError(code, { retryable, ...(params && { params }) })
}
