import type { Fetch } from './wire-fetch.ts'

/** What sends requests, of Node's own or of undici's making: they are the same. */
export interface Dispatcher {
  dispatch(options: object, handler: unknown): boolean
}

/** Where Node's fetch and every copy of undici, on which it is built, keep the dispatcher that requests go through. */
const shared = Symbol.for('undici.globalDispatcher.1')

/**
 * A `fetch` that waits as long as it must. Node's own gives up after 300 seconds without headers or between two bytes,
 * which is less than our limits may be. Requests go through what `dispatcher` gives, and otherwise through Node's, so
 * that connections are shared.
 */
export function createPatientFetch(
  fetch: Fetch,
  dispatcher: () => Promise<Dispatcher | undefined> = async () => undefined,
): Fetch {
  return async (input, init) => {
    const through = await dispatcher()
    // Node's is looked up at each request: Node sets it up at the first, and it may be exchanged.
    const patient: Dispatcher = {
      dispatch: (options, handler) =>
        (through ?? nodes()).dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler),
    }
    return fetch(input, Object.assign({}, init, { dispatcher: patient }))
  }
}

function nodes(): Dispatcher {
  const dispatcher: unknown = Reflect.get(globalThis, shared)
  if (!isDispatcher(dispatcher)) throw new TypeError('this platform has no dispatcher for its fetch')
  return dispatcher
}

function isDispatcher(value: unknown): value is Dispatcher {
  return typeof value === 'object' && value !== null && 'dispatch' in value
}
