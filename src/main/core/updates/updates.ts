import type { Release } from '../../../contract/updates.ts'
import { failureFrom, ParleyError, reasonOf } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ReleaseFeed } from '../ports/release-feed.ts'
import type { SettingsBook } from '../provider/settings.ts'
import { newestRelease } from './newest-release.ts'

export interface UpdatesOptions {
  readonly book: Pick<SettingsBook, 'current' | 'update'>
  readonly feed: ReleaseFeed
  readonly clock: Clock
  readonly log: Log
  /** The version that runs. */
  readonly version: string
}

/** Looks for a newer version where the user says, and tells. */
export interface Updates {
  /** Asks the feed now. Throws `updates-no-feed`, `updates-unreachable`, `updates-not-understood`. */
  check(): Promise<Release>
  /** Looks once a day while the user wishes it, and calls when something newer is there. Returns what ends it. */
  watch(onFound: (release: Release) => void): () => void
}

const dayMs = 86_400_000
/** How long after the start the first look is, and how long apart the wish is looked at, in milliseconds. */
const firstLookMs = 20_000
const pauseMs = 3_600_000

export function createUpdates({ book, feed, clock, log, version }: UpdatesOptions): Updates {
  const leaving = new AbortController()
  const check = async () => {
    const address = book.current().updates.feed
    if (!address) throw new ParleyError('updates-no-feed')
    const answer = await feed.read(address, leaving.signal).catch((error: unknown) => {
      throw new ParleyError('updates-unreachable', { params: { detail: reasonOf(error) } })
    })
    await book.update({ updates: { ...book.current().updates, lookedAt: clock.now() } })
    const release = readRelease(answer, version)
    if (!release) throw new ParleyError('updates-not-understood')
    return release
  }
  return {
    check,
    watch(onFound) {
      let stopped = false
      const look = async () => {
        const { daily, feed: address, lookedAt = 0 } = book.current().updates
        if (daily && address && clock.now() - lookedAt >= dayMs) {
          try {
            const release = await check()
            if (release.newer) onFound(release)
          } catch (error) {
            log.warn('updates-not-looked', { code: failureFrom(error).code })
          }
        }
        if (!stopped) cancel = clock.after(pauseMs, () => void look())
      }
      let cancel = clock.after(firstLookMs, () => void look())
      return () => {
        stopped = true
        cancel()
        leaving.abort()
      }
    },
  }
}

function readRelease(answer: unknown, version: string): Release | undefined {
  try {
    return newestRelease(answer, version)
  } catch {
    return undefined
  }
}
