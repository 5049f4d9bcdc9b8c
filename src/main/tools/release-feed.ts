import { z } from 'zod'
import type { ReleaseFeed } from '../core/ports/release-feed.ts'
import { askForJson } from './fetching/ask-service.ts'
import { createGuardedFetch } from './fetching/guarded-fetch.ts'
import { systemReach, type Reach } from './fetching/reach.ts'

/** Lists of releases with their notes: seconds and some megabytes. */
const limits = { wholeMs: 20_000, bodyBytes: 5_000_000 }

/** Reads releases through the guard of everything else that Parley asks for. */
export function createReleaseFeed(userAgent: string, proxyFor: Reach['proxyFor']): ReleaseFeed {
  const fetch = createGuardedFetch({ ...systemReach, proxyFor }, userAgent, limits)
  return {
    read(address, signal) {
      const { host, origin } = new URL(address)
      // The user named it, so it may lie in a network of his own.
      const request = {
        name: host,
        url: address,
        localOrigin: origin,
        headers: { accept: 'application/json' },
      }
      return askForJson(
        fetch,
        request,
        z.unknown().refine((answer) => answer !== undefined),
        signal,
      )
    },
  }
}
