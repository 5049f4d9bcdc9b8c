import { expect, test } from 'vitest'
import { callIdSchema, messageIdSchema } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import { foldRunEvent, type Transcript } from '../../../contract/transcript.ts'
import { createFakeTransport } from '../../transport/fake/fake-transport.ts'
import { blocksOf } from './answer-blocks.ts'
import type { AnswerTurn } from './turn.ts'
import { createTurnBuilder } from './turns.ts'

/** A question and its run, as the core makes them. */
function asked(): { readonly transcript: Transcript; readonly run: Run } {
  const core = createFakeTransport()
  const { run } = core.runs.start({ text: 'Question' })
  const transcript = core.world.transcripts.get(run.sessionId)
  if (!transcript) throw new TypeError('no transcript')
  return { transcript, run }
}

function answer(run: Run, id: string, parts: Message['parts'], change: Partial<Message> = {}): Message {
  const base = { sessionId: run.sessionId, parentId: run.userMessageId, runId: run.id, createdAt: 1 }
  return { ...base, id: messageIdSchema.parse(id), role: 'assistant', parts, ...change }
}

function callOf(run: Run, messageId: string, status: ToolCallRecord['status']): ToolCallRecord {
  return {
    id: callIdSchema.parse('c1'),
    name: 'compute',
    arguments: '{}',
    runId: run.id,
    sessionId: run.sessionId,
    messageId: messageIdSchema.parse(messageId),
    round: 1,
    effect: 'read',
    approval: 'not-needed',
    status,
    requestedAt: 1,
  }
}

const callPart = {
  type: 'tool-call',
  id: callIdSchema.parse('c1'),
  name: 'compute',
  arguments: '{}',
} as const
const isAnswer = (turn: { kind: string }): turn is AnswerTurn => turn.kind === 'answer'

test('a run that has given nothing yet is a turn of its own, so that waiting shows', () => {
  const { transcript } = asked()
  const turns = createTurnBuilder()(transcript)
  expect(turns.map((turn) => turn.kind)).toEqual(['user', 'answer'])
  expect(turns.find(isAnswer)).toMatchObject({ active: true, items: [] })
})

test('turns of which nothing changed are the same objects', () => {
  const { transcript, run } = asked()
  const build = createTurnBuilder()
  const [user] = build(transcript)
  const more = {
    ...transcript,
    messages: [...transcript.messages, answer(run, 'm1', [{ type: 'text', text: 'Hi' }])],
  }
  const [sameUser, first] = build(more)
  expect(sameUser).toBe(user)
  expect(build({ ...more })[1]).toBe(first)
})

test('a retry that has begun takes the place of the old answer; one that failed stands under it', () => {
  const { transcript, run } = asked()
  const old: Run = { ...run, status: 'completed' }
  const again: Run = { ...run, id: `${run.id}-again` as Run['id'], status: 'in_progress' }
  const messages = [
    ...transcript.messages,
    answer(run, 'm1', [{ type: 'text', text: 'Old' }], { finishReason: 'stop' }),
  ]
  const ids = (runs: readonly Run[]) =>
    createTurnBuilder()({ ...transcript, messages, runs })
      .filter(isAnswer)
      .map((turn) => turn.id)
  expect(ids([old, again])).toEqual([again.id])
  expect(ids([old, { ...again, status: 'failed' }])).toEqual([old.id, again.id])
  expect(ids([old, { ...again, status: 'cancelled' }])).toEqual([old.id])
})

test('a call goes from arriving arguments to its outcome, and none is left running when the run ends', () => {
  const { transcript, run } = asked()
  const message = answer(run, 'm1', [callPart])
  const statusWith = (change: Partial<Transcript>) => {
    const turns = createTurnBuilder()({
      ...transcript,
      messages: [...transcript.messages, message],
      ...change,
    })
    const item = turns.find(isAnswer)?.items[0]
    return item?.kind === 'calls' && item.calls[0]?.status
  }
  expect(statusWith({})).toBe('arriving')
  expect(statusWith({ calls: [callOf(run, 'm1', 'running')] })).toBe('running')
  const ended = [{ ...run, status: 'cancelled' as const }]
  expect(statusWith({ runs: ended, calls: [callOf(run, 'm1', 'running')] })).toBe('cancelled')
  expect(statusWith({ runs: ended, calls: [callOf(run, 'm1', 'completed')] })).toBe('completed')
})

test('finished groups fold once something follows, neighbours into one line, and never while held', () => {
  const { transcript, run } = asked()
  const messages = ['m1', 'm2'].map((id) => answer(run, id, [callPart], { finishReason: 'tool-calls' }))
  const calls = ['m1', 'm2'].map((id) => callOf(run, id, 'completed'))
  const blocksWith = (added: readonly Message[], held: readonly string[] = []) => {
    const built = createTurnBuilder()({
      ...transcript,
      messages: [...transcript.messages, ...messages, ...added],
      calls,
    })
    return blocksOf(built.find(isAnswer)?.items ?? [], new Set(held)).map((block) => block.kind)
  }
  const text = answer(run, 'm3', [{ type: 'text', text: 'Done' }])
  expect(blocksWith([])).toEqual(['folded-calls', 'calls'])
  expect(blocksWith([text])).toEqual(['folded-calls', 'text'])
  expect(blocksWith([text], ['m2/calls'])).toEqual(['folded-calls', 'calls', 'text'])
})

test('the text that still grows is marked, and no text after the run ended', () => {
  const { transcript, run } = asked()
  const id = messageIdSchema.parse('m1')
  const heading = { runId: run.id, sessionId: run.sessionId, at: 1 }
  const growing = [
    { ...heading, seq: 4, type: 'message-created', message: answer(run, 'm1', []) } as const,
    { ...heading, seq: 5, type: 'text-delta', messageId: id, text: 'Hel' } as const,
  ].reduce(foldRunEvent, transcript)
  const usage = { inputTokens: 0, outputTokens: 0 }
  const ended = foldRunEvent(growing, { ...heading, seq: 6, type: 'run-ended', status: 'cancelled', usage })
  expect(streaming(growing)).toBe(true)
  expect(streaming(ended)).toBe(false)
})

function streaming(now: Transcript): boolean {
  const item = createTurnBuilder()(now).find(isAnswer)?.items[0]
  return item?.kind === 'text' && item.streaming
}

test('what the provider did by itself, pictures and pages stand where they came, pages at the end', () => {
  const { transcript, run } = asked()
  const search = {
    type: 'provider-item',
    protocol: 'anthropic-messages',
    kind: 'server_tool_use',
    label: 'web_search · parley',
    data: '{}',
  } as const
  const page = { type: 'source', url: 'https://example.org/a', title: 'A' } as const
  const parts = [
    search,
    { type: 'text', text: 'It is so.' },
    page,
    { type: 'image', mediaType: 'image/png', data: 'aW1n' },
  ] as const
  const after = { ...transcript, messages: [...transcript.messages, answer(run, 'a', parts)] }
  expect(createTurnBuilder()(after).find(isAnswer)?.items).toMatchObject([
    { kind: 'provider-item', words: 'server tool use: web_search · parley' },
    { kind: 'text', text: 'It is so.' },
    { kind: 'image', part: { mediaType: 'image/png' } },
    { kind: 'sources', sources: [page] },
  ])
})
