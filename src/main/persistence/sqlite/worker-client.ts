import { Worker } from 'node:worker_threads'
import type { RunId } from '../../../contract/id.ts'
import { ParleyError, reasonOf } from '../../core/errors.ts'
import { atMost, closedError } from '../closing.ts'
import { inMemory } from './in-memory.ts'
import { createOpenCalls, errorOf } from './open-calls.ts'
import {
  openingId,
  type Opened,
  type InputOf,
  type OperationName,
  type OutputOf,
  type Piece,
  type WorkerAnswer,
  type WorkerRequest,
} from './protocol.ts'

/** The main thread's side of the worker. Several calls may be open; they are answered in order. */
export interface WorkerClient {
  /** Resolves with what the worker tells when the database is open. Rejects with the ParleyError of the opening. */
  readonly opening: Promise<Opened>
  /**
   * Rejects with ParleyError: after `close` with `storage-failed`, once the thread has died with `storage-unreachable`; with
   * `storage-failed` where it never opened or had nothing but memory.
   */
  call<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>
  /**
   * Adds to a journal behind all that was called before. Nothing answers, since an answer costs this thread twice what
   * the question does: `onRefused` is told what went wrong. Throws what `call` rejects with.
   */
  append(piece: Piece): void
  /** Copies the whole database into a new file while other calls go on. Rejects as `call` does. */
  copy(path: string): Promise<void>
  /** True once the thread has ended by itself. What it was asked and had not answered may have been done or not. */
  isDead(): boolean
  /** Lets open calls finish, but always comes back within the limit. May be called twice; never rejects. */
  close(): Promise<void>
}

/** Starts the worker on a database. */
export function startWorker(options: {
  readonly url: URL
  readonly path: string
  readonly closeWithinMs: number
  /** Told when a piece of a run's journal could not be added. */
  readonly onRefused: (runId: RunId, error: ParleyError) => void
  /** True when the database was open before, so that a thread that does not start is a loss and no bad start. */
  readonly isAgain?: boolean
}): WorkerClient {
  const thread = new Worker(options.url, { workerData: options.path, name: 'sqlite' })
  const calls = createOpenCalls()
  let refusal: ParleyError | undefined
  let closing: Promise<void> | undefined

  const { answer: opening } = calls.expect<Opened>(openingId)
  const giveUp = (error: ParleyError) => {
    refusal ??= error
    calls.rejectAll(refusal)
  }
  thread.on('message', (answer: WorkerAnswer) => {
    if ('refused' in answer) options.onRefused(answer.refused, errorOf(answer.failure))
    else calls.settle(answer)
  })
  let isOpen = options.isAgain ?? false
  let isDead = false
  opening.then(() => (isOpen = true)).catch(() => undefined)
  const die = (reason: string) => {
    isDead ||= closing === undefined
    giveUp(isOpen && options.path !== inMemory ? lost(options.path, reason) : failed(reason))
  }
  thread.on('error', (error) => die(`its thread ended: ${reasonOf(error)}`))
  thread.on('exit', () => die('its thread ended'))

  const ask = <Result>(name: WorkerRequest['name'], input: unknown): Promise<Result> => {
    const { id, answer } = calls.expect<Result>()
    thread.postMessage({ id, name, input }, [])
    return answer
  }
  const close = async () => {
    const closed = refusal ? Promise.resolve() : ask<void>('close', undefined)
    refusal ??= closedError()
    const ended = closed.catch(() => undefined).then(() => thread.terminate())
    await atMost(options.closeWithinMs, ended)
    giveUp(closedError())
    void thread.terminate()
  }
  return {
    opening,
    call: <Name extends OperationName>(name: Name, input: InputOf<Name>) =>
      refusal ? Promise.reject(refusal) : ask<OutputOf<Name>>(name, input),
    append(piece) {
      if (refusal) throw refusal
      thread.postMessage({ id: openingId, name: 'append', input: piece }, [])
    },
    async copy(path) {
      if (refusal) throw refusal
      return ask<void>('copy', path)
    },
    isDead: () => isDead,
    close: () => (closing ??= close()),
  }
}

function lost(path: string, reason: string): ParleyError {
  return new ParleyError('storage-unreachable', { params: { host: path, reason } })
}

function failed(detail: string): ParleyError {
  return new ParleyError('storage-failed', { params: { detail } })
}
