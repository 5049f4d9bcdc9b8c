import type {
  ApiRequest,
  LocalApiSettings,
  LocalApiState,
  LocalApiView,
} from '../../../contract/local-api.ts'
import { failureFrom } from '../errors.ts'
import type { AnsweredRequest, ApiListener, ListenOptions, OpenApi } from '../ports/api-listener.ts'
import type { Clock } from '../ports/clock.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { SettingsBook } from '../provider/settings.ts'

/** So many requests are remembered. */
const mostRequests = 50
/** Listeners hear of requests at most this often, in milliseconds. */
const tellEveryMs = 250
/** How long requests may go on while Parley ends, in milliseconds. */
const closingMs = 1_000

const tokenName = 'local-api.token'

/** What programs of this computer can ask Parley through: on or off, where, and with which token. */
export interface LocalApi {
  view(): LocalApiView
  /** Opens it where the settings, or for this start the argument, say so. Never throws; see the state. */
  start(forNow?: Partial<LocalApiSettings>): Promise<void>
  /** Keeps what is chosen and does it; a choice for this start alone is over. What cannot be done is in the state. */
  update(change: Partial<LocalApiSettings>): Promise<void>
  /** The token, which is made when it is first asked for. Throws `key-store-failed`. */
  token(): Promise<string>
  /** Another token from now on. Throws `key-store-failed`; the old one then stays. */
  renewToken(): Promise<string>
  /** Calls the listener after each change and after requests; returns the function that ends it. */
  watch(listener: () => void): () => void
  /** Ends what is left of requests soon, and for good. */
  close(): Promise<void>
}

export interface LocalApiDependencies {
  readonly book: Pick<SettingsBook, 'current' | 'updateLocalApi'>
  readonly secrets: SecretStore
  readonly listener: ApiListener
  readonly newToken: () => string
  readonly clock: Clock
}

export function createLocalApi({ book, secrets, listener, newToken, clock }: LocalApiDependencies): LocalApi {
  let forNow: Partial<LocalApiSettings> = {}
  let state: LocalApiState = { status: 'off' }
  let open: (OpenApi & { readonly port: number }) | undefined
  let closed = false
  const heard = createRequestLog(clock)
  const inTurn = createTurn()

  const wanted = () => ({ ...book.current().localApi, ...forNow })
  const set = (next: LocalApiState) => {
    state = next
    heard.changed()
  }
  const tokens = createTokenBook(secrets, newToken)
  const shut = async (graceMs: number) => {
    const ending = open
    open = undefined
    await ending?.close(graceMs)
  }
  const listen = async (port: number) => {
    set({ status: 'starting' })
    const options = async () => ({ port, token: await tokens.current(), onAnswered: heard.note })
    const opened = await openAt(listener, port, options)
    if (opened.api) open = { ...opened.api, port }
    set(opened.state)
  }
  const follow = () =>
    inTurn(async () => {
      const { on, port } = wanted()
      if (closed || (open && on && open.port === port)) return
      await shut(0)
      if (on) await listen(port)
      else set({ status: 'off' })
    })
  return {
    view: () => ({ ...wanted(), state, requests: heard.requests() }),
    async start(choice = {}) {
      forNow = choice
      await follow()
    },
    async update(change) {
      await book.updateLocalApi({ ...wanted(), ...change })
      forNow = {}
      await follow()
    },
    token: () => inTurn(tokens.current),
    renewToken: () =>
      inTurn(async () => {
        const made = await tokens.renew()
        open?.changeToken(made)
        return made
      }),
    watch: heard.watch,
    close: () =>
      inTurn(async () => {
        closed = true
        await shut(closingMs)
      }),
  }
}

/** Opens a port, or says why not. */
async function openAt(
  listener: ApiListener,
  port: number,
  options: () => Promise<ListenOptions>,
): Promise<{ readonly api?: OpenApi; readonly state: LocalApiState }> {
  try {
    const api = await listener.listen(await options())
    return { api, state: { status: 'running', address: api.address } }
  } catch (error) {
    const failure = failureFrom(error)
    const freePort = failure.code === 'api-port-taken' ? await listener.freePort(port + 1) : undefined
    return { state: { status: 'failed', failure, ...(freePort !== undefined && { freePort }) } }
  }
}

function createTokenBook(secrets: SecretStore, newToken: () => string) {
  const renew = async () => {
    const made = newToken()
    await secrets.set(tokenName, made)
    return made
  }
  const current = async () => (await secrets.get(tokenName)) ?? renew()
  return { current, renew }
}

/** One thing after the other, in the order of the asking. */
function createTurn(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

function createRequestLog(clock: Clock) {
  let count = 0
  let requests: readonly ApiRequest[] = []
  let isDue = false
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const note = (request: AnsweredRequest) => {
    requests = [{ ...request, number: ++count }, ...requests].slice(0, mostRequests)
    if (isDue) return
    isDue = true
    clock.after(tellEveryMs, () => {
      isDue = false
      changed()
    })
  }
  const watch = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return { requests: () => requests, changed, note, watch }
}
