import type { Tool } from './define-tool.ts'
import { createFetchUrl } from './fetch-url.ts'
import { createGuardedFetch } from './fetching/guarded-fetch.ts'
import { systemReach, type Reach } from './fetching/reach.ts'
import { createGetWeather } from './get-weather.ts'
import { createSearchWeb, type SearchNeeds } from './search/search-web.ts'
import { createGetStockPrice } from './stocks/get-stock-price.ts'

/** Services answer in seconds and kilobytes, or not at all. */
const serviceLimits = { wholeMs: 20_000, bodyBytes: 2_000_000 }

export interface NetworkToolNeeds extends Omit<SearchNeeds, 'fetch'> {
  readonly userAgent: string
  readonly proxyFor: Reach['proxyFor']
}

/** The built-in tools that use the network, all through one guard. */
export function networkTools({ userAgent, proxyFor, ...choice }: NetworkToolNeeds): readonly Tool[] {
  const reach = { ...systemReach, proxyFor }
  const fetch = createGuardedFetch(reach, userAgent, serviceLimits)
  return [
    createFetchUrl(createGuardedFetch(reach, userAgent)),
    createGetWeather(fetch),
    createSearchWeb({ ...choice, fetch }),
    createGetStockPrice({ ...choice, fetch }),
  ]
}
