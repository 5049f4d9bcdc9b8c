import { expect, test } from 'vitest'
import { summaryIn, textOf } from '../../contract/message.ts'
import type { Run } from '../../contract/run.ts'
import { failureOf } from '../core/errors.ts'
import { createScriptedModel, saying, type ScriptedRound } from '../core/testing/scripted-model.ts'
import { openDoor, type FakeClient } from './testing/door-fixture.ts'

const long = 'word '.repeat(2_000)

/** An answer whose tokens the provider does not count, so that they are counted here. */
function uncounted(text: string): ScriptedRound {
  return [{ type: 'finished', parts: [{ type: 'text', text }], finishReason: 'stop' }]
}

async function opened(rounds: readonly ScriptedRound[], contextTokens?: number) {
  const model = createScriptedModel(rounds)
  const { room, connect, store } = await openDoor(
    model,
    {},
    contextTokens === undefined ? {} : { contextTokens },
  )
  const client = connect()
  const said = () =>
    model.requests.at(-1)?.messages.map(({ role, parts }) => `${role}: ${textOf({ parts })}`) ?? []
  return { client, model, store, said, close: () => room.close() }
}

async function finish(client: FakeClient, { run }: { readonly run: Pick<Run, 'id'> }) {
  await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
  await client.told((event) => event.type === 'run-ended' && event.runId === run.id)
  return client.ask('runs.get', { runId: run.id })
}

async function ask(client: FakeClient, text: string, sessionId?: string) {
  const started = await client.ask('runs.start', { text, ...(sessionId !== undefined && { sessionId }) })
  await finish(client, started)
  return started.session.id
}

async function open(client: FakeClient, sessionId: string) {
  return (await client.ask('sessions.open', { sessionId })).transcript
}

test('S2-23 a compaction folds the older turns, keeps every message, counts its cost, and can be taken back', async () => {
  const rounds = ['One.', 'Two.', 'Three.', 'The summary', 'Four.', 'Five.'].map((words) => saying(words))
  const { client, said, model, close } = await opened(rounds)
  const id = await ask(client, 'one')
  await ask(client, 'two', id)
  await ask(client, long, id)
  const run = await finish(client, await client.ask('sessions.compact', { sessionId: id }))
  expect(run).toMatchObject({ status: 'completed', usage: { inputTokens: 10, outputTokens: 2 } })
  expect(said()).toHaveLength(1)
  expect(said()[0]).toContain('user:\none\n\nassistant:\nOne.\n\nuser:\ntwo\n\nassistant:\nTwo.')
  expect(model.requests.at(-1)?.tools).toEqual([])

  await ask(client, 'four', id)
  const [summary, ...after] = said()
  expect(summary).toMatch(/^user: .*The summary.*goes on here\.\)\n\nword/s)
  expect(after).toEqual(['assistant: Three.', 'user: four'])
  const transcript = await open(client, id)
  expect(transcript.messages).toHaveLength(8)
  expect(transcript.summaries?.map((message) => summaryIn(message))).toMatchObject([
    { text: 'The summary', messageCount: 4, tokens: 10 },
  ])

  const messageId = transcript.summaries?.[0]?.id ?? ''
  await client.ask('sessions.unfold', { sessionId: id, messageId })
  await ask(client, 'five', id)
  expect(said()).toHaveLength(9)
  expect(said()[0]).toBe('user: one')
  await close()
})

test('a summary folds the one before it, and a copy of the chat has both', async () => {
  const rounds = ['A', 'B', 'Sum one', 'C', 'Sum two', 'D'].map((words) => saying(words))
  const { client, said, store, close } = await opened(rounds)
  const id = await ask(client, 'one')
  await ask(client, long.repeat(5), id)
  await finish(client, await client.ask('sessions.compact', { sessionId: id }))
  await ask(client, 'three', id)
  await finish(client, await client.ask('sessions.compact', { sessionId: id }))
  expect(said()[0]).toContain('Sum one')
  const fork = await client.ask('sessions.fork', { sessionId: id })
  await ask(client, 'four', fork.id)
  expect(said()[0]).toContain('Sum two')
  expect(said()[0]).not.toContain('Sum one')
  expect(said()).toHaveLength(3)
  const bundle = await store.transfer.read(fork.id)
  expect(bundle?.messages.filter((message) => summaryIn(message))).toHaveLength(2)
  await close()
})

test('nothing is folded where there is one turn, and a summary that ends early is none', async () => {
  const { client, said, close } = await opened([
    saying('A'),
    saying('B'),
    saying('Half', 'length'),
    saying('C'),
  ])
  const id = await ask(client, 'one')
  await expect(client.ask('sessions.compact', { sessionId: id })).rejects.toMatchObject({
    code: 'nothing-to-fold',
  })
  await ask(client, 'two', id)
  const run = await finish(client, await client.ask('sessions.compact', { sessionId: id }))
  expect(run).toMatchObject({ status: 'failed', failure: { code: 'response-invalid' } })
  await ask(client, 'three', id)
  expect(said()).toHaveLength(5)
  await close()
})

test('a compaction can be stopped, and is no answer that could be continued', async () => {
  const hanging: ScriptedRound = [() => new Promise(() => undefined)]
  const { client, close } = await opened([saying('A'), saying('B'), hanging])
  const id = await ask(client, 'one')
  await ask(client, 'two', id)
  const { run } = await client.ask('sessions.compact', { sessionId: id })
  await expect(client.ask('sessions.compact', { sessionId: id })).rejects.toMatchObject({
    code: 'run-active',
  })
  expect(await client.ask('runs.cancel', { runId: run.id })).toMatchObject({ status: 'cancelled' })
  await expect(client.ask('runs.continue', { sessionId: id })).rejects.toMatchObject({ code: 'run-complete' })
  const transcript = await open(client, id)
  expect(transcript.messages).toHaveLength(4)
  expect(transcript.summaries).toBeUndefined()
  await close()
})

test('S2-23 a chat that nears the end of the window is folded before the next request, and says so', async () => {
  const rounds = ['A', 'B', 'The summary', 'C'].map(uncounted)
  const { client, said, close } = await opened(rounds, 7_000)
  const id = await ask(client, long)
  await ask(client, long, id)
  const started = await client.ask('runs.start', { sessionId: id, text: long })
  const run = await finish(client, started)
  expect(run.status).toBe('completed')
  expect(said()[0]).toContain('The summary')
  const { events } = await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
  const types = events.map(({ type }) => type)
  expect(types.filter((type) => type.startsWith('folding'))).toEqual(['folding-started', 'folding-ended'])
  const transcript = await open(client, id)
  expect(transcript.summaries).toHaveLength(1)
  expect(transcript.runs.map(({ options }) => options.purpose)).toEqual([
    undefined,
    undefined,
    'compaction',
    undefined,
  ])
  await close()
})

const failing: ScriptedRound = [{ type: 'failed', failure: failureOf('provider-overloaded') }]

test('S2-23 where no summary can be had the oldest turns are left out, and stay left out', async () => {
  const { client, said, close } = await opened(
    [uncounted('A'), uncounted('B'), failing, uncounted('C'), uncounted('D')],
    7_000,
  )
  const id = await ask(client, long)
  await ask(client, long, id)
  const third = await client.ask('runs.start', { sessionId: id, text: long })
  const run = await finish(client, third)
  expect(run).toMatchObject({ status: 'completed', options: { leftOut: 2 } })
  expect(said()).toEqual([`user: ${long}`, 'assistant: B', `user: ${long}`])
  await client.ask('settings.update', { context: { compaction: false, compactAt: 80, trimming: false } })
  await ask(client, 'four', id)
  expect(said().slice(1)).toEqual(['assistant: B', `user: ${long}`, 'assistant: C', 'user: four'])
  expect((await open(client, id)).messages).toHaveLength(8)
  await close()
})

test('S2-23 nothing is folded or left out by itself where the user wants neither', async () => {
  const { client, said, close } = await opened([saying('A'), saying('B'), saying('C')], 5_000)
  await client.ask('settings.update', { context: { compaction: false, compactAt: 80, trimming: false } })
  const id = await ask(client, long)
  await ask(client, long, id)
  await ask(client, long, id)
  expect(said()).toHaveLength(5)
  await close()
})

test('PV-01 a chat that was refused as too long is shortened at the user’s wish', async () => {
  const refused: ScriptedRound = [{ type: 'failed', failure: failureOf('context-too-long') }]
  const { client, said, close } = await opened([saying('A'), saying('B'), refused, saying('C')])
  const id = await ask(client, long)
  await ask(client, 'two', id)
  const third = await client.ask('runs.start', { sessionId: id, text: 'three' })
  expect((await finish(client, third)).failure?.code).toBe('context-too-long')
  const again = await client.ask('runs.retry', {
    sessionId: id,
    userMessageId: third.run.userMessageId,
    options: { shorten: 'leave-out' },
  })
  expect(await finish(client, again)).toMatchObject({ status: 'completed', options: { leftOut: 2 } })
  expect(said()).toEqual(['user: two', 'assistant: B', 'user: three'])
  await close()
})

test('PV-01 a chat that was refused as too long is folded at the user’s wish', async () => {
  const refused: ScriptedRound = [{ type: 'failed', failure: failureOf('context-too-long') }]
  const { client, said, close } = await opened([
    saying('A'),
    saying('B'),
    refused,
    saying('Sum'),
    saying('C'),
  ])
  const id = await ask(client, 'one')
  await ask(client, 'two', id)
  const third = await client.ask('runs.start', { sessionId: id, text: 'three' })
  await finish(client, third)
  const { userMessageId } = third.run
  const options = { shorten: 'fold' } as const
  const again = await client.ask('runs.retry', { sessionId: id, userMessageId, options })
  expect(await finish(client, again)).toMatchObject({ status: 'completed' })
  expect(said()).toEqual([expect.stringMatching(/Sum[^]*three$/)])
  await close()
})

test('a run that is stopped while its older part is folded says nothing behind its end', async () => {
  const hanging: ScriptedRound = [() => new Promise(() => undefined)]
  const { client, store, close } = await opened([uncounted('A'), uncounted('B'), hanging], 7_000)
  const id = await ask(client, long)
  await ask(client, long, id)
  const { run } = await client.ask('runs.start', { sessionId: id, text: long })
  await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
  await client.told((event) => event.type === 'folding-started' && event.runId === run.id)
  expect(await client.ask('runs.cancel', { runId: run.id })).toMatchObject({ status: 'cancelled' })
  const events = await store.log.read(run.id, 0)
  expect(events.filter(({ type }) => type === 'run-ended')).toHaveLength(1)
  expect(events.at(-1)?.type).toBe('run-ended')
  const transcript = await open(client, id)
  expect(transcript.folding).toBeUndefined()
  expect(transcript.summaries).toBeUndefined()
  await close()
})
