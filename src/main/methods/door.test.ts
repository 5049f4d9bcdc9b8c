import { afterEach, describe, expect, test, vi } from 'vitest'
import { messageIdOf, sessionIdOf, type RunId } from '../../contract/id.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import { textOf } from '../../contract/message.ts'
import { pageBefore } from '../../contract/transcript.ts'
import { usualLook } from '../../contract/look.ts'
import { failureOf } from '../core/errors.ts'
import { createScriptedModel, saying, type ScriptedRound } from '../core/testing/scripted-model.ts'
import { openDoor, type DoorFixture } from './testing/door-fixture.ts'

const never = () => new Promise<never>(() => undefined)
const half: ScriptedRound = [{ type: 'text-delta', text: 'Half' }, never]
const isEnd = (event: RunEvent) => event.type === 'run-ended'
let fixture: DoorFixture

async function open(...rounds: readonly ScriptedRound[]) {
  fixture = await openDoor(createScriptedModel(rounds))
  return fixture.connect()
}
afterEach(async () => {
  await fixture.room.close()
  await fixture.store.close()
})

describe('what comes in', () => {
  test.each(['nonsense', '__proto__', 'constructor', 'toString', ''])(
    'the method %j does not exist',
    async (method) => {
      const client = await open()
      const answer = await fixture.room.door.invoke(method, {}, client.caller)
      expect(answer).toMatchObject({ failure: { code: 'method-unknown' } })
    },
  )

  test.each([
    ['sessions.rename', { sessionId: 'a', title: '' }],
    ['sessions.open', { sessionId: '../../x' }],
    ['sessions.list', { limit: -1 }],
    ['runs.watch', { runId: 'x', afterSeq: 0.5 }],
    ['runs.start', { text: 'x', options: { maxRounds: 1e9 } }],
    ['runs.start', null],
    ['settings.update', { theme: 'pink' }],
    ['settings.update', { look: { ...usualLook, textSize: 151 } }],
    ['settings.update', { look: { ...usualLook, accent: 'red' } }],
    ['settings.update', { updates: { feed: 'http://releases.example', daily: true } }],
  ])('%s refuses %j with the field that is wrong', async (method, input) => {
    const client = await open()
    expect(await fixture.room.door.invoke(method, input, client.caller)).toMatchObject({
      failure: { code: 'input-invalid' },
    })
  })

  test('an empty or missing session is told apart from a broken one', async () => {
    const client = await open()
    await expect(client.ask('runs.start', { text: ' \n ' })).rejects.toMatchObject({ code: 'message-empty' })
    const sessionId = sessionIdOf('nowhere')
    await expect(client.ask('sessions.open', { sessionId })).rejects.toMatchObject({
      code: 'session-missing',
    })
  })
})

describe('a run', () => {
  test('is begun, watched from its first event and ends; its session carries the first words', async () => {
    const client = await open(saying('Hello.'))
    const { run, session } = await client.ask('runs.start', { text: 'Good   morning\nto you' })
    expect(session).toMatchObject({ title: 'Good morning' })
    const { events } = await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    await client.told(isEnd)
    const later = client.notices.flatMap((notice) => (notice.type === 'run-events' ? notice.events : []))
    expect([...events, ...later].map(({ seq }) => seq)).toEqual(
      [...events, ...later].map((_, index) => index + 1),
    )
  })

  test('one session answers one message at a time, and the next as soon as the end was told', async () => {
    const client = await open(half, saying('Second.'))
    const sessionId = sessionIdOf('one')
    const { run } = await client.ask('runs.start', { sessionId, text: 'First' })
    await expect(client.ask('runs.start', { sessionId, text: 'Too early' })).rejects.toMatchObject({
      code: 'run-active',
    })
    await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    void client.ask('runs.cancel', { runId: run.id })
    await client.told(isEnd)
    const second = await client.ask('runs.start', { sessionId, text: 'Now' })
    expect(second.run.id).not.toBe(run.id)
  })

  test('of two messages at the same moment one is taken and one refused', async () => {
    const client = await open(half, half)
    const sessionId = sessionIdOf('one')
    const asked = ['a', 'b'].map((text) => client.ask('runs.start', { sessionId, text }))
    const settled = await Promise.allSettled(asked)
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('another client opens the session in the middle and misses nothing', async () => {
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    const rest: ScriptedRound = [
      { type: 'text-delta', text: 'First, ' },
      () => gate,
      { type: 'text-delta', text: 'second.' },
      { type: 'finished', parts: [{ type: 'text', text: 'First, second.' }], finishReason: 'stop' },
    ]
    const first = await open(rest)
    const { run, session } = await first.ask('runs.start', { text: 'Tell' })
    await first.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    await first.told(({ type }) => type === 'text-delta')

    const second = fixture.connect()
    const opened = await second.ask('sessions.open', { sessionId: session.id })
    expect(textOf(opened.transcript.messages.at(-1)!)).toBe('First, ')
    const [live] = opened.live
    const { events } = await second.ask('runs.watch', { runId: run.id, afterSeq: live!.seq })
    openGate()
    await second.told(isEnd)
    const later = second.notices.flatMap((notice) => (notice.type === 'run-events' ? notice.events : []))
    expect([...events, ...later].map(({ seq }) => seq - live!.seq)).toEqual(
      [...events, ...later].map((_, index) => index + 1),
    )
    const after = await second.ask('sessions.open', { sessionId: session.id })
    expect(textOf(after.transcript.messages.at(-1)!)).toBe('First, second.')
  })

  test('a run that ends while its session is being read is there to its last word', async () => {
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    const client = await open([{ type: 'text-delta', text: 'First, ' }, () => gate, ...saying('second.')])
    const { run, session } = await client.ask('runs.start', { text: 'Tell' })
    await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    await client.told(({ type }) => type === 'text-delta')
    const idle = new Promise<void>((resolve) => fixture.room.onIdle(resolve))
    const read = fixture.store.runs.ofMessages.bind(fixture.store.runs)
    vi.spyOn(fixture.store.runs, 'ofMessages').mockImplementationOnce(async (messages) => {
      const early = await read(messages)
      openGate()
      await idle
      return early
    })
    const { transcript, live } = await client.ask('sessions.open', { sessionId: session.id })
    expect(live).toEqual([])
    expect(transcript.runs).toMatchObject([{ status: 'completed' }])
    expect(textOf(transcript.messages.at(-1)!)).toBe('second.')
  })

  test('a chat that is longer than a page opens with its newest, the running answer in it, and gives the rest on demand', async () => {
    const client = await open(...Array.from({ length: 30 }, (_, index) => saying(`Answer ${index}`)), half)
    const sessionId = sessionIdOf('long')
    for (let turn = 0; turn <= 30; turn++) {
      const { run } = await client.ask('runs.start', { sessionId, text: `Question ${turn}` })
      await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
      await client.told((event) => event.runId === run.id && (isEnd(event) || event.type === 'text-delta'))
    }
    const { transcript } = await client.ask('sessions.open', { sessionId })
    expect(transcript.messages.map(textOf).slice(-3)).toEqual(['Answer 29', 'Question 30', 'Half'])
    const messageId = pageBefore(transcript)!
    const older = await client.ask('sessions.older', { sessionId, messageId })
    expect([...older.transcript.messages, ...transcript.messages].map(textOf)).toEqual([
      ...Array.from({ length: 30 }, (_, index) => [`Question ${index}`, `Answer ${index}`]).flat(),
      'Question 30',
      'Half',
    ])
    expect(older.transcript.runs.length + transcript.runs.length).toBe(31)
  })

  test('goes on when its client leaves', async () => {
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    const first = await open([() => gate, ...saying('Done.')])
    const { run } = await first.ask('runs.start', { text: 'Go on' })
    await first.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    first.leave()
    const second = fixture.connect()
    await second.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    openGate()
    await second.told(isEnd)
    expect(await second.ask('runs.get', { runId: run.id })).toMatchObject({ status: 'completed' })
    const seen = first.notices.flatMap((notice) => (notice.type === 'run-events' ? notice.events : []))
    expect(seen.some(isEnd)).toBe(false)
  })

  test('an ended run is watched from the store', async () => {
    const client = await open(saying('Hello.'))
    const { run } = await client.ask('runs.start', { text: 'Hi' })
    await client.ask('runs.cancel', { runId: run.id })
    const { events, ended } = await client.ask('runs.watch', { runId: run.id, afterSeq: 2 })
    expect(ended).toBe(true)
    expect(events[0]?.seq).toBe(3)
    expect(events.at(-1)?.type).toBe('run-ended')
  })

  test('retry answers beside the old answer, which is kept in the tree', async () => {
    const client = await open(saying('Old.'), saying('New.'))
    const { run, session } = await client.ask('runs.start', { text: 'Hi' })
    await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    await client.told(isEnd)
    const again = await client.ask('runs.retry', { sessionId: session.id, userMessageId: run.userMessageId })
    await client.ask('runs.watch', { runId: again.run.id, afterSeq: 0 })
    await client.told((event) => isEnd(event) && event.runId === again.run.id)
    const { transcript } = await client.ask('sessions.open', { sessionId: session.id })
    expect(transcript.messages.map(textOf)).toEqual(['Hi', 'New.'])
    expect(transcript.branches).toMatchObject([{ length: 2 }])
  })

  test('a message in the place of another one leaves that one, and its answers, as a branch', async () => {
    const client = await open(saying('One.'), saying('Two.'), saying('Other.'))
    const finished = async (id: RunId) => {
      await client.ask('runs.watch', { runId: id, afterSeq: 0 })
      await client.told((event) => isEnd(event) && event.runId === id)
    }
    const { run, session } = await client.ask('runs.start', { text: 'First' })
    await finished(run.id)
    const sessionId = session.id
    await finished((await client.ask('runs.start', { sessionId, text: 'Second' })).run.id)
    const replaces = run.userMessageId
    const edited = await client.ask('runs.start', { sessionId, text: 'Anew', replaces })
    await finished(edited.run.id)
    const shown = async () => (await client.ask('sessions.open', { sessionId })).transcript
    expect((await shown()).messages.map(textOf)).toEqual(['Anew', 'Other.'])
    expect((await shown()).branches).toEqual([[replaces, edited.run.userMessageId]])
    expect(await client.ask('sessions.show', { sessionId, messageId: replaces })).toMatchObject({ behind: 3 })
    expect((await shown()).messages.map(textOf)).toEqual(['First', 'One.', 'Second', 'Two.'])
    await expect(
      client.ask('runs.start', { sessionId, text: 'Anew', replaces: messageIdOf('none') }),
    ).rejects.toMatchObject({ code: 'message-missing' })
  })
})

test('deleting a session stops its run, and everybody is told', async () => {
  const client = await open(half)
  const other = fixture.connect()
  const { run, session } = await client.ask('runs.start', { text: 'Hi' })
  await client.ask('sessions.delete', { sessionId: session.id })
  expect(await client.ask('runs.get', { runId: run.id })).toMatchObject({ status: 'cancelled' })
  expect(other.notices).toContainEqual(
    expect.objectContaining({
      type: 'session-changed',
      session: expect.objectContaining({ running: false }),
    }),
  )
  expect(await client.ask('sessions.list', {})).toEqual({ sessions: [] })
  await client.ask('sessions.restore', { sessionId: session.id })
  expect((await client.ask('sessions.list', {})).sessions).toHaveLength(1)
})

test('closing ends what runs as interrupted', async () => {
  const client = await open(half)
  const { run } = await client.ask('runs.start', { text: 'Hi' })
  await fixture.room.close()
  expect(await fixture.store.runs.get(run.id)).toMatchObject({
    status: 'incomplete',
    incompleteReason: 'interrupted',
  })
})

describe('to continue', () => {
  const cutRound: ScriptedRound = [
    { type: 'text-delta', text: 'One, two' },
    { type: 'failed', failure: failureOf('stream-cut', { params: { provider: 'X' }, retryable: false }) },
  ]

  test('goes on behind what is kept, and the whole is one conversation', async () => {
    const model = createScriptedModel([cutRound, saying(', three.'), saying('Four.')])
    fixture = await openDoor(model)
    const client = fixture.connect()
    const first = await client.ask('runs.start', { text: 'Count' })
    await client.ask('runs.watch', { runId: first.run.id, afterSeq: 0 })
    await client.told(isEnd)
    const { run, session } = await client.ask('runs.continue', { sessionId: first.session.id })
    const ended = client.told((event) => isEnd(event) && event.runId === run.id)
    await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    await ended
    const { transcript } = await client.ask('sessions.open', { sessionId: session.id })
    expect(transcript.messages.map((message) => [message.role, textOf(message)])).toEqual([
      ['user', 'Count'],
      ['assistant', 'One, two'],
      ['assistant', ', three.'],
    ])
    expect(model.requests[1]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    await expect(client.ask('runs.continue', { sessionId: session.id })).rejects.toMatchObject({
      code: 'run-complete',
    })
  })

  test('a client that opens the session meanwhile sees the first half too', async () => {
    const client = await open(cutRound, half)
    const first = await client.ask('runs.start', { text: 'Count' })
    await client.ask('runs.watch', { runId: first.run.id, afterSeq: 0 })
    await client.told(isEnd)
    const { run } = await client.ask('runs.continue', { sessionId: first.session.id })
    await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
    await client.told((event) => event.type === 'text-delta' && event.text === 'Half')
    const { transcript } = await client.ask('sessions.open', { sessionId: first.session.id })
    expect(transcript.messages.map(textOf)).toEqual(['Count', 'One, two', 'Half'])
  })

  test('a session without an answer has nothing to continue', async () => {
    const client = await open()
    const { id } = await client.ask('sessions.create', {})
    await expect(client.ask('runs.continue', { sessionId: id })).rejects.toMatchObject({
      code: 'run-complete',
    })
  })
})

describe('backups', () => {
  test('an engine that has none lists none, and refuses to make or to go back to one', async () => {
    const client = await open()
    expect(await client.ask('storage.backups', {})).toEqual({ backups: [] })
    const unsupported = { code: 'backup-unsupported' }
    await expect(client.ask('storage.backup', {})).rejects.toMatchObject(unsupported)
    await expect(client.ask('storage.restore', { name: 'any' })).rejects.toMatchObject(unsupported)
  })

  test('nothing is gone back to while an answer is being written', async () => {
    const client = await open(half)
    await client.ask('runs.start', { text: 'Count' })
    await expect(client.ask('storage.restore', { name: 'any' })).rejects.toMatchObject({
      code: 'storage-busy',
    })
  })

  test('how often they are made is kept, and the rest stays as it is', async () => {
    const client = await open()
    await client.ask('storage.update', { trashMs: 86_400_000 })
    const { settings } = await client.ask('storage.update', { backup: { everyMs: null, keep: 3 } })
    expect(settings).toMatchObject({ trashMs: 86_400_000, backup: { everyMs: null, keep: 3 } })
  })
})
