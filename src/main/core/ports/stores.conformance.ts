import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Session } from '../../../contract/session.ts'
import { codeOf } from '../testing/code-of.ts'
import { commitOf, deltaOf, messageOf, recordOf, runOf, sessionOf, tipOf } from '../testing/store-fixture.ts'
import { describeLog } from './stores-log.conformance.ts'
import { describeMessages, describeRuns } from './stores-runs.conformance.ts'
import { describeList, describeSessions } from './stores-sessions.conformance.ts'
import type { RunCommit, Store } from './stores.ts'

/** One empty store, and what is needed to look at it from outside. */
export interface StoreUnderTest {
  readonly store: Store
  /** Closes the store and opens it again over the same data. */
  reopen(): Promise<Store>
  /** Writes in another process, which dies without a word right after the last write, and opens the store over it. */
  reopenAfterKill(session: Session, commits: readonly RunCommit[]): Promise<Store>
  /** Closes everything and removes the data. */
  dispose(): Promise<void>
}

/** What an engine cannot do, each with its reason. */
export interface StoreGaps {
  readonly durability?: string
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
    describeMessages(stores)
    describeRuns(stores)
    describeLog(stores)
    describeClosing(stores)
    describeDurability(() => tested, gaps.durability)
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
      const { sessions, messages, runs, log } = stores()
      await stores().close()
      const late = [
        sessions.create(sessionOf('s1')),
        sessions.get(s1),
        sessions.list({ deleted: false, limit: 1 }),
        sessions.update(s1, {}),
        messages.get(messageIdOf('m1')),
        messages.path(messageIdOf('m1')),
        runs.get(runIdOf('r1')),
        runs.listOpen(),
        runs.listBySession(s1),
        runs.listCalls(s1),
        log.commit(commitOf()),
        log.read(runIdOf('r1'), 0),
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
    openRuns: await store.runs.listOpen(),
    calls: await store.runs.listCalls(s1),
    events: await store.log.read(runIdOf('r1'), 0),
  }
}
