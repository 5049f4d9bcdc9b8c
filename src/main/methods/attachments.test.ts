import { expect, test } from 'vitest'
import { maxContentPiece, type Attachment } from '../../contract/attachment.ts'
import { pixel } from '../attachments/testing/documents.ts'
import { codeOf } from '../core/testing/code-of.ts'
import { createScriptedModel, saying } from '../core/testing/scripted-model.ts'
import { openDoor, type FakeClient } from './testing/door-fixture.ts'

async function put(client: FakeClient, name: string, bytes: Buffer): Promise<Attachment> {
  for (let piece = 0; ; piece++) {
    const from = piece * maxContentPiece
    const data = bytes.subarray(from, from + maxContentPiece).toString('base64')
    const last = from + maxContentPiece >= bytes.length
    const { attachment } = await client.ask('attachments.put', { id: name, piece, name, data, last })
    if (attachment) return attachment
  }
}

async function send(client: FakeClient, input: Parameters<FakeClient['ask']>[1] & { text: string }) {
  const started = await client.ask('runs.start', input)
  await client.ask('runs.watch', { runId: started.run.id, afterSeq: 0 })
  await client.told((event) => event.type === 'run-ended' && event.runId === started.run.id)
  return started
}

test('AT-12 a message has its files by hash, the page of the chat no bytes, and the model what they hold', async () => {
  const model = createScriptedModel([saying('A picture.')])
  const { room, connect } = await openDoor(model)
  const client = connect()
  const photo = await put(client, 'photo.png', pixel)
  const large = await put(client, 'large.txt', Buffer.alloc(maxContentPiece + 5, 'a'))
  const { session } = await send(client, { text: '', attachments: [photo, large] })
  expect(session.title).toBe('photo.png')
  const opened = await client.ask('sessions.open', { sessionId: session.id })
  expect(opened.transcript.messages[0]?.parts).toEqual([photo, large])
  expect(JSON.stringify(opened).length).toBeLessThan(5000)
  expect(model.requests[0]?.messages[0]?.parts).toMatchObject([
    { type: 'image', data: pixel.toString('base64') },
    { type: 'text', text: expect.stringContaining('large.txt') },
  ])
  const { data, size } = await client.ask('attachments.get', {
    hash: large.hash,
    name: 'large.txt',
    from: maxContentPiece,
  })
  expect({ data, size }).toEqual({ data: Buffer.from('aaaaa').toString('base64'), size: maxContentPiece + 5 })
  await room.close()
})

test('AT-14 what was never attached, or did not come to its end, is refused and nothing is stored', async () => {
  const { room, connect, store } = await openDoor(createScriptedModel([]))
  const client = connect()
  const photo = await put(client, 'photo.png', pixel)
  const stranger = {
    ...photo,
    hash: photo.hash.replace(/^./, (first) => (first === '0' ? '1' : '0')) as never,
  }
  await expect(client.ask('runs.start', { text: 'Look', attachments: [stranger] })).rejects.toMatchObject({
    code: 'attachment-missing',
  })
  expect(await store.transfer.count()).toBe(0)
  await client.ask('attachments.put', { id: 'x', piece: 0, name: 'a', data: 'YQ==', last: false })
  await client.ask('attachments.cancel', { id: 'x' })
  const late = client.ask('attachments.put', { id: 'x', piece: 1, name: 'a', data: 'YQ==', last: true })
  await expect(late).rejects.toMatchObject({ code: 'archive-interrupted' })
  const odd = client.ask('attachments.put', { id: 'y', piece: 0, name: 'a', data: '%%', last: true })
  await expect(odd).rejects.toMatchObject({ code: 'input-invalid' })
  await expect(
    client.ask('runs.start', { text: 'a', attachments: [{ ...photo, name: '../a' }] }),
  ).rejects.toMatchObject({ code: 'input-invalid' })
  await room.close()
})

test('AT-05 a file that was damaged where the chats are is whole again once it is attached again', async () => {
  const model = createScriptedModel([saying('A picture.')])
  const { room, connect, store } = await openDoor(model)
  const client = connect()
  const photo = await put(client, 'photo.png', pixel)
  await store.attachments.put(photo.hash, Buffer.from('damaged'))
  await send(client, { text: 'Look', attachments: [photo] })
  expect(model.requests[0]?.messages[0]?.parts[0]).toMatchObject({ data: pixel.toString('base64') })
  expect(await codeOf(store.attachments.get(photo.hash))).toBe('nothing was refused')
  await room.close()
})

test('AT-13 a message that is written anew, and a copy of the chat, have the files of the first', async () => {
  const { room, connect, store } = await openDoor(createScriptedModel([saying('One.'), saying('Two.')]))
  const client = connect()
  const photo = await put(client, 'photo.png', pixel)
  const first = await send(client, { text: 'Look', attachments: [photo] })
  const sessionId = first.session.id
  await send(client, { sessionId, text: 'Look again', replaces: first.run.userMessageId })
  const { transcript } = await client.ask('sessions.open', { sessionId })
  expect(transcript.messages[0]?.parts).toEqual([photo, { type: 'text', text: 'Look again' }])
  const copy = await client.ask('sessions.fork', { sessionId })
  await client.ask('sessions.delete', { sessionId })
  await client.ask('sessions.purge', { sessionId })
  expect(await store.attachments.sweep(0)).toBe(0)
  expect(
    (await client.ask('sessions.open', { sessionId: copy.id })).transcript.messages[0]?.parts[0],
  ).toEqual(photo)
  expect(await codeOf(store.attachments.get(photo.hash))).toBe('nothing was refused')
  await room.close()
})

test('AT-13 an export has the picture in it, or the name of the file', async () => {
  const { room, connect } = await openDoor(createScriptedModel([saying('One.')]))
  const client = connect()
  const photo = await put(client, 'photo.png', pixel)
  const note = await put(client, 'note.txt', Buffer.from('words'))
  const { session } = await send(client, { text: 'Look', attachments: [photo, note] })
  const exported = async (format: 'html' | 'markdown' | 'lm-deluge' | 'archive') =>
    (await client.ask('sessions.export', { sessionId: session.id, format })).text
  expect(await exported('html')).toContain(`src="data:image/png;base64,${pixel.toString('base64')}"`)
  expect(await exported('markdown')).toMatch(/\(Image: photo\.png\)[\s\S]*\(File: note\.txt\)/)
  expect(await exported('lm-deluge')).toContain(Buffer.from('words').toString('base64'))
  expect(await exported('archive')).toContain(
    `{"attachment":"${note.hash}","size":5,"from":0,"data":"d29yZHM="}`,
  )
  await room.close()
})

test('AT-11 the meter counts pictures and files, and says how much of it is an estimate', async () => {
  const { room, connect } = await openDoor(createScriptedModel([]))
  const client = connect()
  const note = await put(client, 'note.txt', Buffer.alloc(4000, 'a'))
  const without = await client.ask('context.estimate', { text: '' })
  const estimate = await client.ask('context.estimate', { text: '', attachments: [note] })
  expect(estimate).toMatchObject({ media: 1000, tokens: without.tokens + 1000 })
  expect(without.media).toBeUndefined()
  await room.close()
})
