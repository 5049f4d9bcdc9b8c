import type { KeyState } from '../../../contract/provider.ts'
import type { Clock } from '../ports/clock.ts'
import type { ModelFailure } from '../ports/model-client.ts'

/** How long a key rests that is limited when the provider does not say how long, in milliseconds. */
const restMs = 30_000

/** What is known of the keys since this start. Keys are held in memory only, to tell them apart. */
export interface KeyRing {
  /**
   * The keys that may be asked now, the one that answered last before the others. When all that are left are limited it
   * is the one that is free first: whoever asks then has waited, or does not want to.
   */
  usable(providerId: string, keys: readonly string[]): readonly string[]
  /** Takes note of what a key got. True when the next key is to be asked. */
  note(providerId: string, key: string, failure: ModelFailure): boolean
  /** A key answered and is the one to go on with. */
  prefer(providerId: string, key: string): void
  stateOf(providerId: string, key: string): KeyState
  /** The failure of a provider none of whose keys may be asked, with the wait until one may be. */
  failureOf(providerId: string, keys: readonly string[]): ModelFailure | undefined
  /** A key or the address of a provider was changed: its keys may all be asked again. */
  forget(providerId: string): void
  /** Calls each time that a key is refused or limited; gives the function that ends it. */
  watch(call: (providerId: string) => void): () => void
}

interface Mark {
  readonly failure: ModelFailure
  /** When it may be asked again, by the clock's elapsed time; absent for a key that was refused. */
  readonly until?: number
}

export function createKeyRing(clock: Clock): KeyRing {
  const marks = new Map<string, Map<string, Mark>>()
  const preferred = new Map<string, string>()
  const watchers = new Set<(providerId: string) => void>()
  const markOf = (providerId: string, key: string) => {
    const mark = marks.get(providerId)?.get(key)
    return mark?.until !== undefined && mark.until <= clock.elapsed() ? undefined : mark
  }
  const marked = (providerId: string, keys: readonly string[]) =>
    keys.flatMap((key) => {
      const mark = markOf(providerId, key)
      return mark ? [{ ...mark, key }] : []
    })
  const soonest = (providerId: string, keys: readonly string[]) => {
    const limited = marked(providerId, keys).filter(({ until }) => until !== undefined)
    return limited.sort((a, b) => (a.until ?? 0) - (b.until ?? 0))[0]
  }
  return {
    usable(providerId, keys) {
      const ready = keys.filter((key) => !markOf(providerId, key))
      if (ready.length === 0) return keys.filter((key) => key === soonest(providerId, keys)?.key)
      const first = ready.filter((key) => key === preferred.get(providerId))
      return [...first, ...ready.filter((key) => !first.includes(key))]
    },
    note(providerId, key, failure) {
      const mark = markFor(failure, clock)
      if (!mark) return false
      const known = marks.get(providerId) ?? new Map<string, Mark>()
      marks.set(providerId, known.set(key, mark))
      for (const call of watchers) call(providerId)
      return true
    },
    prefer: (providerId, key) => void preferred.set(providerId, key),
    stateOf(providerId, key) {
      const mark = markOf(providerId, key)
      if (!mark) return 'ready'
      return mark.until === undefined ? 'refused' : 'limited'
    },
    failureOf(providerId, keys) {
      const free = soonest(providerId, keys)
      if (free?.until === undefined) return marked(providerId, keys)[0]?.failure
      return { ...free.failure, retryAfterMs: Math.max(0, Math.ceil(free.until - clock.elapsed())) }
    },
    forget: (providerId) => void marks.delete(providerId),
    watch(call) {
      watchers.add(call)
      return () => watchers.delete(call)
    },
  }
}

// A key is to blame for a refusal of the key and for an empty account, not where a region or a gateway forbids (403).
function markFor(failure: ModelFailure, clock: Clock): Mark | undefined {
  const { code, params } = failure.failure
  if (code === 'rate-limited') return { failure, until: clock.elapsed() + (failure.retryAfterMs ?? restMs) }
  const refused = code === 'key-refused' && params?.['status'] !== '403'
  return refused || code === 'quota-exhausted' ? { failure } : undefined
}
