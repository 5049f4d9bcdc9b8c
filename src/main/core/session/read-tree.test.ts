import { afterEach, beforeEach, expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { openSqliteStore } from '../../persistence/sqlite/open.ts'
import type { Store } from '../ports/stores.ts'
import { codeOf } from '../testing/code-of.ts'
import { silentLog } from '../testing/fake-log.ts'
import { commitOf, messageOf, sessionOf, tipOf } from '../testing/store-fixture.ts'
import { readTree } from './read-tree.ts'

const s1 = sessionIdOf('s1')
let store: Store

beforeEach(async () => {
  store = await openSqliteStore({ path: ':memory:', log: silentLog })
  await store.sessions.create(sessionOf('s1'))
})
afterEach(() => store.close())

const answer = (id: string, parentId: string) => messageOf(id, parentId, { role: 'assistant' })
const put = (leaf: string, ...messages: readonly Message[]) =>
  store.log.commit(commitOf({ messages, session: tipOf(leaf, 2000) }))
const shapeOf = async () =>
  (await readTree(store, s1)).rows.map(({ id, parentId, shown, messages }) => [id, parentId, shown, messages])

it('is one stretch where nothing was asked anew, and empty before the first question', async () => {
  expect(await readTree(store, s1)).toEqual({ rows: [], complete: true })
  await put('a2', messageOf('q1', null), answer('a1', 'q1'), messageOf('q2', 'a1'), answer('a2', 'q2'))
  expect(await readTree(store, s1)).toEqual({
    rows: [
      {
        id: 'q1',
        parentId: null,
        shown: true,
        questions: 2,
        messages: 4,
        question: 'Text of q1',
        answer: 'Text of a1',
        createdAt: 1000,
      },
    ],
    complete: true,
  })
  expect(await codeOf(readTree(store, sessionIdOf('none')))).toBe('session-missing')
})

it('divides at every place with versions, in the order in which they were stored, also below one that is not shown', async () => {
  await put('a2', messageOf('q1', null), answer('a1', 'q1'), messageOf('q2', 'a1'), answer('a2', 'q2'))
  await put('b2', messageOf('q2b', 'a1'), answer('b2', 'q2b'), answer('b2x', 'q2b'))
  await put('b2', messageOf('q3', 'b2x'))
  await put('c1', messageOf('q1c', null), answer('c1', 'q1c'))
  await put('a2')
  expect(await shapeOf()).toEqual([
    ['q1', null, true, 2],
    ['q2', 'q1', true, 2],
    ['q2b', 'q1', false, 1],
    ['b2', 'q2b', false, 1],
    ['b2x', 'q2b', false, 2],
    ['q1c', null, false, 2],
  ])
})

it('reads a chat of 10,000 messages into a handful of stretches', async () => {
  const long = Array.from({ length: 10_000 }, (_, index) =>
    messageOf(`m${index}`, index === 0 ? null : `m${index - 1}`, { role: index % 2 ? 'assistant' : 'user' }),
  )
  await put('m9999', ...long, answer('other', 'm9998'), answer('early', 'm0'))
  expect(await shapeOf()).toEqual([
    ['m0', null, true, 1],
    ['m1', 'm0', true, 9998],
    ['m9999', 'm1', true, 1],
    ['other', 'm1', false, 1],
    ['early', 'm0', false, 1],
  ])
})

it('ends at a bound, and says so', async () => {
  const versions = Array.from({ length: 250 }, (_, index) => answer(`v${index}`, 'q1'))
  await put('v0', messageOf('q1', null), ...versions)
  const { rows, complete } = await readTree(store, s1)
  expect([rows.length, complete]).toEqual([202, false])
})
