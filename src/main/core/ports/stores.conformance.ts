import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import { codeOf } from '../testing/code-of.ts'
import { commitOf, deltaOf, messageOf, recordOf, runOf, sessionOf, tipOf } from '../testing/store-fixture.ts'
import { describeAttachments, hashOf, note } from './attachment-store.conformance.ts'
import { describeLog } from './stores-log.conformance.ts'
import { describeMessages, describeRuns } from './stores-runs.conformance.ts'
import { describePages } from './stores-pages.conformance.ts'
import { describeSearch } from './stores-search.conformance.ts'
import { describeEnd, describeList, describeSessions } from './stores-sessions.conformance.ts'
import { describeSharing } from './stores-sharing.conformance.ts'
import { describeTransfer } from './stores-transfer.conformance.ts'
import { describeUsage } from './stores-usage.conformance.ts'
import type { Store } from './stores.ts'
import type { StoreUnderTest } from './store-under-test.ts'

/** What an engine cannot do, each with its reason. */
export interface StoreGaps {
  readonly durability?: string
  readonly sharing?: string
}

/** Every obligation of `stores.ts` as a test, for one engine. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>, gaps: StoreGaps = {}): void {
  describe(`store: ${name}`, () => {
    let tested: StoreUnderTest
    const stores = () => tested.store
    beforeEach(async () => {
      tested = await open()
    })
    afterEach(() => tested.dispose())

    describeSessions(stores)
    describeList(stores)
    describeEnd(stores)
    describeMessages(stores)
    describeRuns(stores)
    describePages(stores)
    describeUsage(stores)
    describeLog(stores)
    describeTransfer(stores)
    describeSearch(stores)
    describeAttachments(stores)
    describeClosing(stores)
    describeDurability(() => tested, gaps.durability)
    describeSharing(() => tested, gaps.sharing)
  })
}

const s1 = sessionIdOf('s1')

function describeClosing(stores: () => Store): void {
  describe('closing', () => {
    it('finishes what was begun', async () => {
      const created = stores().sessions.create(sessionOf('s1'))
      const committed = stores().log.commit(commitOf({ events: [deltaOf(1)] }))
      await stores().close()
      expect(await created).toBe(true)
      await expect(committed).resolves.toBeUndefined()
    })

    it('rejects every later call', async () => {
      const { sessions, messages, runs, log, transfer, search, attachments } = stores()
      await stores().close()
      const late = [
        sessions.create(sessionOf('s1')),
        sessions.get(s1),
        sessions.list({ shelf: 'active', limit: 1 }),
        sessions.update(s1, {}),
        sessions.replaceMarks(s1, undefined, { changedAt: 1, items: [] }),
        sessions.purge(s1),
        sessions.expire(undefined),
        messages.get(messageIdOf('m1')),
        messages.path(messageIdOf('m1')),
        messages.pathIds(messageIdOf('m1')),
        messages.newestLeaf(messageIdOf('m1')),
        runs.get(runIdOf('r1')),
        runs.claimOpen(),
        runs.listBySession(s1),
        runs.listCalls(s1),
        runs.ofMessages([messageOf('m1', null)]),
        runs.costOf(s1),
        runs.usageBySession({ limit: 1 }),
        log.commit(commitOf()),
        log.read(runIdOf('r1'), 0),
        transfer.read(s1),
        transfer.count(),
        transfer.write({ session: sessionOf('s1'), messages: [], runs: [], calls: [], events: [] }),
        search.search({ text: 'x', order: 'recent', limit: 1 }),
        attachments.put(hashOf(note), note),
        attachments.get(hashOf(note)),
        attachments.touch([hashOf(note)]),
        attachments.sweep(0),
      ]
      const codes = await Promise.all(late.map((call) => codeOf(call)))
      expect(codes).toStrictEqual(late.map(() => 'storage-failed'))
    })

    it('may be asked for twice, at once and later', async () => {
      await Promise.all([stores().close(), stores().close()])
      await expect(stores().close()).resolves.toBeUndefined()
    })
  })
}

function describeDurability(tested: () => StoreUnderTest, gap: string | undefined): void {
  const commits = [
    commitOf({ messages: [messageOf('m1', null)], events: [deltaOf(1)], session: tipOf('m1', 2000) }),
    commitOf({ calls: [recordOf('c1', 'm1')], events: [deltaOf(2)], durable: false }),
  ]
  const everything = {
    session: sessionOf('s1', { leafId: messageIdOf('m1'), updatedAt: 2000 }),
    path: [messageOf('m1', null)],
    openRuns: [runOf('r1')],
    calls: [recordOf('c1', 'm1')],
    events: [deltaOf(1), deltaOf(2)],
  }

  describe.skipIf(gap)(`durability${gap ? ` (none: ${gap})` : ''}`, () => {
    it('keeps everything over a close', async () => {
      const { store } = tested()
      await store.sessions.create(sessionOf('s1'))
      for (const commit of commits) await store.log.commit(commit)
      expect(await contentOf(await tested().reopen())).toStrictEqual(everything)
    })

    it('DU-01 keeps what was committed when the process is killed, durable or not', async () => {
      const store = await tested().reopenAfterKill(sessionOf('s1'), commits)
      expect(await contentOf(store)).toStrictEqual(everything)
    }, 20_000)
  })
}

async function contentOf(store: Store): Promise<object> {
  return {
    session: await store.sessions.get(s1),
    path: await store.messages.path(messageIdOf('m1')),
    openRuns: await store.runs.claimOpen(),
    calls: await store.runs.listCalls(s1),
    events: await store.log.read(runIdOf('r1'), 0),
  }
}
