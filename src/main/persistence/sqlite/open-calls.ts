import type { Failure } from '../../../contract/failure.ts'
import { ParleyError } from '../../core/errors.ts'
import { openingId, type CallAnswer } from './protocol.ts'

/** The calls that wait for their answer. */
export interface OpenCalls {
  /** The promise for the answer of that id, or of the next new one. */
  expect<Result>(id?: number): { readonly id: number; readonly answer: Promise<Result> }
  /** Settles the call that an answer belongs to. */
  settle(answer: CallAnswer): void
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
      if ('failure' in answer) asked?.reject(errorOf(answer.failure))
      else asked?.resolve(answer.result)
    },
    rejectAll(error) {
      for (const asked of waiting.values()) asked.reject(error)
      waiting.clear()
    },
  }
}

/** What went wrong in the worker, as an error of this thread. */
export function errorOf({ code, params, retryable }: Failure): ParleyError {
  return new ParleyError(code, { retryable, ...(params && { params }) })
}
