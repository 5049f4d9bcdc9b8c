import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { saying } from '../../../../e2e/wire/round.ts'
import { startWireServer, type WireServer } from '../../../../e2e/wire/server.ts'
import type { Attachment } from '../../../contract/attachment.ts'
import { providerIdOf } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import type { Protocol } from '../../../contract/provider.ts'
import { createContentTools } from '../../attachments/content-tools.ts'
import { pdfOf, pixel, wordOf } from '../../attachments/testing/documents.ts'
import { createMemoryAttachments } from '../../persistence/memory-attachments.ts'
import { connect, endpointOf, questionOf } from '../../providers/testing/wire-fixture.ts'
import type { AttachmentStore } from '../ports/attachment-store.ts'
import type { ModelAnswer, ModelClient, ModelEvent, ModelRequest } from '../ports/model-client.ts'
import { silentLog } from '../testing/fake-log.ts'
import { runOf } from '../testing/store-fixture.ts'
import { createAttachments, type Attachments } from './attachments.ts'
import { fillClient } from './filled-client.ts'
import { mediaTokens, mostToldIn } from './media-tokens.ts'
import { searchAttachments } from './search/search-tool.ts'

const signal = new AbortController().signal
const options = { ...runOf('r1').options, providerId: providerIdOf('wire'), model: 'wire-large' }
const pdf = pdfOf('Dear Ada')

let server: WireServer
let kept: AttachmentStore
let reads: number
let attachments: Attachments
beforeEach(async () => {
  server = await startWireServer()
  const memory = createMemoryAttachments(async () => [])
  reads = 0
  kept = { ...memory, get: (hash) => ((reads += 1), memory.get(hash)) }
  const store = { attachments: kept }
  attachments = createAttachments({ store, staged: memory, tools: createContentTools() })
})
afterEach(() => server.close())

async function attach(name: string, bytes: Uint8Array): Promise<Attachment> {
  const data = attachments.tools.toBase64(bytes)
  const attachment = await attachments.put({ id: name, piece: 0, name, data, last: true })
  if (!attachment) throw new Error('it was not the last piece')
  await attachments.admit([attachment])
  return attachment
}

const around = (mostTold = 1_000_000) => ({ attachments, options, mostTold, log: silentLog })
const asking = (...parts: readonly Part[]): ModelRequest =>
  questionOf('', { messages: [{ role: 'user', parts: [...parts, { type: 'text', text: 'Look' }] }] })
const bodyOf = async (protocol: Protocol, request: ModelRequest) => {
  const client = fillClient(await connect(endpointOf(protocol, server.url)), around())
  await client.complete(request, { signal })
  return server.requests.at(-1)?.body
}

async function eventsOf(client: ModelClient, request: ModelRequest): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = []
  for await (const event of client.stream(request, { signal })) events.push(event)
  return events
}

const png = pixel.toString('base64')
const told = (name: string, content: string) =>
  `The file “${name}”:\n\n${content}\n\n(End of the file “${name}”.)\n\n`

describe('AT-11 what a model is given', () => {
  let parts: readonly Attachment[]
  beforeEach(async () => {
    parts = [
      await attach('photo.png', pixel),
      await attach('letter.pdf', pdf),
      await attach('report.docx', wordOf('<w:p><w:t>Sums</w:t></w:p>')),
      await attach('notes.md', new TextEncoder().encode('# Notes {name}')),
    ]
  })
  const rest = ['Sums', '# Notes {name}'].map((content, index) =>
    told(['report.docx', 'notes.md'][index] ?? '', content),
  )

  it('openai-chat: a picture as an address with the data, everything else as text', async () => {
    const texts = [told('letter.pdf', '[1]\nDear Ada'), ...rest, 'Look']
    expect(await bodyOf('openai-chat', asking(...parts))).toMatchObject({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
            ...texts.map((text) => ({ type: 'text', text })),
          ],
        },
      ],
    })
  })

  it('openai-responses: a PDF as a file', async () => {
    expect(await bodyOf('openai-responses', asking(...parts))).toMatchObject({
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_image', image_url: `data:image/png;base64,${png}` },
            {
              type: 'input_file',
              filename: 'letter.pdf',
              file_data: `data:application/pdf;base64,${Buffer.from(pdf).toString('base64')}`,
            },
            ...[...rest, 'Look'].map((text) => ({ type: 'input_text', text })),
          ],
        },
      ],
    })
  })

  it('anthropic-messages: a PDF as a document', async () => {
    expect(await bodyOf('anthropic-messages', asking(...parts))).toMatchObject({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
            { type: 'document', title: 'letter.pdf', source: { media_type: 'application/pdf' } },
            ...[...rest, 'Look'].map((text) => ({ type: 'text', text })),
          ],
        },
      ],
    })
  })

  it('each file is read once for all rounds', async () => {
    const client = fillClient(await connect(endpointOf('anthropic-messages', server.url)), around())
    for (let round = 0; round < 3; round++) await client.complete(asking(...parts), { signal })
    expect(reads).toBe(4)
  })

  it('a giant text is shortened, and the model is told so', async () => {
    const giant = await attach('giant.txt', new Uint8Array(1_200_000).fill(97))
    const body = JSON.stringify(await bodyOf('openai-chat', asking(giant)))
    expect(body).toContain('[… the other 0.2 MB of the file were left out …]')
    expect(body.length).toBeLessThan(1_010_000)
  })

  it('AT-19 beyond its share of the window a text is told by its beginning, and where it can be searched', async () => {
    const long = await attach('long.txt', new Uint8Array(300_000).fill(98))
    const most = mostToldIn(100_000)
    expect(most).toBe(200_000)
    const client = fillClient(await connect(endpointOf('openai-chat', server.url)), around(most))
    await client.complete({ ...asking(long), tools: [searchAttachments] }, { signal })
    const body = JSON.stringify(server.requests.at(-1)?.body)
    expect(body).toContain(
      `${'b'.repeat(most)}\\n[… the other 0.1 MB of the file are left out here; search_att`,
    )
    expect(mediaTokens(long, 100_000)).toBe(50_000)
    expect([mostToldIn(undefined), mostToldIn(1_000), mostToldIn(10_000_000)]).toEqual([
      1_000_000, 16_000, 1_000_000,
    ])
  })
})

describe('AT-05 content that is gone', () => {
  it('fails the request where it belongs to the question, and by its name', async () => {
    const photo = await attach('photo.png', pixel)
    await kept.sweep(-1)
    const client = fillClient(await connect(endpointOf('openai-chat', server.url)), around())
    expect(await client.complete(asking(photo), { signal })).toMatchObject({
      failure: { code: 'attachment-missing', params: { name: 'photo.png' } },
    })
    await kept.put(photo.hash, pdf)
    const events = await eventsOf(client, asking(photo))
    expect(events).toMatchObject([
      { type: 'failed', failure: { code: 'attachment-damaged', params: { name: 'photo.png' } } },
    ])
    expect(server.requests).toEqual([])
  })

  it('is said to the model in its place where it was said long ago', async () => {
    const photo = await attach('photo.png', pixel)
    await kept.sweep(-1)
    const [before, now] = [asking(photo).messages[0]!, asking().messages[0]!]
    const answer = { role: 'assistant', parts: [{ type: 'text', text: 'Yes' }] } as const
    const body = await bodyOf('openai-chat', questionOf('', { messages: [before, answer, now] }))
    expect(JSON.stringify(body)).toContain('(The file “photo.png” was here. It is not there any more.)')
  })
})

async function refused(message: string, request: ModelRequest, status = 400) {
  server.script('openai-chat', { type: 'error', status, body: { error: { message, code: status } } })
  const client = fillClient(await connect(endpointOf('openai-chat', server.url)), around())
  return client.complete(request, { signal })
}

describe('AT-11 a provider that refuses a request with a picture', () => {
  it.each([
    [404, 'No endpoints found that support image input'],
    [400, 'Invalid content type. image_url is only supported by certain models.'],
    [400, 'Failed to deserialize: unknown variant `image_url`, expected `text`'],
    [400, 'this model does not support image input'],
  ])('because its model takes none is understood, in its own words: %i %s', async (status, message) => {
    const photo = await attach('photo.png', pixel)
    expect(await refused(message, asking(photo), status)).toMatchObject({
      failure: {
        code: 'images-refused',
        params: { provider: 'Wire', model: 'wire-large' },
        providerMessage: message,
      },
    })
  })

  it.each(['image exceeds 5 MB maximum', 'Unsupported image format', 'temperature is not supported'])(
    'for another reason is not taken for that: %s',
    async (message) => {
      const photo = await attach('photo.png', pixel)
      expect(await refused(message, asking(photo))).toMatchObject({ failure: { code: 'request-refused' } })
    },
  )

  it('where there was no picture is not taken for that', async () => {
    const message = 'this model does not support image input'
    expect(await refused(message, asking())).toMatchObject({ failure: { code: 'request-refused' } })
  })
})

test('AT-12 what a model makes is kept by its hash, and goes back to it as it was', async () => {
  const made: ModelAnswer = {
    type: 'finished',
    finishReason: 'stop',
    parts: [
      {
        type: 'provider-item',
        protocol: 'openai-responses',
        kind: 'image_generation_call',
        label: '',
        data: '{"type":"image_generation_call","id":"ig_1"}',
      },
      { type: 'image', mediaType: 'image/png', data: png },
    ],
  }
  const painter: ModelClient = {
    async *stream() {
      yield made
    },
    complete: async () => made,
    embed: () => Promise.reject(new Error('none')),
    listModels: async () => [],
  }
  const [answer] = await eventsOf(fillClient(painter, around()), asking())
  if (answer?.type !== 'finished') throw new Error('it failed')
  const image = answer.parts[1]
  expect(image).toEqual({
    type: 'image',
    mediaType: 'image/png',
    hash: expect.any(String),
    size: pixel.length,
  })
  server.script('openai-responses', saying('Nice'))
  const body = await bodyOf('openai-responses', {
    ...asking(),
    messages: [...asking().messages, { role: 'assistant', parts: answer.parts }, ...asking().messages],
  })
  expect(body).toMatchObject({ input: [{}, { type: 'image_generation_call', id: 'ig_1', result: png }, {}] })
})
