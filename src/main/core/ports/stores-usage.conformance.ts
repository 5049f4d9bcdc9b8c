import { beforeEach, describe, expect, it } from 'vitest'
import { providerIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Run } from '../../../contract/run.ts'
import { runOf, sessionOf } from '../testing/store-fixture.ts'
import type { Store } from './stores.ts'

const asking = (providerId: string) => ({
  options: { ...runOf('r').options, providerId: providerIdOf(providerId) },
})
const used = (inputTokens: number, outputTokens: number) => ({ inputTokens, outputTokens })

/** The obligation of `RunStore.usageBySession`. */
export function describeUsage(stores: () => Store): void {
  const write = (id: string, runs: readonly Run[], change: Parameters<typeof sessionOf>[1] = {}) =>
    stores().transfer.write({
      session: sessionOf(id, { updatedAt: 5000, ...change }),
      messages: [],
      runs: runs.map((run) => ({ ...run, sessionId: sessionIdOf(id), status: 'completed' as const })),
      calls: [],
      events: [],
    })
  const ids = async (query: Partial<Parameters<Store['runs']['usageBySession']>[0]> = {}) =>
    (await stores().runs.usageBySession({ limit: 10, ...query })).sessions.map(({ sessionId }) => sessionId)

  describe('usage by session', () => {
    beforeEach(async () => {
      await write('cheap', [
        runOf('r1', { cost: 0.25, usage: { ...used(10, 5), reasoningTokens: 3, cacheReadTokens: 4 } }),
        runOf('r2', {
          ...asking('openai'),
          createdAt: 3000,
          usage: { ...used(100, 50), cacheWriteTokens: 6, reasoningTokens: 2 },
        }),
        runOf('r3', { ...asking('openai'), createdAt: 4000 }),
      ])
      await write('dear', [runOf('r4', { cost: 1.5, usage: used(1, 1) })], { pinnedAt: 1 })
      await write('free-b', [runOf('r5', { usage: used(7, 7) })], { archivedAt: 1 })
      await write('free-a', [runOf('r6', { usage: used(7, 7) })])
      await write('free-more', [runOf('r7', { usage: used(8, 7) })])
      await write('gone', [runOf('r8', { cost: 9, usage: used(1, 1) })], { deletedAt: 5000 })
      await write('silent', [])
    })

    it('sums what the runs of a session used, and counts apart those without a price', async () => {
      const { sessions, complete } = await stores().runs.usageBySession({ limit: 10 })
      expect(complete).toBe(true)
      expect(sessions.find(({ sessionId }) => sessionId === 'cheap')).toStrictEqual({
        sessionId: 'cheap',
        title: 'Chat cheap',
        runs: 3,
        // The third used nothing, so it has no price that one could miss.
        unpriced: 1,
        cost: 0.25,
        usage: { ...used(110, 55), reasoningTokens: 5, cacheReadTokens: 4, cacheWriteTokens: 6 },
      })
    })

    it('counts what the built-in model did as free, not as without a price', async () => {
      const { sessions } = await stores().runs.usageBySession({ limit: 10 })
      expect(sessions.find(({ sessionId }) => sessionId === 'free-a')).toMatchObject({ unpriced: 0, cost: 0 })
    })

    it('puts the dearest first, then the most tokens, then the id; nothing of the trash', async () => {
      expect(await ids()).toStrictEqual(['dear', 'cheap', 'free-more', 'free-a', 'free-b'])
      expect(await ids({ limit: 2 })).toStrictEqual(['dear', 'cheap'])
    })

    it('counts only runs that were begun at a time or later', async () => {
      const { sessions } = await stores().runs.usageBySession({ from: 3000, limit: 10 })
      expect(sessions).toMatchObject([{ sessionId: 'cheap', runs: 2, unpriced: 1, cost: 0 }])
    })
  })
}
