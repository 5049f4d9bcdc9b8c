import { createHash } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import type { SessionId } from '../../contract/id.ts'
import { callsOf } from '../../contract/transcript.ts'
import { calling, createScriptedModel, saying, type ScriptedRound } from '../core/testing/scripted-model.ts'
import { openDoor, type DoorFixture, type FakeClient } from './testing/door-fixture.ts'

const outputLength = 2_000
const open = new Set<DoorFixture>()
afterEach(async () => {
  for (const { room, store } of open) {
    await room.close()
    await store.close()
  }
  open.clear()
})

/** Lines that are all different, so that a piece tells where it is from. */
const lines = Array.from({ length: 5_000 }, (_, index) => `line ${index} 🧺`).join('\n')

async function openWith(give: () => string, ...rounds: readonly ScriptedRound[]) {
  const model = createScriptedModel(rounds)
  const fixture = await openDoor(model, { dump: async () => give() }, { outputLength })
  open.add(fixture)
  return { ...fixture, model, client: fixture.connect() }
}

async function ask(client: FakeClient, input: { text?: string; sessionId?: SessionId }) {
  const started = await client.ask('runs.start', { text: 'Dump it', ...input })
  await client.ask('runs.watch', { runId: started.run.id, afterSeq: 0 })
  await client.told((event) => event.type === 'run-ended' && event.runId === started.run.id)
  const { transcript } = await client.ask('sessions.open', { sessionId: started.session.id })
  return { sessionId: started.session.id, transcript }
}

const read = (id: string, input: object) => calling([id, 'read_output', JSON.stringify(input)])
const dump = calling(['d', 'dump', '{}'])

test('AT-15 a long output is kept whole, the model reads its ends and the rest in pieces, to the last letter', async () => {
  const { model, client, store } = await openWith(() => lines, dump, saying('Long.'))
  const { transcript } = await ask(client, {})
  const [call] = transcript.calls
  const { hash, size } = call!.whole!
  expect(size).toBe(Buffer.byteLength(lines))
  expect(call!.result!.length).toBeLessThan(outputLength + 300)
  expect(call!.result!.startsWith('line 0 🧺\nline 1')).toBe(true)
  expect(call!.result!.endsWith('line 4999 🧺')).toBe(true)
  expect(call!.result).toContain(`"${hash.slice(0, 12)}" and from 1600`)
  expect(Buffer.from((await store.attachments.get(hash))!).toString()).toBe(lines)
  expect(model.requests[1]?.messages.at(-1)?.parts).toMatchObject([{ content: call!.result }])
  expect(model.requests[0]?.tools.map(({ name }) => name)).toEqual(['dump'])
  expect(model.requests[1]?.tools.map(({ name }) => name)).toEqual(['dump', 'read_output'])
  expect(await store.attachments.sweep(0)).toBe(0)
  expect(transcript.messages.some(({ role }) => role === 'tool')).toBe(true)
})

test('AT-15 a later run reads any part of it, and what it asks for wrongly is told', async () => {
  const output = createHash('sha256').update(lines).digest('hex').slice(0, 12)
  const { model, client } = await openWith(
    () => lines,
    dump,
    saying('Long.'),
    read('r1', { output, from: 1_600, length: 300 }),
    read('r2', { output, from: 1_000_000 }),
    read('r3', { output: '0123456789ab', from: 0 }),
    read('r4', { output, from: -1, length: 5 }),
    read('r5', { output, from: 0, length: 1_000_000 }),
    saying('Read.'),
  )
  const { sessionId } = await ask(client, {})
  const { transcript } = await ask(client, { sessionId, text: 'And the rest?' })
  expect(model.requests[2]?.tools.map(({ name }) => name)).toContain('read_output')
  const results = transcript.messages.flatMap(({ id }) => callsOf(transcript, id)).slice(1)
  const piece = results[0]?.result ?? ''
  expect(piece.split('\n').slice(1).join('\n')).toBe(lines.slice(1_600, 1_900).toWellFormed())
  expect(results.slice(1, 4).map(({ failure }) => failure?.code)).toEqual(
    Array.from({ length: 3 }, () => 'tool-arguments-invalid'),
  )
  expect(results[4]?.result?.length).toBeLessThanOrEqual(outputLength)
  expect(results.every(({ whole }) => whole === undefined)).toBe(true)
})

test('AT-15 it goes with a copy of the chat and with an archive, and goes when the last of them does', async () => {
  const { client, store } = await openWith(() => lines, dump, saying('Long.'))
  const { sessionId, transcript } = await ask(client, {})
  const { hash } = transcript.calls[0]!.whole!
  const copy = (await client.ask('sessions.fork', { sessionId })).id
  const { text } = await client.ask('sessions.export', { sessionId, format: 'archive' })
  const remove = async (id: typeof sessionId) => {
    await client.ask('sessions.delete', { sessionId: id })
    await client.ask('sessions.purge', { sessionId: id })
    return store.attachments.sweep(0)
  }
  expect(await remove(sessionId)).toBe(0)
  expect(await remove(copy)).toBe(1)
  const other = await openWith(() => '')
  await other.client.ask('archive.import', { id: 'a', piece: 0, text, last: true })
  const whole = await other.client.ask('attachments.get', { hash, name: 'dump.txt' })
  expect(Buffer.from(whole.data, 'base64').toString()).toBe(lines)
  expect(await other.store.attachments.sweep(0)).toBe(0)
})

test('AT-15 a call that is run again keeps what the others gave, and the whole of it', async () => {
  const two = calling(['d', 'dump', '{}'], ['e', 'dump', '{"n":2}'])
  const { client, store } = await openWith(() => lines, two, saying('Long.'), saying('Again.'))
  const { sessionId, transcript } = await ask(client, {})
  const [call] = transcript.calls
  const { run } = await client.ask('runs.rerun-call', {
    sessionId,
    messageId: call!.messageId,
    callId: call!.id,
  })
  await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
  await client.told((event) => event.type === 'run-ended' && event.runId === run.id)
  const after = (await client.ask('sessions.open', { sessionId })).transcript
  expect(after.calls.map(({ whole }) => whole)).toEqual([call!.whole, call!.whole])
  const tool = after.messages.find(({ role }) => role === 'tool')
  expect(tool?.parts).toMatchObject([{ whole: call!.whole }, { whole: call!.whole }])
  expect(await store.attachments.sweep(0)).toBe(0)
})

test('AT-15 what is beyond all bounds is refused by name, and what cannot be kept says so in its place', async () => {
  const giant = 'x'.repeat(50_000_001)
  const { model, client, store } = await openWith(
    () => (model.requests.length === 1 ? giant : lines),
    dump,
    saying('Too long.'),
    dump,
    saying('Lost.'),
  )
  const first = await ask(client, {})
  expect(first.transcript.calls[0]).toMatchObject({
    status: 'failed',
    failure: { code: 'tool-output-too-large' },
  })
  vi.spyOn(store.attachments, 'put').mockRejectedValue(new Error('the disk is full'))
  const second = await ask(client, { sessionId: first.sessionId })
  const lost = second.transcript.calls.at(-1)
  expect(lost?.whole).toBeUndefined()
  expect(lost?.result).toMatch(/^line 0[\s\S]*could not be kept: [\s\S]*line 4999 🧺$/)
})
