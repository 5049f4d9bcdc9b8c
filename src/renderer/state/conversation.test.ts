import { expect, test } from 'vitest'
import { sessionIdSchema } from '../../contract/id.ts'
import { createFakeTransport } from '../transport/fake/fake-transport.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { createConversation } from './conversation.ts'

const a = sessionIdSchema.parse('a')
const b = sessionIdSchema.parse('b')

function setUp() {
  const core = createFakeTransport({ sessions: [fakeSession('a'), fakeSession('b')] })
  const conversation = createConversation({ transport: core, schedule: (work) => work() })
  return { core, conversation, state: () => conversation.store.getState() }
}

test('an answer for a session that was left meanwhile is dropped', async () => {
  const { core, conversation, state } = setUp()
  const slowly = Promise.withResolvers<void>()
  const opened = core.world.sessions.get(a)!
  core.answer('sessions.open', ({ sessionId }) => {
    const session = core.world.sessions.get(sessionId) ?? opened
    const answer = { session, transcript: { messages: [], calls: [], runs: [] }, live: [] }
    if (sessionId === b) return answer
    return slowly.promise.then(() => answer)
  })
  const slow = conversation.open(a)
  await conversation.open(b)
  slowly.resolve()
  await slow
  expect(state().session?.id).toBe(b)
})

test('a known chat is on the screen before the core has answered', async () => {
  const { core, conversation, state } = setUp()
  await conversation.open(a)
  await conversation.send('Hello', {})
  await conversation.open(b)
  core.answer('sessions.open', () => new Promise(() => {}))
  void conversation.open(a)
  expect(state()).toMatchObject({ status: 'ready', sessionId: a })
  expect(state().transcript.messages).toHaveLength(1)
})

test('sending in a new chat opens the session that came of it', async () => {
  const { conversation, state } = setUp()
  await conversation.send('First words', {})
  expect(state()).toMatchObject({ status: 'ready', sending: false, session: { title: 'First words' } })
  expect(state().transcript.runs).toHaveLength(1)
})

test('a refused message changes nothing', async () => {
  const { core, conversation, state } = setUp()
  core.answer('runs.start', () => Promise.reject(new Error('no')))
  await expect(conversation.send('Hello', {})).rejects.toThrow('no')
  expect(state()).toMatchObject({ status: 'new', sending: false })
})

test('a run that someone else starts in the open session is followed', async () => {
  const { core, conversation, state } = setUp()
  await conversation.open(a)
  core.runs.start({ sessionId: a, text: 'From the terminal' })
  await expect.poll(() => state().transcript.messages.length).toBe(1)
  core.runs.cancel(core.runs.latest().id)
  await expect.poll(() => state().transcript.runs[0]?.status).toBe('cancelled')
})
