import type { StorageState } from '../../contract/storage.ts'
import { ParleyError } from '../core/errors.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Log } from '../core/ports/log.ts'
import type { StoreSwitch } from '../core/ports/store-switch.ts'
import type { Store } from '../core/ports/stores.ts'
import { createGate } from './gate.ts'
import { createPatience } from './patience.ts'
import { storeThrough } from './store-through.ts'

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
  const gate = createGate()
  const closing = new AbortController()
  const state = createState(log)
  const patient = createPatience({
    clock,
    random,
    signal: closing.signal,
    onLost: (failure) => state.become({ status: 'lost', failure }),
    onBack: () => state.become({ status: 'ready' }),
  })
  const store = storeThrough({
    current: () => current,
    async read(call) {
      const asked = current
      const ask = () => patient(readPatienceMs, () => call(current))
      try {
        return await ask()
      } catch (error) {
        // What the exchange of the engine cut off is asked again of the new one.
        await gate.opened()
        if (asked === current || closing.signal.aborted) throw error
        return ask()
      }
    },
    write: (call) => gate.pass(() => patient(writePatienceMs, () => call(current))),
    close() {
      closing.abort()
      return current.close()
    },
  })
  return {
    store,
    state: () => state.current(),
    watch: (listener) => state.watch(listener),
    async exchange(prepare) {
      if (gate.isClosed()) {
        throw new ParleyError('storage-failed', { params: { detail: 'a move is going on already' } })
      }
      await gate.closedFor(async () => {
        const before = current
        current = await prepare(before)
        state.become({ status: 'ready' })
        await before.close()
      })
    },
  }
}

function createState(log: Log) {
  const listeners = new Set<(state: StorageState) => void>()
  let state: StorageState = { status: 'ready' }
  return {
    current: () => state,
    become(next: StorageState): void {
      if (next.status === state.status) return
      state = next
      if (next.status === 'lost') log.warn('storage-lost', { code: next.failure.code })
      else log.info('storage-back')
      for (const listener of listeners) listener(next)
    },
    watch(listener: (state: StorageState) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
