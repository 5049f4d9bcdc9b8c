import { ParleyError } from '../core/errors.ts'

/** What every call rejects with once its store was closed. */
export function closedError(): ParleyError {
  return new ParleyError('storage-failed', { params: { detail: 'the database is closed' } })
}

/** Waits for the promise, but no longer than so many milliseconds. */
export async function atMost(ms: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)))
  await Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
