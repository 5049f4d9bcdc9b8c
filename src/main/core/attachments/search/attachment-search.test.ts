import { afterEach, beforeEach, expect, test } from 'vitest'
import { startWireServer, type WireServer } from '../../../../../e2e/wire/server.ts'
import type { Attachment } from '../../../../contract/attachment.ts'
import { readFoundPassages } from '../../../../contract/found-passages.ts'
import { providerIdOf, sessionIdOf } from '../../../../contract/id.ts'
import type { Usage } from '../../../../contract/usage.ts'
import { createContentTools } from '../../../attachments/content-tools.ts'
import { createMemoryAttachments } from '../../../persistence/memory-attachments.ts'
import { connect, endpointOf } from '../../../providers/testing/wire-fixture.ts'
import type { AttachmentStore } from '../../ports/attachment-store.ts'
import { createFakeClock } from '../../testing/fake-clock.ts'
import { silentLog } from '../../testing/fake-log.ts'
import { messageOf } from '../../testing/store-fixture.ts'
import { callOf } from '../../testing/tool-call.ts'
import { createAttachments, type Attachments } from '../attachments.ts'
import { createAttachmentSearch, type AttachmentSearchNeeds } from './attachment-search.ts'

const wire = { providerId: providerIdOf('wire'), model: 'wire-embed' }
const signal = new AbortController().signal
const filler = (count: number) => Array.from({ length: count }, (_, at) => `Filler number ${at}.`).join(' ')
const lease = `Lease\n\n${filler(80)}\n\nThe notice period is three months.\n\n${filler(80)}`

let server: WireServer
let kept: AttachmentStore
let attachments: Attachments
let charged: Usage[]
beforeEach(async () => {
  server = await startWireServer()
  kept = createMemoryAttachments(async () => [])
  attachments = createAttachments({ store: { attachments: kept }, staged: kept, tools: createContentTools() })
  charged = []
})
afterEach(() => server.close())

async function attach(name: string, text: string): Promise<Attachment> {
  const data = attachments.tools.toBase64(new TextEncoder().encode(text))
  const attachment = await attachments.put({ id: name, piece: 0, name, data, last: true })
  if (!attachment) throw new Error('it was not the last piece')
  return attachment
}

function searchOver(files: readonly Attachment[], more: Partial<AttachmentSearchNeeds> = {}) {
  const search = createAttachmentSearch({
    attachments,
    chosen: () => undefined,
    embed: async (_, request, stop) =>
      (await connect(endpointOf('openai-chat', server.url))).embed(request, { signal: stop }),
    moneyFor: () => ({ charge: async (usage) => void charged.push(usage), reached: async () => undefined }),
    clock: createFakeClock(),
    log: silentLog,
    ...more,
  })
  const run = search.forRun(sessionIdOf('s1'), [messageOf('m1', null, { parts: files })])
  return async (input: object, stop = signal) => {
    const call = callOf('search_attachments', JSON.stringify(input))
    const found = readFoundPassages(await run.search(call, { signal: stop, onProgress: () => undefined }))
    if (!found) throw new Error('what it gave is not understood')
    return found
  }
}

test('AT-17 without a model for vectors words are looked for, and what comes says so', async () => {
  const ask = searchOver([
    await attach('lease.txt', lease),
    await attach('other.txt', 'Nothing of that kind'),
  ])
  const found = await ask({ query: 'How long is the notice period?', limit: 1 })
  expect(found).toMatchObject({ searched: 'words', files: ['lease.txt', 'other.txt'] })
  expect(found.hits).toMatchObject([{ file: 'lease.txt', text: expect.stringContaining('three months') }])
  expect(found.hits[0]?.lines).toMatch(/^\d+(?:-\d+)?$/)
  expect(await ask({ query: 'xylophone' })).toMatchObject({ hits: [], advice: expect.any(String) })
  expect(server.requests).toEqual([])
})

test('AT-17 only files that are named are searched, and an unknown name is refused with those there are', async () => {
  const ask = searchOver([await attach('one.txt', 'The rent'), await attach('two.txt', 'The rent, too')])
  expect((await ask({ query: 'rent', files: ['two.txt'] })).hits.map(({ file }) => file)).toEqual(['two.txt'])
  await expect(ask({ query: 'rent', files: ['three.txt'] })).rejects.toThrow('there is "one.txt", "two.txt"')
  await expect(ask({ query: ' ' })).rejects.toMatchObject({ failure: { code: 'tool-arguments-invalid' } })
  await expect(ask({})).rejects.toThrow('query is missing')
  await expect(searchOver([])({ query: 'rent' })).rejects.toThrow('there is no file with text in this chat')
})

// The server's vectors tell lengths, so the passage that is about as long as the question is the nearest.
test('AT-18 a model’s vectors are asked for once, kept with the text, and paid for', async () => {
  const files = [await attach('lease.txt', lease), await attach('short.txt', 'As long as this question?')]
  const found = await searchOver(files, { chosen: () => wire })({
    query: 'As long as this question!',
    limit: 2,
  })
  expect(found).toMatchObject({
    searched: 'meaning',
    model: 'wire-embed',
    hits: [{ file: 'short.txt', score: 1 }, {}],
  })
  const sent = server.requests.map(({ body }) => (body as { readonly input: readonly string[] }).input)
  expect(sent.map((texts) => texts.length)).toEqual([1, 4, 1])
  expect(found.tokens).toBe(sent.flat().length)
  expect(charged).toHaveLength(3)
  // A later start has nothing in its memory: of the texts, none goes out again.
  const later = await searchOver(files, { chosen: () => wire })({ query: 'notice' })
  expect(later.hits).toHaveLength(Math.min(6, sent.flat().length - 1))
  expect(server.requests).toHaveLength(4)
  const other = searchOver(files, { chosen: () => ({ ...wire, model: 'another' }) })
  await other({ query: 'notice' })
  expect(server.requests).toHaveLength(7)
})

test('AT-18 two searches at a time make each vector once, and what was changed on the disk is made again', async () => {
  const file = await attach('lease.txt', lease)
  const ask = searchOver([file], { chosen: () => wire })
  await Promise.all([ask({ query: 'a' }), ask({ query: 'b' })])
  expect(server.requests).toHaveLength(3)
  const model = await attachments.tools.hashOf(new TextEncoder().encode('wire wire-embed'))
  const name = `vectors-1-none-${model.slice(0, 16)}-0`
  const made = await kept.getMade(file.hash, name)
  await kept.putMade(
    file.hash,
    name,
    made!.map((byte, at) => (at === 100 ? byte ^ 1 : byte)),
  )
  await ask({ query: 'c' })
  expect(server.requests).toHaveLength(5)
  expect(await kept.getMade(file.hash, name)).toEqual(made)
  await ask({ query: 'd' })
  expect(server.requests).toHaveLength(6)
})

test('AT-18 where the model cannot be asked words are looked for, and the sentence says why', async () => {
  const file = await attach('lease.txt', lease)
  server.key = 'another'
  const refused = await searchOver([file], { chosen: () => wire })({ query: 'notice period', limit: 1 })
  expect(refused).toMatchObject({ searched: 'words', hits: [{ file: 'lease.txt' }] })
  expect(refused.note).toMatch(/^The embeddings model wire-embed could not be asked.*key/)
  await server.close()
  const unreachable = await searchOver([file], { chosen: () => wire })({ query: 'notice period', limit: 1 })
  expect(unreachable).toMatchObject({ searched: 'words', hits: [{ file: 'lease.txt' }] })
  expect(unreachable.note).toMatch(/cannot be reached/)
})

test('AT-18 a model that takes too long gives way to words, what it made is kept, and a stop ends it at once', async () => {
  const file = await attach('long.txt', Array.from({ length: 300 }, () => lease).join('\n'))
  const clock = createFakeClock()
  let asked = 0
  let ended = false
  let sizes: number[] = []
  const embed: AttachmentSearchNeeds['embed'] = async (_, { texts, model }, stop) => {
    asked += 1
    sizes.push(texts.length)
    if (asked === 4) {
      clock.advance(30_000)
      ended = stop.aborted
      return new Promise(() => undefined)
    }
    return { vectors: texts.map((text) => [text.length, 1]), model }
  }
  const ask = searchOver([file], { chosen: () => wire, clock, embed })
  const found = await ask({ query: 'notice period', limit: 1 })
  expect([found.searched, ended]).toEqual(['words', true])
  expect(found.note).toMatch(/^Only 128 of 1,200 passages could be compared/)
  sizes = []
  expect(await ask({ query: 'notice period' })).toMatchObject({ searched: 'meaning' })
  const again = Math.max(...sizes)
  expect({ first: sizes[0], again }).toEqual({ first: 1, again: 64 })
  const stop = new AbortController()
  const stopped = searchOver([file], {
    chosen: () => ({ ...wire, model: 'another' }),
    embed: async () => {
      stop.abort()
      return new Promise(() => undefined)
    },
  })
  await expect(stopped({ query: 'notice' }, stop.signal)).rejects.toThrow('aborted')
})
