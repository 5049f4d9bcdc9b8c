import { describe, expect, it } from 'vitest'
import { messageIdOf, sessionIdOf } from '../../../contract/id.ts'
import { codeOf } from '../testing/code-of.ts'
import { commitOf, messageOf, sessionOf } from '../testing/store-fixture.ts'
import type { Store } from './stores.ts'

const s1 = sessionIdOf('s1')

/** The obligations of `SessionStore` but for the list. */
export function describeSessions(stores: () => Store): void {
  describe('sessions', () => {
    it('creates a session and gives it back as it was', async () => {
      const session = sessionOf('s1', { title: 'Grüße 👋🏽 \u0000 漢字', titledByUser: true })
      expect(await stores().sessions.create(session)).toBe(true)
      expect(await stores().sessions.get(s1)).toStrictEqual(session)
    })

    it('refuses an id that is taken, even by a session in the trash, and changes nothing', async () => {
      await stores().sessions.create(sessionOf('s1', { deletedAt: 5 }))
      expect(await stores().sessions.create(sessionOf('s1', { title: 'Another' }))).toBe(false)
      expect(await stores().sessions.get(s1)).toMatchObject({ title: 'Chat s1', deletedAt: 5 })
    })

    it('knows nothing of a session that was never made', async () => {
      expect(await stores().sessions.get(s1)).toBeUndefined()
      expect(await stores().sessions.update(s1, { title: 'None' })).toBeUndefined()
      expect(await stores().sessions.get(s1)).toBeUndefined()
    })

    it('replaces the named fields only, and gives the session', async () => {
      await stores().sessions.create(sessionOf('s1'))
      const changed = await stores().sessions.update(s1, { title: 'Mine', titledByUser: true })
      expect(changed).toStrictEqual(sessionOf('s1', { title: 'Mine', titledByUser: true }))
      expect(await stores().sessions.update(s1, { titledByUser: false, updatedAt: 0 })).toStrictEqual(
        sessionOf('s1', { title: 'Mine', updatedAt: 0 }),
      )
      expect(await stores().sessions.update(s1, {})).toStrictEqual(await stores().sessions.get(s1))
    })

    it('moves a session to the trash and back without touching its time of change', async () => {
      await stores().sessions.create(sessionOf('s1'))
      expect(await stores().sessions.update(s1, { deletedAt: 7000 })).toStrictEqual(
        sessionOf('s1', { deletedAt: 7000 }),
      )
      expect(await stores().sessions.update(s1, { title: 'In the trash' })).toMatchObject({ deletedAt: 7000 })
      expect(await stores().sessions.update(s1, { title: 'Chat s1', deletedAt: null })).toStrictEqual(
        sessionOf('s1'),
      )
    })

    it('changes the tip of a session', async () => {
      await stores().sessions.create(sessionOf('s1'))
      await stores().log.commit(commitOf({ messages: [messageOf('m1', null)] }))
      expect(await stores().sessions.update(s1, { leafId: messageIdOf('m1') })).toMatchObject({
        leafId: 'm1',
      })
    })
  })
}

/** The obligations of `SessionStore.list`. */
export function describeList(stores: () => Store): void {
  const create = async (...sessions: readonly (readonly [id: string, updatedAt: number])[]) => {
    for (const [id, updatedAt] of sessions) await stores().sessions.create(sessionOf(id, { updatedAt }))
  }
  const page = async (limit: number, cursor?: string) => {
    const { sessions, nextCursor } = await stores().sessions.list({
      deleted: false,
      limit,
      ...(cursor !== undefined && { cursor }),
    })
    return { ids: sessions.map(({ id }) => String(id)), nextCursor }
  }

  describe('the list of sessions', () => {
    it('is empty at first', async () => {
      expect(await stores().sessions.list({ deleted: false, limit: 10 })).toStrictEqual({ sessions: [] })
    })

    it('has the newest change first and ties by id', async () => {
      await create(['b', 2000], ['c', 1000], ['a', 2000], ['B', 2000], ['d', 3000])
      expect(await page(10)).toStrictEqual({ ids: ['d', 'B', 'a', 'b', 'c'], nextCursor: undefined })
    })

    it('gives every session once over its pages, ties at the border included', async () => {
      await create(['a', 5], ['b', 5], ['c', 5], ['d', 5], ['e', 4])
      const first = await page(2)
      const second = await page(2, first.nextCursor)
      const third = await page(2, second.nextCursor)
      expect([first.ids, second.ids, third]).toStrictEqual([
        ['a', 'b'],
        ['c', 'd'],
        { ids: ['e'], nextCursor: undefined },
      ])
    })

    it('names no next page when the last one is exactly full', async () => {
      await create(['a', 2], ['b', 1])
      expect(await page(2)).toStrictEqual({ ids: ['a', 'b'], nextCursor: undefined })
    })

    it('goes on from the same place while sessions come and go', async () => {
      await create(['a', 50], ['b', 40], ['c', 30], ['d', 20])
      const { nextCursor } = await page(2)
      await create(['new', 60])
      await stores().sessions.update(sessionIdOf('b'), { deletedAt: 1 })
      await stores().sessions.update(sessionIdOf('a'), { updatedAt: 70 })
      expect((await page(2, nextCursor)).ids).toStrictEqual(['c', 'd'])
    })

    it('keeps the trash apart', async () => {
      await create(['a', 2], ['b', 1])
      await stores().sessions.update(sessionIdOf('a'), { deletedAt: 9 })
      const trash = await stores().sessions.list({ deleted: true, limit: 10 })
      expect(trash.sessions.map(({ id }) => id)).toStrictEqual(['a'])
      expect((await page(10)).ids).toStrictEqual(['b'])
      await stores().sessions.update(sessionIdOf('a'), { deletedAt: null })
      expect((await page(10)).ids).toStrictEqual(['a', 'b'])
    })

    it('refuses a cursor that it did not make', async () => {
      expect(await codeOf(page(1, 'not-a-cursor'))).toBe('input-invalid')
    })

    it('makes a cursor of at most 200 characters even for the longest id', async () => {
      const last = Number.MAX_SAFE_INTEGER - 1
      await create(['x'.repeat(128), last], ['y'.repeat(128), last - 1])
      const { nextCursor = '' } = await page(1)
      expect(nextCursor.length).toBeLessThanOrEqual(200)
      expect((await page(1, nextCursor)).ids).toStrictEqual(['y'.repeat(128)])
    })
  })
}
