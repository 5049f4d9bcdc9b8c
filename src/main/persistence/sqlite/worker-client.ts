import { Worker } from 'node:worker_threads'
import { ParleyError, reasonOf } from '../../core/errors.ts'
import {
  openingId,
  type Opened,
  type InputOf,
  type OperationName,
  type OutputOf,
  type WorkerAnswer,
  type WorkerRequest,
} from './protocol.ts'

/** The main thread's side of the worker. Several calls may be open; they are answered in order. */
export interface WorkerClient {
  /** Resolves with what the worker tells when the database is open. Rejects with the ParleyError of the opening. */
  readonly opening: Promise<Opened>
  /** Rejects with ParleyError; after `close`, or once the worker died, with `storage-failed`. */
  call<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>
  /** Lets open calls finish, but always comes back within the limit. May be called twice; never rejects. */
  close(): Promise<void>
}

// Methods, so that one map can hold the promises of all operations.
interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}

/** Starts the worker on a database. */
export function startWorker(options: {
  readonly url: URL
  readonly path: string
  readonly closeWithinMs: number
}): WorkerClient {
  const thread = new Worker(options.url, { workerData: options.path, name: 'sqlite' })
  const waiting = new Map<number, Waiting>()
  let lastId = openingId
  let refusal: ParleyError | undefined
  let closing: Promise<void> | undefined

  const expect = <Result>(id: number): Promise<Result> => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    waiting.set(id, { resolve, reject })
    return promise
  }
  const opening = expect<Opened>(openingId)
  const giveUp = (detail: string) => {
    refusal ??= new ParleyError('storage-failed', { params: { detail } })
    for (const asked of waiting.values()) asked.reject(refusal)
    waiting.clear()
  }
  thread.on('message', (answer: WorkerAnswer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('failure' in answer) asked?.reject(errorOf(answer))
    else asked?.resolve(answer.result)
  })
  thread.on('error', (error) => giveUp(`its thread ended: ${reasonOf(error)}`))
  thread.on('exit', () => giveUp('its thread ended'))

  const ask = <Result>(name: WorkerRequest['name'], input: unknown): Promise<Result> => {
    const id = ++lastId
    const answer = expect<Result>(id)
    const request = { id, name, input }
    thread.postMessage(request, [])
    return answer
  }
  const close = async () => {
    const closed = refusal ? Promise.resolve() : ask<void>('close', undefined)
    refusal ??= new ParleyError('storage-failed', { params: { detail: 'the database is closed' } })
    const ended = closed.catch(() => undefined).then(() => thread.terminate())
    await Promise.race([ended, deadline(options.closeWithinMs, ended)])
    giveUp('the database is closed')
    void thread.terminate()
  }
  return {
    opening,
    async call<Name extends OperationName>(name: Name, input: InputOf<Name>) {
      if (refusal) throw refusal
      return ask<OutputOf<Name>>(name, input)
    },
    close: () => (closing ??= close()),
  }
}

function errorOf({ failure }: Extract<WorkerAnswer, { failure: unknown }>): ParleyError {
  const { code, params, retryable } = failure
  return new ParleyError(code, { retryable, ...(params && { params }) })
}

function deadline(ms: number, unless: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    void unless.finally(() => clearTimeout(timer))
  })
}
