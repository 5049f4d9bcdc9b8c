import type { RateLimits } from '../../../contract/provider-limits.ts'
import type { Clock } from '../ports/clock.ts'
import type { ModelWait } from '../ports/model-client.ts'
import { createRateLedger } from './rate-ledger.ts'
import { createTurns } from './turns.ts'

/** What one request asks for. */
export interface Admission {
  /** Sessions take turns; within one, who came first goes first. */
  readonly sessionId: string
  /** How many tokens it will use, as far as one can tell. */
  readonly tokens: number
  readonly signal: AbortSignal
  /** Called once when it cannot begin at once, and with `undefined` when it then begins. */
  readonly onWait?: ((wait: ModelWait | undefined) => void) | undefined
}

/** A request that has begun. */
export interface Admitted {
  /** It is over. `tokens`: how many it really used, where that is known. Counts once. */
  leave(tokens?: number): void
}

/** Keeps the requests to one provider within the user's limits. */
export interface RateLimiter {
  /** What is allowed from now on. */
  allow(rates: RateLimits): void
  /** Resolves when the request may begin; `undefined` when its signal was aborted before. */
  enter(ask: Admission): Promise<Admitted | undefined>
}

type Waiting = Admission & { readonly begin: () => void }

export function createRateLimiter(clock: Clock): RateLimiter {
  const ledger = createRateLedger(clock)
  const waiting = createTurns<Waiting>()
  let rates: RateLimits = {}
  let forgetTimer: (() => void) | undefined

  const begin = (tokens: number): Admitted => {
    const end = ledger.begin(tokens)
    return {
      leave(really) {
        end(really)
        admit()
      },
    }
  }
  const admit = () => {
    forgetTimer?.()
    forgetTimer = undefined
    for (let next = waiting.peek(); next; next = waiting.peek()) {
      if (ledger.waitOf(rates, next.tokens)) {
        // Only time frees what a minute allows; a request that ends looks by itself.
        const delayMs = ledger.msToFree()
        if (delayMs !== undefined) forgetTimer = clock.after(delayMs, admit)
        return
      }
      waiting.take()
      next.begin()
    }
  }
  const queue = (ask: Admission) =>
    new Promise<Admitted | undefined>((resolve) => {
      const giveUp = () => {
        waiting.remove(entry)
        resolve(undefined)
        admit()
      }
      const entry: Waiting = {
        ...ask,
        begin() {
          ask.signal.removeEventListener('abort', giveUp)
          ask.onWait?.(undefined)
          resolve(begin(ask.tokens))
        },
      }
      ask.signal.addEventListener('abort', giveUp, { once: true })
      waiting.add(ask.sessionId, entry)
      admit()
    })
  return {
    allow(next) {
      rates = next
      admit()
    },
    async enter(ask) {
      if (ask.signal.aborted) return undefined
      // Whoever stands first could not begin either, or would not stand there.
      const wait = ledger.waitOf(rates, (waiting.peek() ?? ask).tokens)
      if (!wait) return begin(ask.tokens)
      ask.onWait?.(wait)
      return queue(ask)
    },
  }
}
