import { afterEach, expect, test } from 'vitest'
import { callIdOf, type RunId } from '../../contract/id.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import type { ClientTool } from '../../contract/tool.ts'
import type { FakeTools } from '../core/testing/live-run-fixture.ts'
import { calling, createScriptedModel, saying, type ScriptedRound } from '../core/testing/scripted-model.ts'
import { openDoor, type DoorFixture, type DoorOptions, type FakeClient } from './testing/door-fixture.ts'

const doors: DoorFixture[] = []
afterEach(async () => {
  for (const { room } of doors) await room.close()
  await doors[0]?.store.close()
  doors.length = 0
})

const lookUp: ClientTool = { name: 'look_up', description: 'Looks it up.', inputSchema: { type: 'object' } }
const two = calling(['a', 'look_up', '{"q":1}'], ['b', 'look_up', '{"q":2}'])

async function openWith(rounds: readonly ScriptedRound[], tools: FakeTools = {}, options: DoorOptions = {}) {
  const model = createScriptedModel(rounds)
  const fixture = await openDoor(model, tools, options)
  doors.push(fixture)
  return { fixture, model, client: fixture.connect() }
}

async function begin(client: FakeClient): Promise<RunId> {
  const { run } = await client.ask('runs.start', { text: 'Look', options: { clientTools: [lookUp] } })
  await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
  await client.told(awaits)
  return run.id
}

const awaits = (event: RunEvent) =>
  event.type === 'run-status-changed' && event.requiredAction?.type === 'submit-tool-outputs'
const submit = (client: FakeClient, runId: RunId, callId: string, output: string) =>
  client.ask('runs.submit-tool-outputs', { runId, outputs: [{ callId: callIdOf(callId), output }] })

async function ended(client: FakeClient, runId: RunId) {
  const { events } = await client.ask('runs.watch', { runId, afterSeq: 0 })
  await client.told((event) => event.type === 'run-ended' && event.runId === runId)
  return { run: await client.ask('runs.get', { runId }), events }
}

test.each([
  ['after Parley was closed', true],
  ['after Parley was killed', false],
])(
  'DU-03 a run that waits for outputs waits on %s, with what it was given before',
  async (_name, isClosed) => {
    const first = await openWith([two], { clock: async () => 'noon' })
    const runId = await begin(first.client)
    await submit(first.client, runId, 'b', 'two')
    if (isClosed) await first.fixture.room.close()
    const { client, model } = await openWith([saying('Both.')], {}, { before: first.fixture })
    const waiting = await client.ask('runs.get', { runId })
    expect(waiting).toMatchObject({ status: 'requires_action', requiredAction: { calls: [{ id: 'a' }] } })
    await expect(
      client.ask('runs.start', { sessionId: waiting.sessionId, text: 'More' }),
    ).rejects.toMatchObject({
      code: 'run-active',
    })
    await expect(submit(client, runId, 'b', 'again')).rejects.toMatchObject({ code: 'output-given' })
    await submit(client, runId, 'a', 'one')
    const { run } = await ended(client, runId)
    expect(run.status).toBe('completed')
    expect(model.requests[0]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool'])
    expect(model.requests[0]?.messages.at(-1)?.parts).toMatchObject([{ content: 'one' }, { content: 'two' }])
    const { events } = await client.ask('runs.watch', { runId, afterSeq: 0 })
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    const { transcript } = await client.ask('sessions.open', { sessionId: run.sessionId })
    expect(transcript.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant'])
    expect(new Set(transcript.messages.map(({ id }) => id)).size).toBe(4)
  },
)

test('DU-03 what else was going on in that round ends with the process, and is told as such', async () => {
  const mixed = calling(['a', 'look_up', '{}'], ['s', 'slow', '{}'], ['n', 'slow', '{"n":2}'])
  const first = await openWith([mixed], { slow: () => new Promise(() => undefined) })
  const runId = await begin(first.client)
  await first.client.told((event) => event.type === 'tool-call-started' && event.callId === 's')
  await first.fixture.room.close()
  const { client, model } = await openWith([saying('Done.')], {}, { before: first.fixture })
  await submit(client, runId, 'a', 'one')
  await ended(client, runId)
  expect(model.requests[0]?.messages.at(-1)?.parts).toMatchObject([
    { content: 'one', isError: false },
    { content: expect.stringContaining('is not known'), isError: true },
    { content: expect.stringContaining('stopped'), isError: true },
  ])
})

test('a run expires when nobody gives the outputs, keeps what it has, and can be continued', async () => {
  const { client } = await openWith([two, saying('Never mind.')], {}, { outsideMs: 20 })
  const runId = await begin(client)
  const { run } = await ended(client, runId)
  expect(run.status).toBe('expired')
  await expect(submit(client, runId, 'a', 'late')).rejects.toMatchObject({ code: 'outputs-late' })
  const { transcript } = await client.ask('sessions.open', { sessionId: run.sessionId })
  expect(transcript.calls.map(({ failure }) => failure?.code)).toEqual([
    'tool-unsubmitted',
    'tool-unsubmitted',
  ])
  const next = await client.ask('runs.continue', { sessionId: run.sessionId })
  expect((await ended(client, next.run.id)).run.status).toBe('completed')
})

test('a run whose time went by while Parley was closed expires at the next start', async () => {
  const first = await openWith([two])
  const runId = await begin(first.client)
  await first.fixture.room.close()
  const { store } = first.fixture
  const run = (await store.runs.get(runId))!
  const events = await store.log.read(runId, 0)
  const requiredAction = { ...run.requiredAction!, expiresAt: 1 }
  const overdue = { ...events.findLast(awaits)!, seq: events.length + 1, requiredAction } as RunEvent
  await store.log.commit({
    run: { ...run, requiredAction },
    events: [overdue],
    messages: [],
    calls: [],
    durable: true,
  })
  const { client } = await openWith([], {}, { before: first.fixture })
  expect((await ended(client, runId)).run.status).toBe('expired')
})
