import { describe, expect, it } from 'vitest'
import type { ContextMarks } from '../../../contract/context-mark.ts'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import { codeOf } from '../testing/code-of.ts'
import { commitOf, deltaOf, messageOf, recordOf, runOf, sessionOf, tipOf } from '../testing/store-fixture.ts'
import { agentEntry, shelfSchema, type Shelf } from '../../../contract/session.ts'
import type { SessionChange, Store } from './stores.ts'

const s1 = sessionIdOf('s1')
/** A time that no test lives to see. Times that are over are small numbers, so that no test needs to wait. */
const farFuture = 4_000_000_000_000

/** The obligations of `SessionStore` but for the list. */
export function describeSessions(stores: () => Store): void {
  describe('sessions', () => {
    it('creates a session and gives it back as it was', async () => {
      const session = sessionOf('s1', { title: 'Grüße 👋🏽 \u0000 漢字', titledByUser: true })
      expect(await stores().sessions.create(session)).toBe(true)
      expect(await stores().sessions.get(s1)).toStrictEqual(session)
    })

    it('keeps every field that a session may have, and takes each away again', async () => {
      const extras = {
        pinnedAt: 1,
        archivedAt: 2,
        ttlMs: 86_400_000,
        expiresAt: farFuture,
        folder: 'Reisen',
        tags: ['größer', '旅'],
        // As many as a script may have, and one of Parley's own beside them.
        metadata: {
          ...Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`key ${index}`, 'script "1"'])),
          [agentEntry]: 'agent-1',
        },
        marks: {
          changedAt: 3,
          items: [
            { messageId: messageIdOf('m1'), part: 0, mark: 'muted' },
            { messageId: messageIdOf('a:2.b_3'), part: 7, mark: 'shortened' },
          ],
        },
      } as const
      await stores().sessions.create(sessionOf('s1', extras))
      expect(await stores().sessions.get(s1)).toStrictEqual(sessionOf('s1', extras))
      const none = Object.fromEntries(Object.keys(extras).map((name) => [name, null]))
      expect(await stores().sessions.update(s1, none)).toStrictEqual(sessionOf('s1'))
      expect(await stores().sessions.update(s1, extras)).toStrictEqual(sessionOf('s1', extras))
    })

    it('replaces marks that nobody has changed since they were read, and no others', async () => {
      const replace = (since: number | undefined, at: number) =>
        stores().sessions.replaceMarks(s1, since, marksOf(at))
      expect(await replace(undefined, 4)).toBe(false)
      await stores().sessions.create(sessionOf('s1'))
      expect(await replace(4, 5)).toBe(false)
      expect(await replace(undefined, 1_796_000_000_001)).toBe(true)
      expect(await replace(undefined, 6)).toBe(false)
      expect(await replace(1_796_000_000_000, 6)).toBe(false)
      expect(await stores().sessions.get(s1)).toStrictEqual(
        sessionOf('s1', { marks: marksOf(1_796_000_000_001) }),
      )
      expect(await replace(1_796_000_000_001, 1_796_000_000_002)).toBe(true)
      expect(await stores().sessions.get(s1)).toMatchObject({ marks: { changedAt: 1_796_000_000_002 } })
    })

    it('refuses an id that is taken and changes nothing', async () => {
      await stores().sessions.create(sessionOf('s1', { archivedAt: 5 }))
      expect(await stores().sessions.create(sessionOf('s1', { title: 'Another' }))).toBe(false)
      expect(await stores().sessions.get(s1)).toMatchObject({ title: 'Chat s1', archivedAt: 5 })
    })

    it('S0-40 gives the id of a session in the trash to a new one, and both keep what is theirs', async () => {
      await stores().sessions.create(sessionOf('s1', { title: 'Old' }))
      await stores().log.commit(
        commitOf({ messages: [messageOf('m1', null)], session: tipOf('m1', 2000), events: [deltaOf(1)] }),
      )
      await stores().sessions.update(s1, { deletedAt: 5 })
      expect(await stores().sessions.create(sessionOf('s1', { title: 'New' }))).toBe(true)
      expect(await stores().sessions.get(s1)).toStrictEqual(sessionOf('s1', { title: 'New' }))
      expect(await stores().runs.listBySession(s1)).toStrictEqual([])
      const trash = await stores().sessions.list({ shelf: 'deleted', limit: 10 })
      expect(trash.sessions).toMatchObject([{ title: 'Old', deletedAt: 5, leafId: 'm1' }])
      expect(await stores().sessions.update(s1, { title: 'Newer' })).toMatchObject({ leafId: null })
      await stores().sessions.update(s1, { deletedAt: 6 })
      expect(await stores().sessions.get(s1)).toMatchObject({ title: 'Newer', deletedAt: 6 })
      expect(await stores().sessions.purge(s1)).toBe(true)
      expect(await stores().sessions.get(s1)).toMatchObject({ title: 'Old', deletedAt: 5 })
      expect(await stores().runs.listBySession(s1)).toStrictEqual([runOf('r1')])
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
      shelf: 'active',
      limit,
      ...(cursor !== undefined && { cursor }),
    })
    return { ids: sessions.map(({ id }) => String(id)), nextCursor }
  }

  describe('the list of sessions', () => {
    it('is empty at first', async () => {
      expect(await stores().sessions.list({ shelf: 'active', limit: 10 })).toStrictEqual({ sessions: [] })
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

    it('has each session on one shelf: trash before archive before pin', async () => {
      await stores().sessions.create(sessionOf('plain'))
      await stores().sessions.create(sessionOf('pinned', { pinnedAt: 1 }))
      await stores().sessions.create(sessionOf('archived', { pinnedAt: 1, archivedAt: 1 }))
      await stores().sessions.create(sessionOf('deleted', { pinnedAt: 1, archivedAt: 1, deletedAt: 1 }))
      const shelf = async (name: Shelf) =>
        (await stores().sessions.list({ shelf: name, limit: 10 })).sessions.map(({ id }) => String(id))
      expect(await Promise.all(shelfSchema.options.map(shelf))).toStrictEqual([
        ['plain'],
        ['pinned'],
        ['archived'],
        ['deleted'],
      ])
      await stores().sessions.update(sessionIdOf('deleted'), { deletedAt: null, archivedAt: null })
      await stores().sessions.update(sessionIdOf('plain'), { pinnedAt: 1 })
      await stores().sessions.update(sessionIdOf('pinned'), { pinnedAt: null })
      expect(await shelf('pinned')).toStrictEqual(['deleted', 'plain'])
      expect(await shelf('active')).toStrictEqual(['pinned'])
    })

    it('gives the sessions of one folder, over its pages', async () => {
      for (const [index, id] of ['a', 'b', 'c', 'd', 'e'].entries()) {
        const folder = index % 2 === 0 ? { folder: 'Work' } : {}
        await stores().sessions.create(sessionOf(id, { updatedAt: 100 - index, ...folder }))
      }
      const query = { shelf: 'active', folder: 'Work', limit: 2 } as const
      const first = await stores().sessions.list(query)
      expect(first.sessions.map(({ id }) => id)).toStrictEqual(['a', 'c'])
      const second = await stores().sessions.list({ ...query, cursor: first.nextCursor ?? '' })
      expect(second.sessions.map(({ id }) => id)).toStrictEqual(['e'])
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

/** The obligations of `SessionStore.purge` and `SessionStore.expire`. */
export function describeEnd(stores: () => Store): void {
  const ids = async (shelf: Shelf) =>
    (await stores().sessions.list({ shelf, limit: 10 })).sessions.map(({ id }) => String(id))
  const fill = async (id: string, change: SessionChange) => {
    const own = { run: runOf(`run-${id}`, { sessionId: sessionIdOf(id) }) }
    const inSession = { sessionId: sessionIdOf(id) }
    const message = messageOf(`message-${id}`, null, inSession)
    await stores().sessions.create(sessionOf(id))
    await stores().log.commit(
      commitOf({
        ...own,
        messages: [message],
        calls: [recordOf('c1', message.id, { ...inSession, runId: own.run.id })],
        events: [{ ...deltaOf(1, 'x', own.run.id), ...inSession }],
        session: tipOf(message.id, 1000),
      }),
    )
    await stores().sessions.update(sessionIdOf(id), change)
  }
  const remains = async (id: string) => ({
    message: (await stores().messages.get(messageIdOf(`message-${id}`))) !== undefined,
    run: (await stores().runs.get(runIdOf(`run-${id}`))) !== undefined,
    calls: (await stores().runs.listCalls(sessionIdOf(id))).length,
    events: (await stores().log.read(runIdOf(`run-${id}`), 0)).length,
  })
  const nothing = { message: false, run: false, calls: 0, events: 0 }

  describe('the end of a session', () => {
    it('purges what lies in the trash with all that belongs to it, and nothing else', async () => {
      await fill('s1', {})
      await fill('s2', {})
      expect(await stores().sessions.purge(s1)).toBe(false)
      await stores().sessions.update(s1, { deletedAt: 5 })
      expect(await stores().sessions.purge(s1)).toBe(true)
      expect(await stores().sessions.purge(s1)).toBe(false)
      expect(await stores().sessions.get(s1)).toBeUndefined()
      expect(await remains('s1')).toStrictEqual(nothing)
      expect(await remains('s2')).toStrictEqual({ message: true, run: true, calls: 1, events: 1 })
    })

    it('counts a session whose time is over as gone, whatever its shelf, and gives its id away', async () => {
      await fill('s1', { expiresAt: 1 })
      await fill('s2', { expiresAt: 1, pinnedAt: 1 })
      await fill('s3', { expiresAt: farFuture })
      expect(await stores().sessions.get(s1)).toBeUndefined()
      expect(await stores().sessions.update(s1, { title: 'Late' })).toBeUndefined()
      expect(await ids('active')).toStrictEqual(['s3'])
      expect(await ids('pinned')).toStrictEqual([])
      expect(await stores().sessions.create(sessionOf('s1', { title: 'Next' }))).toBe(true)
      expect(await stores().sessions.get(s1)).toMatchObject({ title: 'Next' })
    })

    it('S0-39 moves what is over to the trash, where the engine keeps it', async () => {
      await fill('s1', { expiresAt: 1 })
      await fill('s2', {})
      expect(await stores().sessions.expire(undefined)).toStrictEqual(['s1'])
      expect(await stores().sessions.expire(undefined)).toStrictEqual([])
      expect(await ids('deleted')).toStrictEqual(stores().capabilities.keepsExpired ? ['s1'] : [])
      expect(await ids('active')).toStrictEqual(['s2'])
      const kept = { message: true, run: true, calls: 1, events: 1 }
      expect(await remains('s1')).toStrictEqual(stores().capabilities.keepsExpired ? kept : nothing)
    })

    it('keeps a session in the trash though its time is over, and gives it back with a new one', async () => {
      await fill('s1', { deletedAt: 5, expiresAt: 1 })
      expect(await stores().sessions.expire(undefined)).toStrictEqual([])
      expect(await ids('deleted')).toStrictEqual(['s1'])
      const back = await stores().sessions.update(s1, { deletedAt: null, expiresAt: farFuture })
      expect(back).toMatchObject({ id: 's1', expiresAt: farFuture })
      expect(await remains('s1')).toMatchObject({ message: true, run: true })
    })

    it('puts the end off with a commit', async () => {
      await stores().sessions.create(sessionOf('s1', { ttlMs: 1000, expiresAt: farFuture }))
      const session = { ...tipOf('m1', 2000), expiresAt: farFuture + 1 }
      await stores().log.commit(commitOf({ messages: [messageOf('m1', null)], session }))
      expect(await stores().sessions.get(s1)).toMatchObject({ ttlMs: 1000, expiresAt: farFuture + 1 })
    })

    it('purges what has lain in the trash since before a time', async () => {
      await fill('old', { deletedAt: 5 })
      await fill('new', { deletedAt: 15 })
      expect(await stores().sessions.expire(10)).toStrictEqual(['old'])
      expect(await ids('deleted')).toStrictEqual(['new'])
      expect(await remains('old')).toStrictEqual(nothing)
    })
  })
}

function marksOf(changedAt: number): ContextMarks {
  return { changedAt, items: [{ messageId: messageIdOf('m1'), part: 0, mark: 'muted' }] }
}
