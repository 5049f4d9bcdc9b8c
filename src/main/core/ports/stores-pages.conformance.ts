import { summaryIdOf } from '../compaction/summaries.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { callIdOf, messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { commitOf, messageOf, recordOf, runOf, sessionOf } from '../testing/store-fixture.ts'
import type { Store } from './stores.ts'

const s1 = sessionIdOf('s1')

const asking = (id: string, parentId: string, runId: string, calls: readonly string[]) =>
  messageOf(id, parentId, {
    role: 'assistant',
    runId: runIdOf(runId),
    parts: calls.map((call) => ({
      type: 'tool-call',
      id: callIdOf(call),
      name: 'calculator',
      arguments: '{}',
    })),
  })
const answers = (id: string, message: string, change = {}) =>
  runOf(id, { userMessageId: messageIdOf(message), ...change })

/** What `MessageStore` and `RunStore` owe to whoever reads a conversation page by page. */
export function describePages(stores: () => Store): void {
  describe('pages of a path', () => {
    beforeEach(() => stores().sessions.create(sessionOf('s1')))

    it('fit together without a gap, whatever was stored between their messages', async () => {
      const ids = Array.from({ length: 130 }, (_, index) => `m${index}`)
      const chain = ids.map((id, index) => messageOf(id, ids[index - 1] ?? null))
      const branches = chain.slice(40, 60).map(({ id }) => messageOf(`other-${id}`, id))
      await stores().log.commit(commitOf({ messages: chain.slice(0, 70) }))
      await stores().log.commit(commitOf({ messages: [...branches, ...chain.slice(70)] }))
      const pages: (readonly Message[])[] = []
      for (let end = chain.at(-1)?.id ?? null; end !== null;) {
        const page = await stores().messages.path(end, 50)
        pages.unshift(page)
        end = page[0]?.parentId ?? null
      }
      expect(pages.map(({ length }) => length)).toStrictEqual([30, 50, 50])
      expect(pages.flat()).toStrictEqual(chain)
      expect(await stores().messages.pathIds(messageIdOf('m129'))).toStrictEqual(ids)
      expect(await stores().messages.pathIds(messageIdOf('other-m45'))).toStrictEqual([
        ...ids.slice(0, 46),
        'other-m45',
      ])
      expect(await stores().messages.pathIds(messageIdOf('none'))).toStrictEqual([])
    })

    it('know the newest branch that holds a message, whichever came first', async () => {
      await stores().log.commit(
        commitOf({
          messages: [
            messageOf('m1', null),
            messageOf('a1', 'm1'),
            messageOf('a2', 'm1'),
            messageOf('m3', 'a2'),
            messageOf('m2', 'a1'),
          ],
        }),
      )
      // What is replaced stays where it was.
      await stores().log.commit(commitOf({ messages: [messageOf('a1', 'm1', { role: 'assistant' })] }))
      const leafOf = (id: string) => stores().messages.newestLeaf(messageIdOf(id))
      expect(await leafOf('m1')).toBe('m3')
      expect(await leafOf('a1')).toBe('m2')
      expect(await leafOf('m2')).toBe('m2')
      // What was folded later stands beside the path.
      const summary = messageOf(summaryIdOf(runIdOf('r9')), 'm2', { role: 'system' })
      await stores().log.commit(commitOf({ messages: [summary] }))
      expect(await leafOf('m2')).toBe('m2')
      expect(await leafOf('none')).toBeUndefined()
    })
  })

  describe('branches', () => {
    const tree = [
      messageOf('m1', null),
      messageOf('a1', 'm1'),
      messageOf('m2', 'a1'),
      messageOf('a2', 'm1'),
      messageOf(summaryIdOf(runIdOf('r8')), 'm2', { role: 'system' }),
      messageOf('m3', 'm2'),
      messageOf('m4', null),
      messageOf('a3', 'm1'),
    ]
    const of = async (...ids: readonly string[]) => {
      const found = await stores().messages.branches(tree.filter(({ id }) => ids.includes(id)))
      return found.map((branch) => [...branch]).toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1))
    }
    beforeEach(async () => {
      await stores().sessions.create(sessionOf('s1'))
      await stores().sessions.create(sessionOf('s2'))
      const elsewhere = messageOf('other', null, { sessionId: sessionIdOf('s2') })
      await stores().log.commit(
        commitOf({ run: runOf('r0', { sessionId: sessionIdOf('s2') }), messages: [elsewhere] }),
      )
      for (const message of tree) await stores().log.commit(commitOf({ messages: [message] }))
    })

    it('are all messages in the place of one, in the order in which they were stored', async () => {
      expect(await of('a2')).toStrictEqual([['a1', 'a2', 'a3']])
      expect(await of('a1', 'a3')).toStrictEqual([['a1', 'a2', 'a3']])
      expect(await of('m1')).toStrictEqual([['m1', 'm4']])
      expect(await of('m1', 'a1', 'm2')).toStrictEqual([
        ['a1', 'a2', 'a3'],
        ['m1', 'm4'],
      ])
    })

    it('are none where a message stands alone, or only a summary beside it', async () => {
      expect(await of('m3')).toStrictEqual([])
      expect(await of('m2')).toStrictEqual([])
      expect(await stores().messages.branches([])).toStrictEqual([])
    })

    it('are the same when a message is written again', async () => {
      await stores().log.commit(commitOf({ messages: [messageOf('a1', 'm1', { role: 'assistant' })] }))
      expect(await of('a1')).toStrictEqual([['a1', 'a2', 'a3']])
    })
  })

  describe('what belongs to a page', () => {
    const messages = [
      messageOf('m1', null),
      asking('a1', 'm1', 'r1', ['call 1/ü', 'b']),
      messageOf('m2', 'a1'),
      asking('a2', 'm2', 'r2', ['b']),
      messageOf('m3', 'a2'),
    ]
    const calls = [
      recordOf('call 1/ü', 'a1'),
      recordOf('b', 'a1'),
      recordOf('b', 'a2', { runId: runIdOf('r2') }),
    ]
    beforeEach(async () => {
      await stores().sessions.create(sessionOf('s1'))
      await stores().sessions.create(sessionOf('s2'))
      const other = { sessionId: sessionIdOf('s2') }
      await stores().log.commit(commitOf({ run: answers('r0', 'm1', other) }))
      await stores().log.commit(commitOf({ run: answers('r2', 'm2', { cost: 0.25 }) }))
      await stores().log.commit(commitOf({ run: answers('r1', 'm1'), messages, calls }))
      await stores().log.commit(commitOf({ run: answers('again', 'm2', { status: 'failed', cost: 0.5 }) }))
    })
    const ofMessages = (...ids: readonly string[]) =>
      stores().runs.ofMessages(messages.filter(({ id }) => ids.includes(id)))

    it('is the runs that answer its messages, in their order, and the calls that these ask for', async () => {
      const [r1, r2] = [answers('r1', 'm1'), answers('r2', 'm2', { cost: 0.25 })]
      const again = answers('again', 'm2', { status: 'failed', cost: 0.5 })
      expect(await ofMessages('m1', 'a1', 'm2', 'a2', 'm3')).toStrictEqual({ runs: [r2, r1, again], calls })
      expect(await ofMessages('m2', 'a2')).toStrictEqual({ runs: [r2, again], calls: calls.slice(2) })
      expect(await ofMessages('m3')).toStrictEqual({ runs: [], calls: [] })
      expect(await stores().runs.ofMessages([])).toStrictEqual({ runs: [], calls: [] })
    })

    it('is also the run that wrote an answer whose question stands on another page', async () => {
      expect(await ofMessages('a1')).toStrictEqual({
        runs: [answers('r1', 'm1')],
        calls: calls.slice(0, 2),
      })
    })

    it('follows what becomes of a run', async () => {
      await stores().log.commit(commitOf({ run: answers('r1', 'm1', { status: 'completed' }) }))
      expect((await ofMessages('m1')).runs).toMatchObject([{ id: 'r1', status: 'completed' }])
    })

    it('is there again in a session that was written as a whole', async () => {
      const whole = await stores().transfer.read(s1)
      await stores().sessions.update(s1, { deletedAt: 1 })
      await stores().sessions.purge(s1)
      await stores().transfer.write(whole!)
      expect((await ofMessages('m1')).runs.map(({ id }) => id)).toStrictEqual(['r1'])
      expect((await ofMessages('a2')).calls).toStrictEqual(calls.slice(2))
    })

    it('costs together what is known of the costs of all runs', async () => {
      expect(await stores().runs.costOf(s1)).toStrictEqual({ runs: 3, priced: 2, cost: 0.75 })
      expect(await stores().runs.costOf(sessionIdOf('none'))).toStrictEqual({ runs: 0, priced: 0, cost: 0 })
    })
  })
}
