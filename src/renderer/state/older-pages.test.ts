import { expect, test } from 'vitest'
import { messageIdOf, sessionIdOf } from '../../contract/id.ts'
import type { Message } from '../../contract/message.ts'
import { pageBefore } from '../../contract/transcript.ts'
import { createFakeTransport } from '../transport/fake/fake-transport.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'
import { createConversation } from './conversation.ts'

const sessionId = sessionIdOf('long')

/** Questions `m0`, `m2` and so on, each with its answer. */
function messagesOf(count: number): readonly Message[] {
  return Array.from({ length: count }, (_, index) => ({
    id: messageIdOf(`m${index}`),
    sessionId,
    parentId: index > 0 ? messageIdOf(`m${index - 1}`) : null,
    role: index % 2 ? 'assistant' : 'user',
    parts: [{ type: 'text', text: `Text ${index}` }],
    createdAt: 1,
  }))
}

async function openLong(count: number) {
  const messages = messagesOf(count)
  const sessions = [fakeSession('long', { leafId: messages.at(-1)?.id ?? null }), fakeSession('other')]
  const core = createFakeTransport({ sessions, transcripts: { long: { messages, runs: [], calls: [] } } })
  const conversation = createConversation({ transport: core, schedule: (work) => work() })
  await conversation.open(sessionId)
  const state = () => conversation.store.getState()
  const loaded = () => state().transcript.messages
  const asked = () => core.calls.filter(({ method }) => method === 'sessions.older').length
  return { core, conversation, messages, state, loaded, asked }
}

const refusal = () => Promise.reject(new FailureError(localFailure('internal', { detail: 'cut' })))

test('a long chat opens with its end, and its pages come one by one without a gap', async () => {
  const { conversation, messages, loaded } = await openLong(310)
  expect(loaded()).toHaveLength(50)
  for (const length of [150, 250, 310, 310]) {
    await conversation.older.next()
    expect(loaded()).toStrictEqual(messages.slice(-length))
  }
})

test('one page is asked for once, however often the reader moves', async () => {
  const { conversation, loaded, asked } = await openLong(310)
  await Promise.all([conversation.older.next(), conversation.older.next(), conversation.older.next()])
  expect(asked()).toBe(1)
  expect(loaded()).toHaveLength(150)
})

test('a page that could not be had leaves what is there, says why, and can be asked for again', async () => {
  const { core, conversation, state, loaded } = await openLong(310)
  const again = createFakeTransport({ transcripts: Object.fromEntries(core.world.transcripts) })
  core.answer('sessions.older', refusal)
  await conversation.older.next()
  expect(state().older).toMatchObject({ status: 'failed', failure: { code: 'internal' } })
  expect(loaded()).toHaveLength(50)
  core.answer('sessions.older', (input) => again.invoke('sessions.older', input))
  await conversation.older.next()
  expect(state().older).toBeUndefined()
  expect(loaded()).toHaveLength(150)
})

test('a message far back is loaded with all that follows it, with a count of what is to come', async () => {
  const { conversation, messages, state, loaded } = await openLong(3000)
  const told: unknown[] = []
  conversation.store.subscribe(({ older }) => told.push(older))
  expect(await conversation.openAt(sessionId, messageIdOf('m1234'))).toBe(true)
  const place = 3000 - loaded().length
  expect(place).toBeLessThanOrEqual(1234)
  expect(place).toBeGreaterThan(1234 - 200)
  expect(loaded()).toStrictEqual(messages.slice(place))
  expect(told).toContainEqual({ status: 'loading', loaded: 1000, total: 1716 })
  expect(state().older).toBeUndefined()
})

test('whoever stops keeps what has come', async () => {
  const { conversation, messages, loaded } = await openLong(3000)
  const leave = conversation.store.subscribe(({ older }) => {
    if (older?.status === 'loading' && older.loaded === 400) conversation.older.stop()
  })
  expect(await conversation.older.all()).toBe(false)
  leave()
  expect(loaded()).toStrictEqual(messages.slice(-450))
  expect(await conversation.older.all()).toBe(true)
  expect(loaded()).toStrictEqual(messages)
  expect(pageBefore({ messages: loaded() })).toBeUndefined()
})

test('a way to a message that is broken off does not lead there', async () => {
  const { conversation, loaded } = await openLong(3000)
  const leave = conversation.store.subscribe(({ older }) => {
    if (older?.status === 'loading' && older.loaded === 200) conversation.older.stop()
  })
  expect(await conversation.openAt(sessionId, messageIdOf('m0'))).toBe(false)
  leave()
  expect(loaded()).toHaveLength(250)
  expect(await conversation.openAt(sessionId, messageIdOf('m0'))).toBe(true)
})

test('words that arrive while a page comes stand at the end, and the page in front', async () => {
  const { core, conversation, loaded } = await openLong(310)
  const answer = Promise.withResolvers<void>()
  const again = createFakeTransport({ transcripts: Object.fromEntries(core.world.transcripts) })
  core.answer('sessions.older', async (input) => {
    await answer.promise
    return again.invoke('sessions.older', input)
  })
  const page = conversation.older.next()
  await conversation.send('New words', {})
  expect(loaded()).toHaveLength(51)
  answer.resolve()
  await page
  expect(loaded()).toHaveLength(151)
  expect(loaded().at(-1)?.parts).toStrictEqual([{ type: 'text', text: 'New words' }])
})

test('a page for a chat that was left meanwhile is dropped', async () => {
  const { core, conversation, state } = await openLong(310)
  const answer = Promise.withResolvers<void>()
  core.answer('sessions.older', () => answer.promise.then(refusal))
  const page = conversation.older.next()
  await conversation.open(sessionIdOf('other'))
  answer.resolve()
  await page
  expect(state().older).toBeUndefined()
  expect(state().transcript.messages).toStrictEqual([])
})

test('reading anew keeps what was loaded, and coming back to a chat shows its end', async () => {
  const { conversation, messages, loaded } = await openLong(310)
  await conversation.older.next()
  await conversation.refresh()
  expect(loaded()).toStrictEqual(messages.slice(-150))
  await conversation.open(sessionIdOf('other'))
  const opening = conversation.open(sessionId)
  expect(loaded()).toStrictEqual(messages.slice(-50))
  await opening
  expect(loaded()).toStrictEqual(messages.slice(-50))
})

test('where more has come than a page while nobody looked, the newest page stands alone', async () => {
  const { core, conversation, loaded } = await openLong(100)
  const messages = messagesOf(200)
  core.world.transcripts.set(sessionId, { messages, runs: [], calls: [] })
  await conversation.refresh()
  expect(loaded()).toStrictEqual(messages.slice(-50))
})

test('of another branch only what both have stays', async () => {
  const { core, conversation, messages, loaded } = await openLong(100)
  await conversation.older.next()
  const other = { ...messages[89]!, id: messageIdOf('other'), parentId: messageIdOf('m80') }
  const branch = [...messages.slice(0, 81), other]
  core.world.transcripts.set(sessionId, { messages: branch, runs: [], calls: [] })
  await conversation.refresh()
  expect(loaded()).toStrictEqual(branch)
})
