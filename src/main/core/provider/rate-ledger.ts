import type { RateLimitName, RateLimits } from '../../../contract/provider-limits.ts'
import type { Clock } from '../ports/clock.ts'
import type { ModelWait } from '../ports/model-client.ts'

/** What the requests of the last minute used, and how many go on. */
export interface RateLedger {
  /** The limit that keeps a request of so many tokens from beginning now. */
  waitOf(rates: RateLimits, tokens: number): ModelWait | undefined
  /** Writes down a request that begins; gives the function that ends it once, with the tokens really used. */
  begin(tokens: number): (really: number | undefined) => void
  /** How long until time alone frees something, in milliseconds; `undefined` when nothing is used. */
  msToFree(): number | undefined
}

const minuteMs = 60_000

interface Used {
  readonly at: number
  tokens: number
}

export function createRateLedger(clock: Clock): RateLedger {
  let used: readonly Used[] = []
  let running = 0
  const recent = () => (used = used.filter(({ at }) => clock.elapsed() - at < minuteMs))
  return {
    waitOf({ requestsPerMinute, tokensPerMinute, concurrentRequests }, tokens) {
      const spent = recent().reduce((sum, each) => sum + each.tokens, 0)
      return (
        exceeded('concurrentRequests', concurrentRequests, running + 1) ??
        exceeded('requestsPerMinute', requestsPerMinute, used.length + 1) ??
        // What is larger than a whole minute allows could otherwise never begin.
        (spent === 0 ? undefined : exceeded('tokensPerMinute', tokensPerMinute, spent + tokens))
      )
    },
    begin(tokens) {
      const mine: Used = { at: clock.elapsed(), tokens }
      used = [...used, mine]
      running += 1
      let open = true
      return (really) => {
        if (!open) return
        open = false
        running -= 1
        if (really !== undefined) mine.tokens = really
      }
    },
    msToFree() {
      const [oldest] = recent()
      return oldest && oldest.at + minuteMs - clock.elapsed()
    },
  }
}

function exceeded(limit: RateLimitName, count: number | undefined, now: number): ModelWait | undefined {
  return count !== undefined && now > count ? { limit, count } : undefined
}
