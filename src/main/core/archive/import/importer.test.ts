import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMemoryStore } from '../../../persistence/sqlite/testing/sqlite-under-test.ts'
import type { ImportReport } from '../../../../contract/archive.ts'
import { textOf } from '../../../../contract/message.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'
import type { StoreUnderTest } from '../../ports/store-under-test.ts'
import { codeOf } from '../../testing/code-of.ts'
import { archiveHeading, archiveLine } from '../archive-text.ts'
import { bundles } from '../testing/archive-fixture.ts'
import {
  chatgptConversation,
  chatgptNode,
  cottonChat,
  plainChat,
  spoken,
} from '../testing/chatgpt-fixture.ts'
import { claudeConversation, oldClaudeConversation } from '../testing/claude-fixture.ts'
import { bundlesOf, importJson, importPieces, tools } from '../testing/read-file.ts'
import { shownBranch } from '../export/shown-branch.ts'
import { createImporter } from './importer.ts'
import { readChat } from './read-chat.ts'

let room: StoreUnderTest
beforeEach(async () => {
  room = await openMemoryStore()
})
afterEach(() => room.dispose())

const short = (id: string | null) => id?.split('.').slice(2).join('.') ?? null
const sketch = ({ messages }: SessionBundle) =>
  messages.map(({ id, parentId, role, parts }) => {
    return [short(id), short(parentId), role, parts.map(({ type }) => type).join(' ')]
  })

const importNodes = (...nodes: Parameters<typeof chatgptConversation>[1]) =>
  importJson(room.store, [chatgptConversation('c', nodes)])

describe('a ChatGPT export', () => {
  it('keeps branches, times, models, tools and the branch that was shown', async () => {
    const report = await importJson(room.store, [cottonChat, plainChat])
    expect(report).toEqual({
      format: 'chatgpt',
      imported: 2,
      present: 0,
      messages: 9,
      remarks: [
        { reason: 'message-hidden', count: 2 },
        { reason: 'media-missing', count: 1 },
      ],
    })
    const [cotton] = await bundlesOf(room.store)
    expect(cotton?.session).toMatchObject({
      id: 'chatgpt.6f1c9a52-0001-4000-8000-000000000001',
      title: 'Cotton bags',
      createdAt: 1_700_000_000_000,
      updatedAt: 1_700_000_060_000,
      archivedAt: 1_700_000_060_000,
      leafId: 'chatgpt.6f1c9a52-0001-4000-8000-000000000001.new',
    })
    expect(sketch(cotton!)).toEqual([
      ['ask1', null, 'user', 'text'],
      ['old', 'ask1', 'assistant', 'text'],
      ['ask2', null, 'user', 'text'],
      ['think', 'ask2', 'assistant', 'reasoning'],
      ['call', 'think', 'assistant', 'tool-call'],
      ['found', 'call', 'tool', 'tool-result'],
      ['new', 'found', 'assistant', 'text'],
    ])
    expect(cotton?.messages.at(-1)?.model).toBe('gpt-5')
    expect(cotton?.messages[4]?.parts).toMatchObject([{ name: 'web.run', arguments: '{"q":"bag"}' }])
    expect(textOf(cotton!.messages[2]!)).toBe('[Image]\n\nAnd this bag 🧺?')
  })

  it('may be split into several arrays', async () => {
    const text = `${JSON.stringify([cottonChat])}\n${JSON.stringify([plainChat])}`
    expect(await importPieces(room.store, [text])).toMatchObject({ imported: 2 })
  })

  it('adds nothing a second time', async () => {
    await importJson(room.store, [cottonChat, plainChat])
    expect(await importJson(room.store, [cottonChat, plainChat])).toMatchObject({ imported: 0, present: 2 })
    expect(await room.store.transfer.count()).toBe(2)
  })

  it('loses broken conversations alone', async () => {
    const broken = `{"id": "x", "mapping": oops}`
    const text = `[${JSON.stringify(plainChat)}, ${broken}, 7, "text]", null, {"mapping": []}, ${JSON.stringify(cottonChat)}]`
    expect(await importPieces(room.store, [text])).toMatchObject({
      imported: 2,
      remarks: [{ reason: 'chat-broken', count: 1 }, { reason: 'chat-unknown', count: 4 }, {}, {}],
    })
  })

  it('keeps what came before the end of a file that was cut', async () => {
    const text = JSON.stringify([plainChat, cottonChat]).slice(0, -200)
    const report = await importPieces(room.store, [text])
    expect(report).toMatchObject({ imported: 1, remarks: [{ reason: 'file-cut', count: 1 }] })
  })
})

describe('a hostile tree', () => {
  it('with circles and missing parents keeps every message once', async () => {
    const report = await importNodes(
      chatgptNode('a', 'b', 'user', spoken('a')),
      chatgptNode('b', 'a', 'assistant', spoken('b')),
      chatgptNode('self', 'self', 'user', spoken('self')),
      chatgptNode('lost', 'nowhere', 'user', spoken('lost')),
    )
    expect(report.messages).toBe(4)
    expect(report.remarks).toEqual([
      { reason: 'parent-missing', count: 1 },
      { reason: 'parent-circular', count: 2 },
    ])
  })

  it('of 100,000 messages in one chain is read', () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) =>
      chatgptNode(`n${index}`, index === 0 ? null : `n${index - 1}`, 'user', spoken(`${index}`)),
    )
    const chat = readChat(JSON.stringify(chatgptConversation('c', nodes.toReversed())), 'foreign', 0)
    expect('bundle' in chat && chat.bundle.messages.at(-1)?.id).toBe('chatgpt.c.n99999')
    expect('bundle' in chat && shownBranch(chat.bundle)).toHaveLength(100_000)
  })

  it('with wrong types, odd ids and keys of prototypes does no harm', async () => {
    const odd = '../../etc \u0000'.repeat(50)
    const mapping = JSON.parse(
      `{"__proto__": {"id": "__proto__", "parent": null, "message": {"author": {"role": "user"}, "content": {"content_type": "text", "parts": ["p"]}}}, "constructor": 7, "toString": {"message": []}}`,
    ) as object
    const wrong = [
      { id: 'w1', mapping, create_time: 'x', update_time: -1, current_node: 'constructor', title: 7 },
      { id: 'w2', mapping: { a: { id: 'a', parent: 'a', message: { author: 'me', content: 7 } } } },
      { id: 'w3', mapping: { [odd]: chatgptNode(odd, 'hasOwnProperty', 'user', spoken('x', {}, [], null)) } },
      { id: odd, mapping: { '': chatgptNode('', null, 'user', spoken('y')) }, create_time: 1e300 },
      { id: {}, mapping: {} },
      { id: 'w4', mapping: {} },
    ]
    const report = await importJson(room.store, wrong)
    expect(report.imported).toBe(3)
    expect(Object.prototype).not.toHaveProperty('parent')
    for (const { session } of await bundlesOf(room.store))
      expect(session.id).toMatch(/^chatgpt\.[\w-]{1,48}$/)
  })

  it('with giant strings and endless nesting does no harm', async () => {
    const giant = 'a `b` '.repeat(1_000_000)
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const chat = { ...chatgptConversation('g', [chatgptNode('n', null, 'user', spoken('x'))]), title: giant }
    const nested = JSON.stringify(claudeConversation).replace('{"order":7}', deep)
    const text = `[${JSON.stringify(chat)},{"id":"d","mapping":${deep}},${nested}]`
    const report = await importPieces(room.store, [text])
    expect(
      report.imported + report.remarks.reduce((sum, { count }) => sum + count, 0),
    ).toBeGreaterThanOrEqual(3)
    const titles = (await bundlesOf(room.store)).map(({ session }) => session.title)
    expect(Math.max(...titles.map(({ length }) => length))).toBeLessThanOrEqual(200)
  })

  it('cannot replace a chat that is there', async () => {
    await importJson(room.store, [plainChat])
    const before = await bundlesOf(room.store)
    const id = String(plainChat['id'])
    const other = chatgptConversation(id, [chatgptNode('zz', null, 'user', spoken('Mine now'))])
    expect(await importJson(room.store, [other])).toMatchObject({ imported: 0, present: 1 })
    expect(await bundlesOf(room.store)).toStrictEqual(before)
  })
})

describe('a Claude export', () => {
  it('keeps branches, thinking, tools and attachments', async () => {
    const report = await importJson(room.store, [claudeConversation, oldClaudeConversation])
    expect(report).toMatchObject({
      format: 'claude',
      imported: 2,
      messages: 8,
      remarks: [{ reason: 'media-missing', count: 1 }],
    })
    const [old, letter] = await bundlesOf(room.store)
    expect(sketch(letter!)).toEqual([
      ['m1', null, 'user', 'text text text'],
      ['m2', 'm1', 'assistant', 'reasoning text tool-call'],
      ['m2.1', 'm2', 'tool', 'tool-result'],
      ['m2.2', 'm2.1', 'assistant', 'text'],
      ['m4', 'm2.2', 'user', 'text'],
      ['m3', 'm1', 'assistant', 'text'],
    ])
    expect(letter?.session).toMatchObject({ title: 'Returns letter', updatedAt: Date.UTC(2025, 2, 2, 10) })
    expect(letter?.session.leafId).toMatch(/\.m4$/)
    expect(textOf(letter!.messages[0]!)).toContain('````\nOrder 7 ```\n````')
    expect(old?.session.title).toBe('How warm is it?')
    expect(sketch(old!)).toEqual([
      ['o1', null, 'user', 'text'],
      ['o2', 'o1', 'assistant', 'text'],
    ])
  })
})

describe('a file that is no export', () => {
  const files = [
    ['', 'import-unknown'],
    ['hello', 'import-unknown'],
    ['<!doctype html>', 'import-unknown'],
    ['{"a":1}', 'import-unknown'],
    ['[1,2,3]', 'import-unknown'],
    ['PK\u0003\u0004', 'import-packed'],
    ['{"format":"parley-archive","version":"x"}', 'import-unknown'],
    ['{"format":"parley-archive","version":99}', 'archive-newer'],
  ] as const
  it.each(files)('%j is refused with %s', async (text, code) => {
    for (let cut = 0; cut <= text.length; cut++) {
      expect(await codeOf(importPieces(room.store, [text.slice(0, cut), text.slice(cut)]))).toBe(code)
    }
  })

  it('an empty list is an empty report', async () => {
    expect(await importPieces(room.store, ['\uFEFF [ ] '])).toMatchObject({ imported: 0, remarks: [] })
  })
})

it('a full disk ends the import with what was stored until then', async () => {
  let writes = 0
  const full = new Error('disk full')
  const store = {
    ...room.store,
    transfer: {
      ...room.store.transfer,
      write: async (bundle: SessionBundle) => {
        writes += 1
        if (writes === 2) throw full
        return room.store.transfer.write(bundle)
      },
    },
  }
  const importer = createImporter({ store, tools, clock: { now: () => 5 } })
  await expect(importer.push(JSON.stringify([plainChat, cottonChat]), true)).rejects.toBe(full)
  expect(importer.report().imported).toBe(1)
})

describe('cut into two pieces at every place', () => {
  const log = { messages: [{ role: 'user', content: [{ type: 'text', text: 'a "b" 🧺' }] }] }
  const files: Readonly<Record<string, string>> = {
    archive: `${archiveHeading}${archiveLine(bundles[0]!)}\n{broken\n${archiveLine(bundles[3]!)}`,
    chatgpt: JSON.stringify([plainChat, { id: 'broken' }], undefined, 1),
    'chatgpt in parts': `[${JSON.stringify(plainChat)}]\r\n[null , tru, 1.5]`,
    'chatgpt with everything': JSON.stringify([cottonChat]),
    claude: JSON.stringify([oldClaudeConversation]),
    'claude with everything': JSON.stringify([claudeConversation]),
    'lm-deluge': JSON.stringify(log, undefined, 2),
    'several logs': `${JSON.stringify(log)}\n${JSON.stringify(log)}`,
  }
  it.each(Object.entries(files))('%s gives the same report', async (_name, text) => {
    // Into one store, where everything but the first time is there already: only how it was cut may not matter.
    await importPieces(room.store, [text])
    const whole = await importPieces(room.store, [text])
    const reports = new Map<string, ImportReport>()
    for (let cut = 0; cut <= text.length; cut++) {
      const report = await importPieces(room.store, [text.slice(0, cut), text.slice(cut)])
      reports.set(JSON.stringify(report), report)
    }
    expect([...reports.values()]).toEqual([whole])
    expect(await importPieces(room.store, Array.from(text))).toEqual(whole)
  })
})
