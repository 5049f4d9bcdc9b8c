import { describe, expect, test, vi } from 'vitest'
import { noOverrides } from '../ports/overrides.ts'
import { createSettingsBook } from '../provider/settings.ts'
import { codeOf } from '../testing/code-of.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { silentLog } from '../testing/fake-log.ts'
import { fakeSettings } from '../testing/fake-providers.ts'
import { compareVersions, newestRelease } from './newest-release.ts'
import { createUpdates } from './updates.ts'

const address = 'https://releases.example/list'
const release = {
  tag_name: 'v1.3.0',
  html_url: 'https://releases.example/1.3.0',
  body: '# New',
  published_at: '2026-11-20T00:00:00Z',
}

function setUp(updates: { feed?: string; daily?: boolean }, answer: () => Promise<unknown>) {
  const clock = createFakeClock(10 * 86_400_000)
  const book = createSettingsBook(
    fakeSettings({ updates: { feed: address, daily: false, ...updates } }),
    noOverrides,
  )
  const read = vi.fn<() => Promise<unknown>>(answer)
  return {
    book,
    clock,
    read,
    updates: createUpdates({ book, clock, feed: { read }, log: silentLog, version: '1.2.0' }),
  }
}

describe('versions', () => {
  test('are compared as semantic versions, not as words', () => {
    const sorted = ['v1.10.0', '1.9', '1.10.0-beta.2', '1.10.0-beta.11', '2.0.0', '1.9.1+build'].toSorted(
      compareVersions,
    )
    expect(sorted).toEqual(['1.9', '1.9.1+build', '1.10.0-beta.2', '1.10.0-beta.11', 'v1.10.0', '2.0.0'])
  })

  test('EL-23 the newest finished one of a list counts, whatever its order', () => {
    const rows = [
      { tag_name: 'v1.1.0' },
      { tag_name: 'v9.0.0', prerelease: true },
      release,
      { tag_name: '8', draft: true },
    ]
    expect(newestRelease(rows, '1.2.0')).toEqual({
      version: '1.3.0',
      newer: true,
      notes: '# New',
      page: release.html_url,
      publishedAt: Date.UTC(2026, 10, 20),
    })
    expect(newestRelease(release, '1.3.0')).toMatchObject({ newer: false })
    expect(newestRelease([], '1.3.0')).toBeUndefined()
  })
})

describe('looking for updates', () => {
  test('nothing is asked for without a place, or without being asked', async () => {
    const { clock, read, updates } = setUp({ feed: '' }, async () => release)
    expect(await codeOf(updates.check())).toBe('updates-no-feed')
    const other = setUp({}, async () => release)
    other.updates.watch(() => undefined)
    other.clock.advance(3 * 86_400_000)
    clock.advance(1)
    expect([read.mock.calls, other.read.mock.calls]).toEqual([[], []])
  })

  test('EL-23 a place that does not answer and one that answers something else are told apart', async () => {
    const silent = setUp({}, () => Promise.reject(new Error('releases.example could not be reached')))
    await expect(silent.updates.check()).rejects.toMatchObject({
      failure: {
        code: 'updates-unreachable',
        params: { detail: 'releases.example could not be reached' },
      },
    })
    expect(silent.book.current().updates.lookedAt).toBeUndefined()
    expect(await codeOf(setUp({}, async () => ({ message: 'Not Found' })).updates.check())).toBe(
      'updates-not-understood',
    )
  })

  test('where it is wished the place is asked once a day, and what is newer is told', async () => {
    const { book, clock, read, updates } = setUp({ daily: true }, async () => release)
    const found = vi.fn<() => void>()
    const stop = updates.watch(found)
    clock.advance(20_000)
    await vi.waitFor(() => expect(found).toHaveBeenCalledTimes(1))
    expect(book.current().updates.lookedAt).toBe(clock.now())
    for (let hour = 0; hour < 23; hour += 1) {
      clock.advance(3_600_000)
      await vi.waitFor(() => expect(clock.waiting()).toBe(1))
    }
    expect(read).toHaveBeenCalledTimes(1)
    clock.advance(2 * 3_600_000)
    await vi.waitFor(() => expect(found).toHaveBeenCalledTimes(2))
    stop()
    expect(clock.waiting()).toBe(0)
  })
})
