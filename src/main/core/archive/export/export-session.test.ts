import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMemoryStore } from '../../../persistence/sqlite/testing/sqlite-under-test.ts'
import { callIdOf, messageIdOf } from '../../../../contract/id.ts'
import type { Message, Part } from '../../../../contract/message.ts'
import type { StoreUnderTest } from '../../ports/store-under-test.ts'
import { codeOf } from '../../testing/code-of.ts'
import { messageOf, sessionOf } from '../../testing/store-fixture.ts'
import { bundles } from '../testing/archive-fixture.ts'
import { archiveOf, bundlesOf, importPieces, tools } from '../testing/read-file.ts'
import { exportSession } from './export-session.ts'
import { htmlStyle, htmlStyleHash } from './html-style.ts'

const evil = '<script>alert(1)</script>"\'&'
const image = { type: 'image', mediaType: 'image/png', data: 'iVBORw0KGgo=' } as const
const callId = callIdOf('c1')
const answer: readonly Part[] = [
  { type: 'reasoning', text: `Hm </details> ${evil}` },
  { type: 'text', text: 'Look:\n\n```js\nlet a' },
  { type: 'tool-call', id: callId, name: evil, arguments: '{"a":"```"}' },
]

let room: StoreUnderTest
beforeEach(async () => {
  room = await openMemoryStore()
})
afterEach(() => room.dispose())

const messages: readonly Message[] = [
  messageOf('m1', null, { parts: [{ type: 'text', text: 'Ask' }, image] }),
  messageOf('other', 'm1', { role: 'assistant', parts: [{ type: 'text', text: 'Not shown' }] }),
  messageOf('m2', 'm1', { role: 'assistant', model: 'demo-1', parts: answer }),
  messageOf('m3', 'm2', {
    role: 'tool',
    parts: [{ type: 'tool-result', callId, content: `# no heading ${evil}`, isError: true }],
  }),
]
const bundle = {
  session: sessionOf('s1', { title: `Bags # ${evil}`, leafId: messageIdOf('m3') }),
  messages,
  runs: [],
  calls: [],
  events: [],
}
const { session } = bundle

describe('one chat', () => {
  beforeEach(() => room.store.transfer.write(bundle))

  it('RX-16 as Markdown is the shown branch, and only what was written is markup', async () => {
    const { name, text } = await exportSession({ store: room.store, tools }, session.id, 'markdown')
    expect(name).toBe('Bags script alert 1 script.md')
    expect(text).not.toContain('Not shown')
    expect(text.split('<script>')).toHaveLength(3)
    expect(text).toContain('## You\n\nAsk')
    expect(text).toContain('## Assistant · demo-1')
    expect(text).toContain('```js\nlet a\n```\n\n<details>')
    expect(text).toContain('````json\n{"a":"```"}\n````')
    expect(text.split('\n').filter((line) => /^#+ /.test(line))).toHaveLength(5)
  })

  it('RX-16 as HTML is escaped and has a policy that allows its own style alone', async () => {
    const { name, text } = await exportSession({ store: room.store, tools }, session.id, 'html')
    expect(name).toMatch(/\.html$/)
    expect(text).not.toContain('<script')
    expect(text).toContain('src="data:image/png;base64,iVBORw0KGgo="')
    expect(text).toContain("default-src 'none'")
    expect(createHash('sha256').update(htmlStyle).digest('base64')).toBe(htmlStyleHash)
    expect(text).toContain(`<style>${htmlStyle}</style>`)
  })

  it('S2-24 as a log of LM Deluge is what its to_log writes, and is read back', async () => {
    const { text } = await exportSession({ store: room.store, tools }, session.id, 'lm-deluge')
    expect(JSON.parse(text)).toEqual({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Ask' },
            { type: 'image', data: 'iVBORw0KGgo=', media_type: 'image/png', detail: 'auto' },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', content: `Hm </details> ${evil}` },
            { type: 'text', text: 'Look:\n\n```js\nlet a' },
            { type: 'tool_call', id: 'c1', name: evil, arguments: { a: '```' } },
          ],
        },
        {
          role: 'tool',
          content: [{ type: 'tool_result', tool_call_id: 'c1', result: `# no heading ${evil}` }],
        },
      ],
    })
    expect(await importPieces(room.store, [text])).toMatchObject({
      format: 'lm-deluge',
      imported: 1,
      messages: 3,
    })
    expect(await importPieces(room.store, [text])).toMatchObject({ imported: 0, present: 1 })
    const read = (await bundlesOf(room.store)).find((each) => each.session.id !== session.id)
    expect(read?.messages.map(({ role, parts }) => ({ role, parts }))).toEqual([
      { role: 'user', parts: messages[0]!.parts },
      { role: 'assistant', parts: answer },
      {
        role: 'tool',
        parts: [{ type: 'tool-result', callId, content: `# no heading ${evil}`, isError: false }],
      },
    ])
  })
})

it('S2-24 reads what LM Deluge writes without its media', async () => {
  const log = {
    messages: [
      { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] },
      {
        role: 'user',
        content: [
          { type: 'image', tag: '<Image (4×5)>' },
          { type: 'text', text: 'What is it?' },
        ],
      },
      {
        role: 'assistant',
        content: [{ type: 'tool_call', id: 't', name: 'look', arguments: {} }, { type: 'novel' }],
      },
      { role: 'tool', content: [{ type: 'tool_result', tool_call_id: 't', result: { seen: 1 } }] },
    ],
  }
  expect(await importPieces(room.store, [JSON.stringify(log)])).toMatchObject({
    imported: 1,
    messages: 4,
    remarks: [
      { reason: 'part-unknown', count: 1 },
      { reason: 'media-missing', count: 1 },
    ],
  })
  const [read] = await bundlesOf(room.store)
  expect(read?.messages[3]?.parts).toMatchObject([{ content: '{"seen":1}' }])
})

it('one chat as an archive has everything of it', async () => {
  await room.store.transfer.write(bundles[0]!)
  const { name, text } = await exportSession({ store: room.store, tools }, bundles[0]!.session.id, 'archive')
  expect(name).toBe('Half and and.jsonl')
  expect(text).toBe(await archiveOf(room.store))
})

it('a chat that is not there is named', async () => {
  expect(await codeOf(exportSession({ store: room.store, tools }, session.id, 'html'))).toBe(
    'session-missing',
  )
})
