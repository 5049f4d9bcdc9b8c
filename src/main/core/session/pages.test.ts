import { afterEach, beforeEach, expect, it } from 'vitest'
import { callIdOf, messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { pageBefore } from '../../../contract/transcript.ts'
import { openSqliteStore } from '../../persistence/sqlite/open.ts'
import type { Store } from '../ports/stores.ts'
import { codeOf } from '../testing/code-of.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { silentLog } from '../testing/fake-log.ts'
import { commitOf, messageOf, recordOf, runOf, sessionOf, tipOf } from '../testing/store-fixture.ts'
import { createSessions, type Sessions } from './sessions.ts'

const s1 = sessionIdOf('s1')
let store: Store
let sessions: Sessions

beforeEach(async () => {
  store = await openSqliteStore({ path: ':memory:', log: silentLog })
  sessions = createSessions(store, createFakeClock(1), () => ({}))
  await store.sessions.create(sessionOf('s1'))
})
afterEach(() => store.close())

/** A chat of questions `q0`, `q1` and so on, each with an answer of so many messages, `a0-0`, `a0-1` and so on. */
async function chatOf(...lengths: readonly number[]): Promise<readonly Message[]> {
  const path: Message[] = []
  for (const [turn, length] of lengths.entries()) {
    const run = runOf(`r${turn}`, { userMessageId: messageIdOf(`q${turn}`), status: 'completed' })
    const first = path.length
    path.push(messageOf(`q${turn}`, path.at(-1)?.id ?? null))
    for (let index = 0; index < length; index++) {
      const change = { role: 'assistant', runId: runIdOf(run.id) } as const
      path.push(messageOf(`a${turn}-${index}`, path.at(-1)?.id ?? null, change))
    }
    await store.log.commit(
      commitOf({
        run,
        messages: path.slice(first),
        calls: [recordOf('c', `a${turn}-0`, { runId: run.id })],
        session: tipOf(path.at(-1)?.id ?? '', 2000),
      }),
    )
  }
  return path
}

const newest = async () => sessions.newestPage(await sessions.get(s1))

it('opens with the newest messages, and every page before fits, with its runs and calls', async () => {
  const path = await chatOf(...Array.from({ length: 70 }, () => 1))
  const pages = [await newest()]
  for (let before = pageBefore(pages[0]!); before; before = pageBefore(pages[0]!)) {
    pages.unshift(await sessions.pageUpTo(s1, before))
  }
  expect(pages.map(({ messages }) => messages.length)).toStrictEqual([40, 50, 50])
  expect(pages.flatMap(({ messages }) => messages)).toStrictEqual(path)
  expect(pages.flatMap(({ runs }) => runs.map(({ id }) => id))).toStrictEqual(
    path.filter((_, i) => i % 2).map((m) => m.runId),
  )
  expect(pages[1]?.calls).toHaveLength(25)
})

it('never cuts an answer from its question', async () => {
  const path = await chatOf(3, 30, 120, 10)
  const page = await newest()
  expect(page.messages[0]?.id).toBe('q2')
  expect(page.messages).toStrictEqual(path.slice(path.findIndex(({ id }) => id === 'q2')))
  expect(page.runs.map(({ id }) => id)).toStrictEqual(['r2', 'r3'])
  const before = await sessions.pageUpTo(s1, pageBefore(page)!, 10)
  expect(before.messages[0]?.id).toBe('q1')
  expect(before.messages).toHaveLength(31)
})

it('gives as many messages as were asked for', async () => {
  await chatOf(...Array.from({ length: 20 }, () => 1))
  expect(
    (await sessions.pageUpTo(s1, messageIdOf('a9-0'), 6)).messages.map(({ id }) => String(id)),
  ).toStrictEqual(['q7', 'a7-0', 'q8', 'a8-0', 'q9', 'a9-0'])
})

it('gives no page of another session, and none of a message that is not there', async () => {
  await chatOf(1)
  await sessions.create({ id: sessionIdOf('s2') })
  expect(await codeOf(sessions.pageUpTo(sessionIdOf('s2'), messageIdOf('q0')))).toBe('message-missing')
  expect(await codeOf(sessions.pageUpTo(s1, messageIdOf('none')))).toBe('message-missing')
  expect(await sessions.newestPage(await sessions.get(sessionIdOf('s2')))).toMatchObject({
    messages: [],
    runs: [],
  })
})

it('finds what the branch that is shown says, in its order, however many messages do', async () => {
  await chatOf(...Array.from({ length: 130 }, () => 1))
  const other = messageOf('other', 'q3', { role: 'assistant' })
  await store.log.commit(commitOf({ messages: [other] }))
  const all = await sessions.find(s1, 'text of q')
  const each = Array.from({ length: 130 }, (_, turn) => ({ messageId: `q${turn}`, count: 1 }))
  expect(all).toStrictEqual({ places: each, complete: true })
  expect(await sessions.find(s1, 'other')).toStrictEqual({ places: [], complete: true })
  await sessions.show(s1, other.id)
  const place = { messageId: 'other', count: 1 }
  expect(await sessions.find(s1, 'other')).toStrictEqual({ places: [place], complete: true })
  expect((await sessions.find(s1, 'q3')).places).toStrictEqual([{ messageId: 'q3', count: 1 }])
  expect(await codeOf(sessions.find(sessionIdOf('none'), 'x'))).toBe('session-missing')
})

const found = async (text: string) =>
  (await sessions.find(s1, text)).places.map((each) => Object.values(each))

it('counts every place of the words, in what models thought and tools gave as well, without case and accents', async () => {
  const [call, result] = [callIdOf('c'), 'The CAFÉ: café au lait']
  await store.log.commit(
    commitOf({
      messages: [
        messageOf('q', null, { parts: [{ type: 'text', text: 'Which cafe? A cafeteria?' }] }),
        messageOf('a', 'q', {
          role: 'assistant',
          parts: [
            { type: 'reasoning', text: 'A café au lait.' },
            { type: 'tool-call', id: call, name: 'look', arguments: '{"in":"cafe"}' },
          ],
        }),
        messageOf('t', 'a', {
          role: 'tool',
          parts: [{ type: 'tool-result', callId: call, content: result, isError: false }],
        }),
      ],
      session: tipOf('t', 2000),
    }),
  )
  expect(await found('cafe')).toStrictEqual([
    ['q', 2],
    ['a', 2],
    ['t', 2],
  ])
  // As it was typed where it stands so, else each of the words, in questions and answers that have all of them.
  expect(await found('Café  au')).toStrictEqual([
    ['a', 1],
    ['t', 1],
  ])
  expect(await found('lait tea')).toStrictEqual([])
  expect(await found('lait in')).toStrictEqual([
    ['a', 2],
    ['t', 1],
  ])
})

it('knows of a cost that is not stored yet', async () => {
  await chatOf(1, 1)
  await store.log.commit(commitOf({ run: runOf('r1', { userMessageId: messageIdOf('q1'), cost: 1 }) }))
  expect(await sessions.cost(s1, undefined)).toStrictEqual({ runs: 2, priced: 1, cost: 1 })
  expect(await sessions.cost(s1, runOf('r1', { cost: 3 }))).toStrictEqual({ runs: 2, priced: 1, cost: 3 })
  expect(await sessions.cost(s1, runOf('new', { cost: 3 }))).toStrictEqual({ runs: 3, priced: 2, cost: 4 })
})
