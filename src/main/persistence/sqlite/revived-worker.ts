import { ParleyError } from '../../core/errors.ts'
import type { WorkerClient } from './worker-client.ts'

/**
 * A client whose worker is started anew, by the first call after it died. What was open at its death rejects with
 * `storage-unreachable`, and so do later calls for as long as the database cannot be opened again.
 */
export function reviveWorker(
  first: WorkerClient,
  start: () => WorkerClient,
): Pick<WorkerClient, 'call' | 'close'> {
  let client = first
  let isClosed = false
  return {
    async call(name, input) {
      if (client.isDead() && !isClosed) {
        client = start()
        client.opening.catch(() => undefined)
      }
      return client.call(name, input).catch((error: unknown) => {
        throw isClosed && client.isDead() ? closedError() : error
      })
    },
    close() {
      isClosed = true
      return client.close()
    },
  }
}

function closedError(): ParleyError {
  return new ParleyError('storage-failed', { params: { detail: 'the database is closed' } })
}
