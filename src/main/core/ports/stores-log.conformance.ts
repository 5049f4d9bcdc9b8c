import { beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import { codeOf } from '../testing/code-of.ts'
import { commitOf, deltaOf, messageOf, recordOf, runOf, sessionOf, tipOf } from '../testing/store-fixture.ts'
import type { Store } from './stores.ts'

const s1 = sessionIdOf('s1')

/** The obligations of `RunEventLog`. */
export function describeLog(stores: () => Store): void {
  describe('the log', () => {
    const r1 = runIdOf('r1')
    beforeEach(() => stores().sessions.create(sessionOf('s1')))

    it('gives the events behind a number, in order and without a gap', async () => {
      await stores().log.commit(commitOf({ events: [deltaOf(1), deltaOf(2)] }))
      await stores().log.commit(commitOf({ events: [deltaOf(3)], durable: false }))
      expect(await stores().log.read(r1, 0)).toStrictEqual([deltaOf(1), deltaOf(2), deltaOf(3)])
      expect(await stores().log.read(r1, 2)).toStrictEqual([deltaOf(3)])
      expect(await stores().log.read(r1, 3)).toStrictEqual([])
      expect(await stores().log.read(runIdOf('none'), 0)).toStrictEqual([])
    })

    it('numbers each run for itself', async () => {
      await stores().log.commit(commitOf({ events: [deltaOf(1)] }))
      await stores().log.commit(commitOf({ run: runOf('r2'), events: [deltaOf(1, 'of r2', 'r2')] }))
      expect(await stores().log.read(runIdOf('r2'), 0)).toStrictEqual([deltaOf(1, 'of r2', 'r2')])
    })

    it('keeps half of a character that two deltas share', async () => {
      const [high, low] = ['😀'.slice(0, 1), '😀'.slice(1)]
      await stores().log.commit(commitOf({ events: [deltaOf(1, high), deltaOf(2, low)] }))
      const events = await stores().log.read(r1, 0)
      expect(events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')).toBe('😀')
    })

    it('keeps the deltas of a run that has ended, so that a replay has no gap', async () => {
      const ended = {
        seq: 3,
        runId: r1,
        sessionId: s1,
        at: 1,
        type: 'run-ended',
        status: 'completed',
        usage: runOf('r1').usage,
      } as const
      const run = runOf('r1', { status: 'completed' })
      await stores().log.commit(commitOf({ events: [deltaOf(1), deltaOf(2)] }))
      await stores().log.commit(commitOf({ run, events: [ended] }))
      expect((await stores().log.read(r1, 0)).map(({ seq }) => seq)).toStrictEqual([1, 2, 3])
    })

    it('replaces a message and gives the session its new tip and time', async () => {
      const begun = messageOf('a1', 'm1', { role: 'assistant', parts: [] })
      const whole = { ...begun, parts: [{ type: 'text', text: 'Whole' }], finishReason: 'stop' } as const
      await stores().log.commit(
        commitOf({ messages: [messageOf('m1', null), begun], session: tipOf('m1', 2000) }),
      )
      await stores().log.commit(commitOf({ messages: [whole], session: tipOf('a1', 3000), durable: false }))
      expect(await stores().messages.get(begun.id)).toStrictEqual(whole)
      expect(await stores().sessions.get(s1)).toStrictEqual(
        sessionOf('s1', { leafId: whole.id, updatedAt: 3000 }),
      )
    })

    it('replaces a message of a run that has ended, by a commit without events', async () => {
      const summary = { type: 'summary', text: 'Short', messageCount: 2, tokens: 9 } as const
      const before = messageOf('m1', null)
      const made = messageOf('r1.summary', 'm1', { role: 'system', parts: [summary], runId: r1 })
      const run = runOf('r1', { status: 'completed', endedAt: 1001 })
      await stores().log.commit(commitOf({ events: [deltaOf(1)], messages: [before, made] }))
      await stores().log.commit(commitOf({ run, events: [deltaOf(2)] }))
      const undone = { ...made, parts: [{ ...summary, undone: true as const }] }
      await stores().log.commit(commitOf({ run, messages: [undone] }))
      expect(await stores().messages.get(made.id)).toStrictEqual(undone)
      expect(await stores().sessions.get(s1)).toStrictEqual(sessionOf('s1'))
      expect(await stores().log.read(r1, 0)).toHaveLength(2)
    })

    it('leaves the session alone when the commit does not name it', async () => {
      await stores().log.commit(commitOf({ messages: [messageOf('m1', null)] }))
      expect(await stores().sessions.get(s1)).toStrictEqual(sessionOf('s1'))
    })

    const broken: readonly (readonly [name: string, events: readonly number[]])[] = [
      ['repeats an event', [2, 3]],
      ['leaves a gap', [4]],
      ['is out of order', [3, 5, 4]],
    ]
    it.each(broken)('writes nothing of a commit that %s', async (_name, numbers) => {
      await stores().log.commit(
        commitOf({ messages: [messageOf('m1', null)], events: [deltaOf(1), deltaOf(2)] }),
      )
      const refused = stores().log.commit(
        commitOf({
          run: runOf('r1', { status: 'failed' }),
          messages: [messageOf('a1', 'm1'), messageOf('m1', null, { role: 'assistant' })],
          calls: [recordOf('c1', 'a1')],
          events: numbers.map((seq) => deltaOf(seq)),
          session: tipOf('a1', 9000),
        }),
      )
      expect(await codeOf(refused)).toBe('storage-failed')
      await expectOnlyFirstCommit(stores())
    })

    it('takes a commit that is repeated as it was for done', async () => {
      const commit = commitOf({
        messages: [messageOf('m1', null)],
        events: [deltaOf(1), deltaOf(2)],
        session: tipOf('m1', 2000),
      })
      await stores().log.commit(commit)
      await stores().log.commit(commitOf({ events: [deltaOf(3)] }))
      await stores().sessions.update(s1, { updatedAt: 5000 })
      await stores().log.commit(commit)
      expect((await stores().log.read(r1, 0)).map(({ seq }) => seq)).toStrictEqual([1, 2, 3])
      expect(await stores().sessions.get(s1)).toMatchObject({ updatedAt: 5000 })
      const other = commitOf({ events: [deltaOf(1), deltaOf(2, 'other')] })
      expect(await codeOf(stores().log.commit(other))).toBe('storage-failed')
    })

    it('writes nothing of a commit for a session that is not there', async () => {
      const run = runOf('r9', { sessionId: sessionIdOf('none') })
      expect(await codeOf(stores().log.commit(commitOf({ run })))).toBe('storage-failed')
      expect(await stores().runs.get(run.id)).toBeUndefined()
    })

    it('goes on after a refused commit', async () => {
      await codeOf(stores().log.commit(commitOf({ events: [deltaOf(7)] })))
      await stores().log.commit(commitOf({ events: [deltaOf(1)] }))
      expect(await stores().log.read(r1, 0)).toStrictEqual([deltaOf(1)])
    })

    it('applies commits in the order in which they were asked for, though nobody waits', async () => {
      const numbers = Array.from({ length: 50 }, (_, index) => index + 1)
      await Promise.all(
        numbers.map((seq) =>
          stores().log.commit(commitOf({ events: [deltaOf(seq)], durable: seq % 7 === 0 })),
        ),
      )
      expect((await stores().log.read(r1, 0)).map(({ seq }) => seq)).toStrictEqual(numbers)
    })
  })
}

async function expectOnlyFirstCommit(store: Store): Promise<void> {
  expect(await store.runs.get(runIdOf('r1'))).toMatchObject({ status: 'in_progress' })
  expect(await store.messages.get(messageIdOf('a1'))).toBeUndefined()
  expect(await store.messages.get(messageIdOf('m1'))).toStrictEqual(messageOf('m1', null))
  expect(await store.runs.listCalls(s1)).toStrictEqual([])
  expect(await store.log.read(runIdOf('r1'), 0)).toHaveLength(2)
  expect(await store.sessions.get(s1)).toStrictEqual(sessionOf('s1'))
}
