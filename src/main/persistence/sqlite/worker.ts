import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { ParleyError } from '../../core/errors.ts'
import { openDatabase } from './database.ts'
import { createForgetting } from './forgetting.ts'
import { createOperations } from './operations.ts'
import {
  openingId,
  type OperationName,
  type OperationRequest,
  type Operations,
  type WorkerAnswer,
  type WorkerRequest,
} from './protocol.ts'
import { storageFailure } from './sqlite-failure.ts'

/** The worker's side: opens the database that `workerData` names and answers until it is told to close. */
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
      if (request.name === 'close') {
        forgetting.stop()
        answer(request.id, () => db.close())
        port.close()
        return
      }
      answer(request.id, () => perform(operations, request))
      if (request.name === 'purgeSession' || request.name === 'expireSessions') forgetting.begin()
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

function perform<Name extends OperationName>(operations: Operations, request: OperationRequest<Name>) {
  return operations[request.name](request.input)
}

function answerOf(id: number, path: string, work: () => unknown): WorkerAnswer {
  try {
    return { id, result: work() }
  } catch (error) {
    const known = error instanceof ParleyError ? error : storageFailure(error, path)
    return { id, failure: known.failure }
  }
}

if (parentPort) serve(parentPort, String(workerData))
