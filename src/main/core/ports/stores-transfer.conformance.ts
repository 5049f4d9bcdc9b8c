import { describe, expect, it } from 'vitest'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { SessionBundle } from '../../../contract/session-bundle.ts'
import { deltaOf, messageOf, recordOf, runOf, sessionOf } from '../testing/store-fixture.ts'
import type { Store } from './stores.ts'

const s1 = sessionIdOf('s1')

/** A session with two branches, an open and an ended run, calls and events out of the order of their ids. */
const bundle: SessionBundle = {
  session: sessionOf('s1', { leafId: messageIdOf('b'), tags: ['one'], folder: 'F', titledByUser: true }),
  messages: [
    messageOf('m1', null),
    messageOf('b', 'm1', { role: 'assistant', runId: runIdOf('r2'), finishReason: 'stop' }),
    messageOf('a', 'm1', { role: 'assistant', runId: runIdOf('r1'), model: 'demo-1' }),
  ],
  runs: [runOf('r2', { status: 'completed', endedAt: 5 }), runOf('r1', { status: 'failed', endedAt: 6 })],
  calls: [recordOf('z', 'a', { status: 'completed', result: '{}' }), recordOf('c', 'a')],
  events: [deltaOf(1, 'of r2', 'r2'), deltaOf(1), deltaOf(2, '\u0000 \ud83d')],
}

const empty = { messages: [], runs: [], calls: [], events: [] }

/** The obligations of `SessionTransfer`. */
export function describeTransfer(stores: () => Store): void {
  describe('whole sessions', () => {
    it('writes a bundle and reads the same one back', async () => {
      expect(await stores().transfer.write(bundle)).toBe(true)
      expect(await stores().transfer.read(s1)).toStrictEqual(bundle)
      expect(await stores().runs.get(runIdOf('r2'))).toStrictEqual(bundle.runs[0])
      expect(await stores().messages.path(messageIdOf('b'))).toStrictEqual(bundle.messages.slice(0, 2))
      expect(await stores().log.read(runIdOf('r1'), 1)).toStrictEqual([bundle.events[2]])
    })

    it('writes nothing when the id is taken', async () => {
      await stores().sessions.create(sessionOf('s1', { title: 'Mine' }))
      expect(await stores().transfer.write(bundle)).toBe(false)
      expect(await stores().sessions.get(s1)).toMatchObject({ title: 'Mine' })
      expect(await stores().messages.get(messageIdOf('m1'))).toBeUndefined()
      expect(await stores().runs.listBySession(s1)).toStrictEqual([])
    })

    it('writes what lies in the trash beside a session of the same id', async () => {
      await stores().sessions.create(sessionOf('s1', { title: 'Mine' }))
      const session = { ...bundle.session, deletedAt: 5 }
      expect(await stores().transfer.write({ ...bundle, session })).toBe(true)
      expect(await stores().sessions.get(s1)).toMatchObject({ title: 'Mine' })
      const { sessions } = await stores().sessions.list({ shelf: 'deleted', limit: 10 })
      expect(sessions).toStrictEqual([session])
    })

    it('writes nothing of a bundle that does not hold together', async () => {
      const stray = messageOf('stray', 'nowhere')
      const written = stores().transfer.write({ ...bundle, messages: [...bundle.messages, stray] })
      await expect(written).rejects.toMatchObject({ failure: { code: 'storage-failed' } })
      expect(await stores().sessions.get(s1)).toBeUndefined()
      expect(await stores().messages.get(messageIdOf('m1'))).toBeUndefined()
    })

    it('writes nothing that belongs to another session', async () => {
      await stores().transfer.write(bundle)
      const session = sessionOf('s9', { createdAt: 9000 })
      const own = { sessionId: session.id }
      const first = messageOf('m9', null, own)
      const taken = [
        { ...empty, session, messages: [first, messageOf('a', 'm9', own)] },
        { ...empty, session, messages: [first, messageOf('m1', null, own)] },
        { ...empty, session, messages: [first], runs: [runOf('r1', own)] },
      ]
      for (const other of taken) {
        const written = stores().transfer.write(other)
        await expect(written).rejects.toMatchObject({ failure: { code: 'storage-failed' } })
      }
      expect(await stores().sessions.get(session.id)).toBeUndefined()
      expect(await stores().messages.get(first.id)).toBeUndefined()
      expect(await stores().transfer.read(s1)).toStrictEqual(bundle)
    })

    it('gives every session, the trash included, in an order that no engine decides', async () => {
      const sessions = [
        sessionOf('b', { createdAt: 5, deletedAt: 7 }),
        sessionOf('b', { createdAt: 5, deletedAt: 6 }),
        sessionOf('a', { createdAt: 5, archivedAt: 1 }),
        sessionOf('z', { createdAt: 4, updatedAt: 9000 }),
      ]
      for (const session of sessions) await stores().transfer.write({ ...empty, session })
      await stores().transfer.write(bundle)
      const all: SessionBundle[] = []
      for await (const each of stores().transfer.readAll()) all.push(each)
      const [b7, b6, a, z] = sessions.map((session) => ({ ...empty, session }))
      expect(all).toStrictEqual([z, a, b6, b7, bundle])
      expect(await stores().transfer.count()).toBe(5)
    })

    it('knows nothing of a session that was never made', async () => {
      expect(await stores().transfer.read(s1)).toBeUndefined()
    })
  })
}
