import { backoffDelay, type Backoff } from '../base/backoff.ts'
import { failureFrom, ParleyError } from '../core/errors.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Log } from '../core/ports/log.ts'
import type { StoreSwitch } from '../core/ports/store-switch.ts'
import type { Store } from '../core/ports/stores.ts'
import type { Failure } from '../../contract/failure.ts'
import type { StorageState } from '../../contract/storage.ts'

/** The waits between two attempts to reach a lost engine. */
const backoff: Backoff = { firstMs: 250, largestMs: 15_000, jitter: 0.3 }

/** How long a call goes on trying, in milliseconds. A reader wants to know soon; a write is all there is of a text. */
const readPatienceMs = 5000
const writePatienceMs = 600_000

export interface GuardOptions {
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log
}

/** What all engines share: calls are repeated while the engine is lost, and the engine can be exchanged. */
export function guardStore(first: Store, { clock, random, log }: GuardOptions): StoreSwitch {
  let current = first
  let state: StorageState = { status: 'ready' }
  let held: Promise<void> | undefined
  const writing = new Set<Promise<unknown>>()
  const closing = new AbortController()
  const listeners = new Set<(state: StorageState) => void>()

  const become = (next: StorageState) => {
    if (next.status === state.status) return
    state = next
    if (next.status === 'lost') log.warn('storage-lost', { code: next.failure.code })
    else log.info('storage-back')
    for (const listener of listeners) listener(next)
  }
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve)
      closing.signal.addEventListener('abort', () => (cancel(), resolve()), { once: true })
    })
  const attempt = async <Result>(patienceMs: number, call: (store: Store) => Promise<Result>) => {
    const start = clock.elapsed()
    for (let tries = 1; ; tries++) {
      try {
        const result = await call(current)
        become({ status: 'ready' })
        return result
      } catch (error) {
        const failure = unreachable(error)
        if (!failure || closing.signal.aborted) throw error
        become({ status: 'lost', failure })
        const delay = backoffDelay(backoff, tries, random)
        if (clock.elapsed() - start + delay > patienceMs) throw error
        await pause(delay)
      }
    }
  }
  // A read that the exchange of the engine cut off is made again from the new one.
  const read = async <Result>(call: (store: Store) => Promise<Result>) => {
    const asked = current
    try {
      return await attempt(readPatienceMs, call)
    } catch (error) {
      await held
      if (asked === current || closing.signal.aborted) throw error
      return attempt(readPatienceMs, call)
    }
  }
  const write = async <Result>(call: (store: Store) => Promise<Result>) => {
    while (held) await held
    const result = attempt(writePatienceMs, call)
    writing.add(result)
    try {
      return await result
    } finally {
      writing.delete(result)
    }
  }

  return {
    store: storeOver({
      read,
      write,
      current: () => current,
      close: () => (closing.abort(), current.close()),
    }),
    state: () => state,
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async exchange(prepare) {
      if (held) throw new ParleyError('storage-failed', { params: { detail: 'a move is going on already' } })
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      try {
        await Promise.allSettled(writing)
        const before = current
        current = await prepare(before)
        become({ status: 'ready' })
        await before.close()
      } finally {
        held = undefined
        resolve()
      }
    },
  }
}

function unreachable(error: unknown): Failure | undefined {
  const failure = failureFrom(error)
  return failure.code === 'storage-unreachable' ? failure : undefined
}

type Through = <Result>(call: (store: Store) => Promise<Result>) => Promise<Result>

interface Ways {
  readonly read: Through
  readonly write: Through
  readonly current: () => Store
  readonly close: () => Promise<void>
}

function storeOver({ read, write, current, close }: Ways): Store {
  return {
    get capabilities() {
      return current().capabilities
    },
    sessions: {
      create: (session) => write((store) => store.sessions.create(session)),
      get: (id) => read((store) => store.sessions.get(id)),
      list: (query) => read((store) => store.sessions.list(query)),
      update: (id, change) => write((store) => store.sessions.update(id, change)),
      purge: (id) => write((store) => store.sessions.purge(id)),
      expire: (before) => write((store) => store.sessions.expire(before)),
    },
    messages: {
      get: (id) => read((store) => store.messages.get(id)),
      path: (leafId) => read((store) => store.messages.path(leafId)),
    },
    runs: {
      get: (id) => read((store) => store.runs.get(id)),
      claimOpen: () => write((store) => store.runs.claimOpen()),
      listBySession: (id) => read((store) => store.runs.listBySession(id)),
      listCalls: (id) => read((store) => store.runs.listCalls(id)),
    },
    log: {
      commit: (commit) => write((store) => store.log.commit(commit)),
      read: (runId, afterSeq) => read((store) => store.log.read(runId, afterSeq)),
    },
    transfer: {
      read: (id) => read((store) => store.transfer.read(id)),
      count: () => read((store) => store.transfer.count()),
      readAll: () => current().transfer.readAll(),
      write: (bundle) => write((store) => store.transfer.write(bundle)),
    },
    search: { search: (query) => read((store) => store.search.search(query)) },
    // Neither repeated nor held: a copy that was begun has its file already.
    async copyInto(path) {
      const store = current()
      if (store.copyInto) return store.copyInto(path)
      throw new ParleyError('storage-failed', { params: { detail: 'this engine is not copied' } })
    },
    close,
  }
}
