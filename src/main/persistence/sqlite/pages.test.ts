import { afterEach, beforeEach, expect, it } from 'vitest'
import { callIdOf, messageIdOf, providerIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { commitOf, messageOf, recordOf, runOf, sessionOf, tipOf } from '../../core/testing/store-fixture.ts'
import { openFaultyStore, type FaultyStore } from './testing/faulty-store.ts'
import { makeFolder } from './testing/sqlite-under-test.ts'

let place: Awaited<ReturnType<typeof makeFolder>>
let faulty: FaultyStore

beforeEach(async () => {
  place = await makeFolder()
  faulty = openFaultyStore(place.path)
  await faulty.store.sessions.create(sessionOf('s1'))
})
afterEach(async () => {
  await faulty.store.close()
  await place.remove()
})

const parts: readonly Part[] = [
  { type: 'text', text: 'a "quoted" \\ \u0000 line\n 東京 \u{1f600} \ud800' },
  { type: 'reasoning', text: 'because', signature: 'sig' },
  { type: 'refusal', text: 'no' },
  { type: 'tool-call', id: callIdOf('c 1/ü'), name: 'calculator', arguments: '{"a":1e400}' },
  { type: 'tool-result', callId: callIdOf('c1'), content: '2', isError: false },
  { type: 'image', mediaType: 'image/png', data: 'AA==' },
  { type: 'file', name: 'a.txt', mediaType: 'text/plain', data: '' },
  { type: 'source', url: 'https://example.org', title: 'Example' },
]
const question = messageOf('m1', null, { parts })
const answer = messageOf('a1', 'm1', {
  role: 'assistant',
  runId: runIdOf('r1'),
  finishReason: 'stop',
  usage: { inputTokens: 3, outputTokens: 4, reasoningTokens: 1 },
  model: 'm-1',
  provider: providerIdOf('demo'),
})

const put = (...messages: readonly Message[]) => faulty.store.log.commit(commitOf({ messages }))
const path = (leaf: string, limit?: number) => faulty.store.messages.path(messageIdOf(leaf), limit)
const active = () => faulty.store.sessions.list({ shelf: 'active', limit: 1 })

it('gives messages of every kind as they were stored', async () => {
  await put(question, answer)
  expect(await path('a1', 2)).toStrictEqual([question, answer])
  expect(await path('a1')).toStrictEqual([question, answer])
})

it('gives the path where somebody has branched, and its end', async () => {
  const again = messageOf('a2', 'm1', { role: 'assistant' })
  const next = messageOf('m2', 'a1')
  await put(question, answer, again, next)
  expect(await path('m2')).toStrictEqual([question, answer, next])
  expect(await path('m2', 2)).toStrictEqual([answer, next])
  expect(await path('a2', 2)).toStrictEqual([question, again])
})

it('gives a path longer than what the worker answers at once', async () => {
  const chain = Array.from({ length: 205 }, (_, index) =>
    messageOf(`n${index}`, index ? `n${index - 1}` : null),
  )
  await put(...chain)
  expect(await path('n204')).toStrictEqual(chain)
})

it('gives more runs and calls than the worker answers at once, and those of one session alone', async () => {
  await faulty.store.sessions.create(sessionOf('s2'))
  const other = runOf('other', { sessionId: sessionIdOf('s2') })
  const runs = Array.from({ length: 200 }, (_, index) => runOf(`n${index}`))
  const calls = runs.map(({ id }, index) => recordOf(`c${index}`, 'm1', { runId: id }))
  await put(question)
  for (const run of runs) {
    await faulty.store.log.commit(commitOf({ run, calls: calls.filter(({ runId }) => runId === run.id) }))
    if (run.id === 'n50') await faulty.store.log.commit(commitOf({ run: other }))
  }
  const [s1, s2] = [sessionIdOf('s1'), sessionIdOf('s2')]
  expect(await faulty.store.runs.listBySession(s1)).toStrictEqual([runOf('r1'), ...runs])
  expect(await faulty.store.runs.listCalls(s1)).toStrictEqual(calls)
  expect(await faulty.store.runs.listBySession(s2)).toStrictEqual([other])
  expect(await faulty.store.runs.listCalls(s2)).toStrictEqual([])
})

it('gives sessions with all of their fields', async () => {
  const pinned = { pinnedAt: 1, folder: 'Work', tags: ['a'], metadata: { key: 'value' } }
  const title = 'a "quoted" \\ \u0000 line\n 東京 \u{1f600}'
  const whole = sessionOf('s2', {
    title,
    ...pinned,
    titledByUser: true,
    ttlMs: 5,
    expiresAt: 9e15,
    updatedAt: 2000,
  })
  await faulty.store.sessions.create(whole)
  const page = await faulty.store.sessions.list({ shelf: 'pinned', limit: 5 })
  expect(page).toStrictEqual({ sessions: [whole] })
  await put(question)
  await faulty.store.log.commit(commitOf({ session: tipOf('m1', 3000) }))
  expect(await active()).toStrictEqual({
    sessions: [sessionOf('s1', { leafId: question.id, updatedAt: 3000 })],
  })
})

it.each([
  ["parts = '{'", 'message m1: malformed JSON'],
  ["parts = '{}'", 'message m1: parts is not valid'],
  [`parts = '[{"type":"text"}]'`, 'message m1: parts.0.text is not valid'],
  [`parts = '[{"type":"texts","text":""}]'`, 'message m1: parts.0.type is not valid'],
  [`parts = '[null]'`, 'message m1: parts.0 is not valid'],
  ["role = 'friend'", 'message m1: role is not valid'],
  ["run_id = ''", 'message m1: runId is not valid'],
  ["finish_reason = 'bored'", 'message m1: finishReason is not valid'],
  [`usage = '{"inputTokens":-1,"outputTokens":0}'`, 'message m1: usage.inputTokens is not valid'],
  ["provider = 'two words'", 'message m1: provider is not valid'],
  ['created_at = -1', 'message m1: createdAt is not valid'],
])('says which message is damaged: %s', async (damage, detail) => {
  await put(question, answer)
  faulty.db.pragma('foreign_keys = OFF')
  faulty.db.exec(`update messages set ${damage} where id = 'm1'`)
  const refusal = { failure: { code: 'storage-corrupt', params: { path: place.path, detail } } }
  await expect(path('a1', 2)).rejects.toMatchObject(refusal)
  await expect(path('a1')).rejects.toMatchObject(refusal)
  expect(await path('a1', 1)).toStrictEqual([answer])
})

it.each([
  "id = 'two words'",
  'created_at = -1',
  'pinned_at = -1',
  'ttl_ms = 0',
  "folder = ''",
  "tags = '['",
  "tags = '[1]'",
  `metadata = '{"":""}'`,
  `marks = '{"changedAt":1}'`,
])('refuses a damaged session: %s', async (damage) => {
  faulty.db.exec(`update sessions set ${damage}`)
  const shelf = damage.startsWith('pinned') ? 'pinned' : 'active'
  expect(await codeOf(faulty.store.sessions.list({ shelf, limit: 1 }))).toBe('storage-corrupt')
})
