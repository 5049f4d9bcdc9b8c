import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import { ParleyError } from '../../core/errors.ts'
import { copyDatabase } from './copy-database.ts'
import { openDatabase } from './database.ts'
import { createForgetting } from './forgetting.ts'
import { createOperations } from './operations.ts'
import {
  openingId,
  type CallAnswer,
  type OperationName,
  type OperationRequest,
  type Operations,
  type WorkerRequest,
} from './protocol.ts'
import { perform, type Task } from './rescue/task.ts'
import { storageFailure } from './sqlite-failure.ts'

/** The worker's side: opens the database at `path` and answers until it is told to close. */
function serve(port: MessagePort, path: string): void {
  const answer = (id: number, work: () => unknown): boolean => {
    const given = answerOf(id, path, work)
    port.postMessage(given)
    return 'result' in given
  }
  const isOpen = answer(openingId, () => {
    const { db, opened } = openDatabase(path)
    const operations = createOperations(db, path)
    const forgetting = startForgetting(createForgetting(db))
    port.on('message', (request: WorkerRequest) => {
      if (request.name === 'copy') return copy(port, db, request, path)
      if (request.name === 'close') {
        forgetting.stop()
        answer(request.id, () => db.close())
        port.close()
        return
      }
      if (request.name === 'append') {
        const done = answerOf(request.id, path, () => operations.append(request.input))
        if ('failure' in done) port.postMessage({ refused: request.input.runId, failure: done.failure })
        return
      }
      answer(request.id, () => performOperation(operations, request))
      if (request.name === 'purgeSession' || request.name === 'purgeNext') forgetting.begin()
    })
    forgetting.begin()
    return opened
  })
  if (!isOpen) port.close()
}

// Between two steps the worker answers whatever was asked meanwhile. A step that fails is left for the next purge or the
// next start: what it should have removed is still noted.
function startForgetting(step: () => boolean) {
  let waiting: NodeJS.Immediate | undefined
  const run = () => {
    waiting = undefined
    try {
      if (step()) begin()
    } catch {
      // Whoever asks for something next is told what is wrong with the disk.
    }
  }
  const begin = () => {
    waiting ??= setImmediate(run)
  }
  return { begin, stop: () => clearImmediate(waiting) }
}

// A copy takes its time in steps, between which other requests are answered.
function copy(port: MessagePort, db: Database, request: Copying, path: string): void {
  copyDatabase(db, request.input).then(
    () => port.postMessage(answerOf(request.id, path, () => undefined)),
    (error: unknown) => port.postMessage({ id: request.id, failure: failureOf(error, path) }),
  )
}

type Copying = Extract<WorkerRequest, { name: 'copy' }>

function performOperation<Name extends OperationName>(
  operations: Operations,
  request: OperationRequest<Name>,
) {
  return operations[request.name](request.input)
}

function answerOf(id: number, path: string, work: () => unknown): CallAnswer {
  try {
    return { id, result: work() }
  } catch (error) {
    return { id, failure: failureOf(error, path) }
  }
}

function failureOf(error: unknown, path: string) {
  return (error instanceof ParleyError ? error : storageFailure(error, path)).failure
}

/** Does one task and ends. */
function serveTask(port: MessagePort, task: Task): void {
  port.postMessage(answerOf(openingId, task.input.name, () => perform(task)))
  port.close()
}

if (parentPort && typeof workerData === 'string') serve(parentPort, workerData)
else if (parentPort) serveTask(parentPort, workerData)
