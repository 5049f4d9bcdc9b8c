import { afterEach, describe, expect, test } from 'vitest'
import { newAgentWords } from '../../contract/agent.ts'
import { agentIdOf, sessionIdOf } from '../../contract/id.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import { agentIn } from '../../contract/session.ts'
import { calling, createScriptedModel, saying, type ScriptedRound } from '../core/testing/scripted-model.ts'
import type { FakeTools } from '../core/testing/live-run-fixture.ts'
import { openDoor, type DoorFixture, type FakeClient } from './testing/door-fixture.ts'

const chat = sessionIdOf('chat')
const isEnd = (event: RunEvent) => event.type === 'run-ended'
const asked: string[] = []
const tools: FakeTools = {
  add: async () => (asked.push('add'), '3'),
  erase: async () => (asked.push('erase'), 'gone'),
}
let fixture: DoorFixture
let model: ReturnType<typeof createScriptedModel>

async function open(...rounds: readonly ScriptedRound[]): Promise<FakeClient> {
  model = createScriptedModel(rounds)
  fixture = await openDoor(model, tools)
  asked.length = 0
  return fixture.connect()
}
afterEach(async () => {
  await fixture.room.close()
  await fixture.store.close()
})

async function ask(client: FakeClient, input: Partial<Parameters<typeof start>[1]> = {}) {
  const { run } = await start(client, { text: 'Question?', sessionId: chat, ...input })
  await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
  await client.told((event) => isEnd(event) && event.runId === run.id)
  return run
}
const start = (client: FakeClient, input: Parameters<typeof client.ask<'runs.start'>>[1]) =>
  client.ask('runs.start', input)

/** What the model was told in a request before the conversation. */
function toldFirst(request: number): string | undefined {
  const [first] = model.requests[request]?.messages ?? []
  const [part] = first?.role === 'system' ? first.parts : []
  return part?.type === 'text' ? part.text : undefined
}

describe('a run in a chat with an agent', () => {
  test('has its instructions first, its model, its wishes and its tools, and says by whom it was made', async () => {
    const client = await open(saying('Yes.'))
    const { agent } = await client.ask('agents.save', {
      name: 'Writer',
      instructions: 'You write.',
      providerId: 'demo',
      model: 'large',
      generation: { temperature: 0.3 },
      tools: ['add'],
      parallelTools: true,
    })
    await client.ask('settings.update', { generation: { temperature: 1, maxTokens: 50 } })
    const run = await ask(client, { agentId: agent.id })
    expect(toldFirst(0)).toBe('You write.')
    expect(model.requests[0]).toMatchObject({
      model: 'large',
      parallelTools: true,
      generation: { temperature: 0.3, maxTokens: 50 },
      tools: [{ name: 'add' }],
    })
    expect(run.options.agent).toStrictEqual({ id: agent.id, name: 'Writer', hash: agent.hash })
    const stored = await client.ask('sessions.open', { sessionId: chat })
    expect(agentIn(stored.session)).toBe(agent.id)
    expect(stored.transcript.runs[0]?.options.agent).toStrictEqual(run.options.agent)
  })

  test('tells every request of the chat the same words in the same place', async () => {
    const client = await open(calling(['c1', 'add', '{}']), saying('3.'), saying('4.'))
    const { agent } = await client.ask('agents.save', newAgentWords)
    await ask(client, { agentId: agent.id })
    await ask(client)
    expect([0, 1, 2].map(toldFirst)).toStrictEqual(Array(3).fill('You are a helpful assistant.'))
  })

  test('refuses a call of a tool outside the set, which is not run', async () => {
    const client = await open(calling(['c1', 'erase', '{}'], ['c2', 'add', '{}']), saying('Done.'))
    const { agent } = await client.ask('agents.save', { ...newAgentWords, tools: ['add'] })
    await ask(client, { agentId: agent.id })
    expect(asked).toStrictEqual(['add'])
    const { transcript } = await client.ask('sessions.open', { sessionId: chat })
    expect(transcript.calls).toMatchObject([
      { name: 'erase', status: 'failed', failure: { code: 'tool-unknown' } },
      { name: 'add', status: 'completed' },
    ])
  })

  test('offers no tool at all where the set is empty', async () => {
    const client = await open(saying('Yes.'))
    const { agent } = await client.ask('agents.save', { ...newAgentWords, tools: [] })
    await ask(client, { agentId: agent.id })
    expect(model.requests[0]?.tools).toStrictEqual([])
  })

  test('gives way to what the caller chose for this run', async () => {
    const client = await open(saying('Yes.'))
    const words = { ...newAgentWords, providerId: 'demo', model: 'large', parallelTools: true }
    const { agent } = await client.ask('agents.save', words)
    await ask(client, {
      agentId: agent.id,
      options: { providerId: 'demo', model: 'small', parallelTools: false },
    })
    expect(model.requests[0]).toMatchObject({ model: 'small', parallelTools: false })
  })
})

describe('the agent of a chat', () => {
  test('is that of the settings in a new chat, and changes from the next message on', async () => {
    const client = await open(saying('1'), saying('2'), saying('3'), saying('4'))
    const one = (await client.ask('agents.save', { ...newAgentWords, name: 'One', instructions: '1' })).agent
    const two = (await client.ask('agents.save', { ...newAgentWords, name: 'Two', instructions: '2' })).agent
    await client.ask('settings.update', { agentId: one.id })
    await ask(client)
    await client.ask('sessions.update', { sessionId: chat, change: { agentId: two.id } })
    await ask(client)
    await ask(client, { agentId: null })
    await ask(client, { sessionId: sessionIdOf('plain'), agentId: null })
    expect([0, 1, 2, 3].map(toldFirst)).toStrictEqual(['1', '2', undefined, undefined])
  })

  test('goes with a copy of the chat, and is no business of the metadata of scripts', async () => {
    const client = await open(saying('Yes.'))
    const { agent } = await client.ask('agents.save', newAgentWords)
    await ask(client, { agentId: agent.id })
    const metadata = { origin: 'script', 'parley.agent': 'another' }
    const changed = await client.ask('sessions.update', { sessionId: chat, change: { metadata } })
    expect(changed.metadata).toStrictEqual({ origin: 'script', 'parley.agent': agent.id })
    const fork = await client.ask('sessions.fork', { sessionId: chat })
    expect(agentIn(fork)).toBe(agent.id)
    const emptied = await client.ask('sessions.update', { sessionId: chat, change: { metadata: null } })
    expect(emptied.metadata).toStrictEqual({ 'parley.agent': agent.id })
    const without = await client.ask('sessions.update', { sessionId: chat, change: { agentId: null } })
    expect(without.metadata).toBeUndefined()
  })

  test('that was deleted is nobody, until the deletion is taken back', async () => {
    const client = await open(saying('1'), saying('2'))
    const { agent } = await client.ask('agents.save', newAgentWords)
    await ask(client, { agentId: agent.id })
    await client.ask('agents.remove', { id: agent.id })
    const run = await ask(client)
    expect(run.options.agent).toBeUndefined()
    expect(toldFirst(1)).toBeUndefined()
    expect(agentIn((await client.ask('sessions.open', { sessionId: chat })).session)).toBe(agent.id)
    const { agents } = await client.ask('agents.restore', { id: agent.id })
    expect(agents).toStrictEqual([agent])
    const nobody = agentIdOf('nobody')
    await expect(start(client, { text: 'x', agentId: nobody })).rejects.toMatchObject({
      code: 'agent-missing',
    })
  })

  test('counts in what the next request is said to take', async () => {
    const client = await open()
    const before = await client.ask('context.estimate', { text: '' })
    const { agent } = await client.ask('agents.save', { ...newAgentWords, instructions: 'x'.repeat(500) })
    const { tokens } = await client.ask('context.estimate', { text: '', agentId: agent.id })
    // A letter is a token, and a line break stands before the tools.
    expect(tokens).toBe(before.tokens + 501)
  })
})

test('every client is told of changes of agents and prompts', async () => {
  const client = await open()
  const other = fixture.connect()
  const { agent } = await client.ask('agents.save', newAgentWords)
  const { prompt } = await client.ask('prompts.save', { name: 'review', text: 'Review {{what}}' })
  await client.ask('prompts.remove', { id: prompt.id })
  await expect
    .poll(() => other.notices.map(({ type }) => type))
    .toStrictEqual(['agents-changed', 'prompts-changed', 'prompts-changed'])
  expect(other.notices).toMatchObject([{ agents: [agent] }, { prompts: [prompt] }, { prompts: [] }])
})
