import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import { createMarkParts } from '../context/mark-parts.ts'
import { commitOf, deltaOf, messageOf, runOf, sessionOf, tipOf } from '../testing/store-fixture.ts'
import { describeSharedAttachments } from './attachment-store.conformance.ts'
import type { StoreUnderTest } from './store-under-test.ts'
import type { Store } from './stores.ts'

const s1 = sessionIdOf('s1')

/** What several processes on one engine may rely on. */
export function describeSharing(tested: () => StoreUnderTest, gap: string | undefined): void {
  describe.skipIf(gap)(`several processes${gap ? ` (none: ${gap})` : ''}`, () => {
    let other: Store
    beforeEach(async () => {
      const second = await tested().openSecond?.()
      if (!second) throw new Error('this engine is not shared: declare a gap')
      other = second
    })
    afterEach(() => other.close())

    it('sees at once what the other wrote', async () => {
      await tested().store.sessions.create(sessionOf('s1'))
      expect(await other.sessions.get(s1)).toStrictEqual(sessionOf('s1'))
      await other.log.commit(commitOf({ messages: [messageOf('m1', null)], session: tipOf('m1', 2000) }))
      expect(await tested().store.messages.path(messageIdOf('m1'))).toStrictEqual([messageOf('m1', null)])
      expect(await tested().store.sessions.get(s1)).toMatchObject({ leafId: 'm1' })
    })

    it('lets one of many creations of the same id win', async () => {
      const stores = [tested().store, other]
      const wins = await Promise.all(
        Array.from({ length: 10 }, (_, index) => index).flatMap((index) =>
          stores.map((store) => store.sessions.create(sessionOf('s1', { title: `Try ${index}` }))),
        ),
      )
      expect(wins.filter(Boolean)).toHaveLength(1)
    })

    it('loses no mark when both mark parts of one chat at once', async () => {
      const parts = Array.from({ length: 6 }, (_, index): Part => ({ type: 'text', text: `Part ${index}` }))
      await other.sessions.create(sessionOf('s1'))
      await other.log.commit(commitOf({ messages: [messageOf('m1', null, { parts })] }))
      const markers = [tested().store, other].map((store) => createMarkParts(store, { now: () => 5 }))
      const marked = markers.flatMap((mark, which) =>
        [0, 2, 4].map((part) => mark(s1, [{ messageId: messageIdOf('m1'), part: part + which }], 'muted')),
      )
      await Promise.all(marked)
      const session = await tested().store.sessions.get(s1)
      expect(session?.marks?.items.map(({ part }) => part).toSorted()).toStrictEqual([0, 1, 2, 3, 4, 5])
    })

    it('loses nothing when both write into one session at once', async () => {
      const stores = [tested().store, other]
      await tested().store.sessions.create(sessionOf('s1'))
      const numbers = Array.from({ length: 40 }, (_, index) => index + 1)
      await Promise.all(
        stores.map(async (store, which) => {
          const run = runOf(`r${which}`)
          for (const seq of numbers) {
            const id = `${which}-${seq}`
            await store.log.commit(
              commitOf({
                run,
                events: [deltaOf(seq, id, run.id)],
                messages: [messageOf(id, null)],
                session: tipOf(id, seq),
                durable: false,
              }),
            )
          }
        }),
      )
      for (const which of [0, 1]) {
        const events = await tested().store.log.read(runIdOf(`r${which}`), 0)
        expect(events.map(({ seq }) => seq)).toStrictEqual(numbers)
      }
      const bundle = await other.transfer.read(s1)
      expect(bundle?.messages).toHaveLength(80)
    })

    describeSharedAttachments(tested, () => other)

    it('leaves the runs of a living process to it, and gives those of an ended one to one other', async () => {
      await tested().store.sessions.create(sessionOf('s1'))
      await other.log.commit(commitOf({ run: runOf('theirs') }))
      await tested().store.log.commit(commitOf({ run: runOf('ours') }))
      expect((await tested().store.runs.claimOpen()).map(({ id }) => id)).toStrictEqual(['ours'])
      await other.close()
      const third = await tested().openSecond?.()
      const claims = await Promise.all([tested().store.runs.claimOpen(), third?.runs.claimOpen()])
      await third?.close()
      const ids = claims.flatMap((runs) => (runs ?? []).map(({ id }) => String(id)))
      expect(ids.filter((id) => id === 'theirs')).toStrictEqual(['theirs'])
    })
  })
}
