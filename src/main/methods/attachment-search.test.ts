import { expect, test } from 'vitest'
import { readFoundPassages } from '../../contract/found-passages.ts'
import { providerIdOf } from '../../contract/id.ts'
import { createSearchToolSource, searchAttachments } from '../core/attachments/search/search-tool.ts'
import { calling, createScriptedModel, saying } from '../core/testing/scripted-model.ts'
import { openDoor, type FakeClient } from './testing/door-fixture.ts'

const source = createSearchToolSource()
const call = calling(['c1', searchAttachments.name, JSON.stringify({ query: 'notice period' })])

async function attach(client: FakeClient, name: string, text: string) {
  const data = Buffer.from(text).toString('base64')
  const { attachment } = await client.ask('attachments.put', { id: name, piece: 0, name, data, last: true })
  if (!attachment) throw new Error('it was not the last piece')
  return attachment
}

async function send(client: FakeClient, input: Parameters<FakeClient['ask']>[1] & { text: string }) {
  const { run, session } = await client.ask('runs.start', input)
  await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
  await client.told((event) => event.type === 'run-ended' && event.runId === run.id)
  return client.ask('sessions.open', { sessionId: session.id })
}

test('AT-17 a model is told of the search once a file is on the path, and finds what that says', async () => {
  const model = createScriptedModel([saying('Hello.'), call, saying('Three months.'), call, saying('Gone.')])
  const { room, connect } = await openDoor(model, {}, { source })
  const client = connect()
  const { session } = await send(client, { text: 'Hi' })
  const lease = await attach(client, 'lease.txt', 'The notice period is three months.')
  const asked = { sessionId: session.id, text: 'How long?', attachments: [lease] }
  const { transcript } = await send(client, asked)
  const told = model.requests.map(({ tools }) => tools.map(({ name }) => name))
  expect(told).toEqual([[], [searchAttachments.name], [searchAttachments.name]])
  const [record] = transcript.calls
  expect(record).toMatchObject({ status: 'completed', approval: 'not-needed' })
  expect(readFoundPassages(record?.result ?? '')).toMatchObject({
    searched: 'words',
    hits: [{ file: 'lease.txt', lines: '1', text: 'The notice period is three months.' }],
  })
  await client.ask('tools.configure', { off: [searchAttachments.name] })
  const off = await send(client, { sessionId: session.id, text: 'Again' })
  expect(model.requests.at(-1)?.tools).toEqual([])
  expect(off.transcript.calls.at(-1)).toMatchObject({ status: 'failed' })
  await room.close()
})

test('AT-17 which model makes vectors is kept, beside the other services, and can be taken back', async () => {
  const { room, connect } = await openDoor(createScriptedModel([]), {}, { source })
  const client = connect()
  const embeddings = { providerId: providerIdOf('demo'), model: 'nomic-embed-text' }
  const set = await client.ask('tools.configure', { services: { embeddings } })
  expect(set.services).toMatchObject({ embeddings, search: 'wikipedia' })
  await client.ask('tools.configure', { services: { stocks: 'finnhub' } })
  expect((await client.ask('tools.settings', {})).services).toMatchObject({ embeddings, stocks: 'finnhub' })
  const back = await client.ask('tools.configure', { services: { embeddings: null } })
  expect(back.services).not.toHaveProperty('embeddings')
  await room.close()
})
