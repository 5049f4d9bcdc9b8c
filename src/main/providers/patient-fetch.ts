import type { Fetch } from './wire-fetch.ts'

interface Dispatcher {
  dispatch(options: object, handler: unknown): boolean
}

/** Where Node's fetch and every copy of undici, on which it is built, keep the dispatcher that requests go through. */
const shared = Symbol.for('undici.globalDispatcher.1')

/**
 * A `fetch` that waits as long as it must. Node's own gives up after 300 seconds without headers or between two bytes,
 * which is less than our limits may be. Requests go through Node's dispatcher all the same, so that connections are
 * shared and a proxy of the environment is used.
 */
export function createPatientFetch(fetch: Fetch): Fetch {
  return (input, init) => fetch(input, Object.assign({}, init, { dispatcher: patient }))
}

const patient: Dispatcher = {
  dispatch(options, handler) {
    // Looked up at each request: Node sets it up at the first, and it may be exchanged.
    const dispatcher: unknown = Reflect.get(globalThis, shared)
    if (!isDispatcher(dispatcher)) throw new TypeError('this platform has no dispatcher for its fetch')
    return dispatcher.dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler)
  },
}

function isDispatcher(value: unknown): value is Dispatcher {
  return typeof value === 'object' && value !== null && 'dispatch' in value
}
