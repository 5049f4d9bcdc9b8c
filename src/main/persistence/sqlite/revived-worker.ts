import { closedError } from '../closing.ts'
import type { WorkerClient } from './worker-client.ts'

/**
 * A client whose worker is started anew, by the first call after it died. What was open at its death rejects with
 * `storage-unreachable`, and so do later calls for as long as the database cannot be opened again.
 */
export function reviveWorker(
  first: WorkerClient,
  start: () => WorkerClient,
): Pick<WorkerClient, 'call' | 'append' | 'copy' | 'close'> {
  let client = first
  let isClosed = false
  const living = () => {
    if (client.isDead() && !isClosed) {
      client = start()
      client.opening.catch(() => undefined)
    }
    return client
  }
  const asked = <Result>(ask: (client: WorkerClient) => Promise<Result>): Promise<Result> => {
    const used = living()
    return ask(used).catch((error: unknown) => {
      throw isClosed && used.isDead() ? closedError() : error
    })
  }
  return {
    call: (name, input) => asked((used) => used.call(name, input)),
    append: (piece) => living().append(piece),
    copy: (path) => asked((used) => used.copy(path)),
    close() {
      isClosed = true
      return client.close()
    },
  }
}
