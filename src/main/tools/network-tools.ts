import type { Tool } from './define-tool.ts'
import { createFetchUrl } from './fetch-url.ts'
import { createGuardedFetch } from './fetching/guarded-fetch.ts'
import { systemReach, type Reach } from './fetching/reach.ts'

export interface NetworkToolNeeds {
  readonly userAgent: string
  readonly proxyFor: Reach['proxyFor']
}

/** The built-in tools that use the network, all through one guard. */
export function networkTools({ userAgent, proxyFor }: NetworkToolNeeds): readonly Tool[] {
  const fetch = createGuardedFetch({ ...systemReach, proxyFor }, userAgent)
  return [createFetchUrl(fetch)]
}
