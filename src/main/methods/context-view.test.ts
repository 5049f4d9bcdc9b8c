import { afterEach, expect, test } from 'vitest'
import type { ContextView } from '../../contract/context.ts'
import { sessionIdOf } from '../../contract/id.ts'
import { textOf } from '../../contract/message.ts'
import {
  createScriptedModel,
  saying,
  type ScriptedModel,
  type ScriptedRound,
} from '../core/testing/scripted-model.ts'
import { openDoor, type DoorFixture, type DoorOptions, type FakeClient } from './testing/door-fixture.ts'

const chat = sessionIdOf('chat')
const long = 'word '.repeat(1_000)
let fixture: DoorFixture
let client: FakeClient
let model: ScriptedModel
afterEach(async () => {
  await fixture.room.close()
  await fixture.store.close()
})

async function open(rounds: readonly ScriptedRound[], options: DoorOptions = {}): Promise<void> {
  model = createScriptedModel(rounds)
  fixture = await openDoor(model, {}, options)
  client = fixture.connect()
}

async function ask(text: string): Promise<void> {
  const { run } = await client.ask('runs.start', { sessionId: chat, text })
  await ended(run.id)
}

async function ended(runId: string): Promise<void> {
  await client.ask('runs.watch', { runId, afterSeq: 0 })
  await client.told((event) => event.type === 'run-ended' && event.runId === runId)
}

const view = (text: string, turns = 30) => client.ask('context.items', { sessionId: chat, text, turns })
const states = ({ items }: ContextView) => items.map(({ label, state }) => `${label.slice(0, 12)}: ${state}`)
const said = () =>
  model.requests.at(-1)?.messages.map(({ role, parts }) => `${role}: ${textOf({ parts })}`) ?? []

async function pin({ items }: ContextView, label: string): Promise<void> {
  const place = items.find((item) => item.label.startsWith(label))?.place
  await client.ask('context.mark', { sessionId: chat, places: [place!], mark: 'pinned' })
}

/** An answer whose tokens nobody counted. */
const plain = (text: string): ScriptedRound => [
  { type: 'finished', parts: [{ type: 'text', text }], finishReason: 'stop' },
]

test('lead 6 what is folded says so, and what is pinned of it is sent behind the summary', async () => {
  await open(['One.', 'Two.', 'Three.', 'The summary', 'Four.'].map((words) => saying(words)))
  for (const text of ['one', 'two', 'three']) await ask(text)
  await pin(await view(''), 'One.')
  const { run } = await client.ask('sessions.compact', { sessionId: chat })
  await ended(run.id)
  const shown = await view('four')
  expect(states(shown)).toEqual([
    'The earlier : sent',
    'one: sent',
    'One.: pinned',
    'two: folded',
    'Two.: folded',
    'three: sent',
    'Three.: sent',
    'four: sent',
  ])
  expect(shown.items.find(({ label }) => label === 'Two.')).toMatchObject({
    tokens: 0,
    effects: { pinned: { tokens: 'two'.length + 'Two.'.length + 8 } },
  })
  await ask('four')
  expect(said()[0]).toMatch(/^user: .*The summary.*\n\none$/s)
  expect(said().slice(1)).toEqual(['assistant: One.', 'user: three', 'assistant: Three.', 'user: four'])
})

test('lead 6 what would be folded first, or left out for want of room, is told before the send', async () => {
  await open(['A', 'B', 'The summary', 'C'].map(plain), { contextTokens: 4_000 })
  for (const text of [long, long]) await ask(text)
  expect(await view(long)).toMatchObject({ folds: { messageCount: 4 }, contextTokens: 4_000 })
  await client.ask('settings.update', { context: { compaction: false } })
  const shown = await view(long.repeat(3))
  expect(shown.folds).toBeUndefined()
  expect(states(shown).map((each) => each.split(': ')[1])).toEqual([
    'trimmed',
    'trimmed',
    'trimmed',
    'trimmed',
    'sent',
  ])
  await ask(long.repeat(3))
  expect(said()).toHaveLength(1)
})

test('lead 6 older turns are a sum, and the provider’s cache is told of where it has one', async () => {
  const usage = { inputTokens: 100, outputTokens: 2, cacheReadTokens: 60, cacheWriteTokens: 20 }
  const cached: ScriptedRound = [
    { type: 'finished', parts: [{ type: 'text', text: 'Three.' }], finishReason: 'stop', usage },
  ]
  await open([saying('One.'), saying('Two.'), cached])
  for (const text of ['one', 'two', 'three']) await ask(text)
  const shown = await view('four', 1)
  expect(states(shown)).toEqual(['three: sent', 'Three.: sent', 'four: sent'])
  expect(shown.older).toMatchObject({ turns: 2, messages: 4 })
  expect(shown.counted).toBe(102 + 'four'.length + 4)
  expect(shown.tokens).toBe(
    (shown.older?.tokens ?? 0) + shown.items.reduce((sum, { tokens }) => sum + tokens, 0),
  )
  const [first, second] = (await view('four')).items
  expect(first?.effects).toEqual({ muted: { tokens: -7, uncached: 80 }, pinned: { tokens: 0 } })
  expect(second?.effects.muted).toEqual({ tokens: -8, uncached: 73 })
  await client.ask('context.mark', { sessionId: chat, places: [first!.place!], mark: 'muted' })
  expect((await view('four')).items[1]?.effects.muted).toEqual({ tokens: -8 })
})
