import { afterEach, beforeEach, expect, test } from 'vitest'
import { saying, type WireProtocol, type WireStep } from '../../../e2e/wire/round.ts'
import { startWireServer, type WireServer } from '../../../e2e/wire/server.ts'
import { newAgentWords } from '../../contract/agent.ts'
import type { Attachment } from '../../contract/attachment.ts'
import type { Mark } from '../../contract/context-mark.ts'
import type { ContextItem, ContextView } from '../../contract/context.ts'
import type { ItemKind } from '../../contract/item-kinds.ts'
import { sessionIdOf } from '../../contract/id.ts'
import { firstWords } from '../core/context/told-items.ts'
import { listOf, looseOf, textOf, type Loose } from '../providers/loose.ts'
import { connect, endpointOf } from '../providers/testing/wire-fixture.ts'
import { openDoor, type DoorFixture, type FakeClient } from './testing/door-fixture.ts'

const chat = sessionIdOf('chat')
const protocols: readonly WireProtocol[] = ['openai-chat', 'openai-responses', 'anthropic-messages']
const longResult = 'Row after row. '.repeat(300)
const longAnswer = 'Sentence after sentence. '.repeat(200)

let server: WireServer
let fixture: DoorFixture
let client: FakeClient
beforeEach(async () => void (server = await startWireServer()))
afterEach(async () => {
  await fixture.room.close()
  await fixture.store.close()
  await server.close()
})

const call = (id: string, query: number): WireStep => {
  return { type: 'call', id, name: 'lookup', pieces: [`{"q":${query}}`] }
}

/** A chat with instructions, a tool, a file, reasoning, two calls at once and a long answer, with that protocol. */
async function openChat(protocol: WireProtocol): Promise<void> {
  const model = { ...(await connect(endpointOf(protocol, server.url))), requests: [] }
  fixture = await openDoor(model, { lookup: async () => longResult })
  client = fixture.connect()
  const { agent } = await client.ask('agents.save', {
    ...newAgentWords,
    name: 'Clerk',
    instructions: 'Be exact.',
  })
  server.script(
    protocol,
    {
      type: 'answer',
      steps: [
        { type: 'reasoning', text: 'Both are needed.' },
        { type: 'text', text: 'I look them up.' },
        call('call_1', 1),
        call('call_2', 2),
      ],
      finish: 'tool-calls',
    },
    saying(longAnswer),
  )
  await ask({ text: 'What is in both?', agentId: agent.id })
  server.script(protocol, saying('It says hello.'))
  await ask({ text: 'And in this file?', attachments: [await attach('notes.txt', 'Hello from a file.')] })
}

async function attach(name: string, words: string): Promise<Attachment> {
  const data = Buffer.from(words).toString('base64')
  const { attachment } = await client.ask('attachments.put', { id: name, piece: 0, name, data, last: true })
  if (!attachment) throw new Error('it was not the last piece')
  return attachment
}

async function ask(input: Parameters<typeof client.ask<'runs.start'>>[1]): Promise<void> {
  const { run } = await client.ask('runs.start', { sessionId: chat, ...input })
  await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
  await client.told((event) => event.type === 'run-ended' && event.runId === run.id)
}

const view = (text: string) => client.ask('context.items', { sessionId: chat, text })
const find = ({ items }: ContextView, kind: ItemKind, label = '') =>
  items.find((item) => item.kind === kind && item.label.startsWith(label))
async function mark(wish: Mark | null, ...items: readonly (ContextItem | undefined)[]): Promise<void> {
  const places = items.flatMap((item) => item?.place ?? [])
  expect(places).toHaveLength(items.length)
  await client.ask('context.mark', { sessionId: chat, places, mark: wish })
}

/** What a request says, piece by piece, as its server received it. */
function received(protocol: WireProtocol, body: Loose): readonly string[] {
  if (protocol === 'anthropic-messages') {
    return [textOf(body['system']), ...listOf(body['messages']).flatMap((message) => piecesOf(message))]
  }
  return listOf(body[protocol === 'openai-chat' ? 'messages' : 'input']).flatMap((item) => piecesOf(item))
}

function piecesOf(value: unknown): readonly string[] {
  const { type, content, text, thinking, output, name, input, ...rest } = looseOf(value)
  if (type === 'tool_use') return [`${textOf(name)} ${JSON.stringify(input)}`]
  if (type === 'function_call') return [`${textOf(name)} ${textOf(rest['arguments'])}`]
  if (type === 'reasoning') return ['Both are needed.']
  if (typeof thinking === 'string') return [thinking]
  const calls = listOf(rest['tool_calls']).map((each) => looseOf(looseOf(each)['function']))
  const own = [rest['reasoning_content'], content, text, output].flatMap((each) =>
    typeof each === 'string' ? [each] : listOf(each).flatMap(piecesOf),
  )
  return [...own, ...calls.map((each) => `${textOf(each['name'])} ${textOf(each['arguments'])}`)]
}

/** The items that are sent but for the tools, and the request with that text, as lists of first words. */
async function compared(protocol: WireProtocol, text: string) {
  const shown = await view(text)
  server.script(protocol, saying('Done.'))
  await ask({ text })
  const body = looseOf(server.requests.at(-1)?.body)
  // Where a question has nothing but words, a protocol may send the words of its file and its own as one text.
  const said = received(protocol, body).flatMap((words) =>
    words.split(/(?<=End of the file “.*?”\.\)\n\n)(?=.)/s),
  )
  const sent = shown.items.filter(({ kind, tokens }) => tokens > 0 && kind !== 'tools')
  expect(listOf(body['tools'])).toHaveLength(shown.tools.whole)
  expect(shown.items.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(shown.tokens)
  // A letter is a token here, a turn costs four more; of a file only its size is counted.
  const beyond = sent.map(({ tokens }, index) => tokens - (said[index]?.length ?? 0))
  expect(
    beyond.filter((more, index) => sent[index]?.kind !== 'attachment' && more !== 0 && more !== 4),
  ).toEqual([])
  return {
    items: sent.map(({ kind, label }) => (kind === 'attachment' ? `the file ${label}` : label)),
    request: said.map((words) => firstWords(words).replace(/^The file “(.*?)”.*/, 'the file $1')),
    said,
  }
}

test.each(protocols)('lead 6 the items are what %s receives, whatever is marked', async (protocol) => {
  await openChat(protocol)
  const whole = await compared(protocol, 'What else?')
  expect(whole.items).toEqual(whole.request)
  expect(whole.items.filter((label) => label.startsWith('lookup'))).toHaveLength(2)
  expect(whole.items).toContain('Both are needed.')

  // One of two calls at once goes with what it gave; the other result and the answer become short.
  const before = await view('And now?')
  const results = before.items.filter(({ kind }) => kind === 'result')
  await mark('muted', find(before, 'call', 'lookup {"q":1}'), find(before, 'attachment'))
  await mark('shortened', results[1], find(before, 'answer', 'Sentence'))
  const after = await compared(protocol, 'And now?')
  expect(after.items).toEqual(after.request)
  expect(after.items).not.toContain('lookup {"q":1}')
  expect(after.items.filter((label) => label.startsWith('Row after row'))).toHaveLength(1)
  expect(after.items.filter((label) => label.startsWith('the file'))).toHaveLength(0)
  const texts = after.said.filter((words) => words.includes('left out here'))
  expect(texts.map((words) => words.length < 1_300)).toEqual([true, true])
  expect(texts[0]).toMatch(/read_output with the output "\S+" and from 800/)
})

test('lead 6 what an effect promises is what the next view counts', async () => {
  await openChat('anthropic-messages')
  for (const choice of ['muted', 'shortened', 'pinned'] as const) {
    for (const { id, kind } of (await view('More?')).items) {
      const now = await view('More?')
      const item = now.items.find((each) => each.id === id)
      const effect = item?.effects[choice]
      if (!effect) continue
      await mark(choice, item)
      const then = await view('More?')
      // What is counted for a turn as such may come or go with its last words.
      expect(Math.abs(then.tokens - now.tokens - effect.tokens), `${choice} ${kind}`).toBeLessThanOrEqual(8)
      const back = then.items.find((each) => each.id === id)?.effects.none
      expect((back?.tokens ?? NaN) + effect.tokens, `${choice} ${kind}`).toBe(0)
      await mark(null, item)
      expect((await view('More?')).tokens).toBe(now.tokens)
    }
  }
})

test('lead 6 a shortened output can be read, the message stays as it was, and a copy has the marks', async () => {
  await openChat('openai-chat')
  const result = find(await view(''), 'result')
  await mark('shortened', result)
  const shown = find(await view(''), 'result')
  expect(shown).toMatchObject({ state: 'shortened', mark: 'shortened' })
  const { transcript, session } = await client.ask('sessions.open', { sessionId: chat })
  expect(transcript.calls[0]?.result).toBe(longResult)
  expect(session.marks?.items).toEqual([{ ...result?.place, mark: 'shortened' }])

  const name = `${result?.place?.messageId.slice(-12)}.0`
  const read = {
    type: 'call',
    id: 'r',
    name: 'read_output',
    pieces: [`{"output":"${name}","from":800,"length":50}`],
  } as const
  server.script(
    'openai-chat',
    { type: 'answer', steps: [read], finish: 'tool-calls' },
    saying('So it goes on.'),
  )
  await ask({ text: 'And then?' })
  const results = received('openai-chat', looseOf(server.requests.at(-1)?.body))
  expect(results.at(-1)).toBe(`[800–850 / ${longResult.length}]\n${longResult.slice(800, 850)}`)

  const fork = await client.ask('sessions.fork', { sessionId: chat })
  const copied = await client.ask('context.items', { sessionId: fork.id, text: '' })
  expect(find(copied, 'result')).toMatchObject({ state: 'shortened' })
  expect(find(copied, 'result')?.id).not.toBe(result?.id)
})

test('lead 6 what is no part of the chat cannot be marked, and marks have an end', async () => {
  await openChat('openai-chat')
  const place = find(await view(''), 'question')?.place
  const wrong = { ...place!, part: 5 }
  const refused = client.ask('context.mark', { sessionId: chat, places: [wrong], mark: 'muted' })
  await expect(refused).rejects.toMatchObject({ code: 'message-missing' })
  const other = await client.ask('sessions.create', {})
  const elsewhere = client.ask('context.mark', { sessionId: other.id, places: [place!], mark: 'muted' })
  await expect(elsewhere).rejects.toMatchObject({ code: 'message-missing' })
  const items = Array.from({ length: 2_000 }, (_, part) => ({
    ...place!,
    part: part + 10,
    mark: 'muted' as const,
  }))
  await fixture.store.sessions.update(chat, { marks: { changedAt: 1, items } })
  const full = client.ask('context.mark', { sessionId: chat, places: [place!], mark: 'muted' })
  await expect(full).rejects.toMatchObject({ code: 'marks-too-many' })
})
