import { expect, test } from 'vitest'
import { failureOf } from '../main/core/errors.ts'
import { newRun, sessionId, userMessage } from '../main/core/testing/live-run-fixture.ts'
import { callIdOf, messageIdOf } from './id.ts'
import type { Message } from './message.ts'
import type { RunEvent, RunEventBody } from './run-event.ts'
import { callsOf, emptyTranscript, foldRunEvent } from './transcript.ts'

const run = newRun()
const answerId = messageIdOf('answer')
const answer: Message = {
  id: answerId,
  sessionId,
  parentId: userMessage.id,
  role: 'assistant',
  parts: [],
  createdAt: 2,
}
const fold = (...bodies: readonly RunEventBody[]) =>
  bodies
    .map((body, index): RunEvent => ({ seq: index + 1, runId: run.id, sessionId, at: 100 + index, ...body }))
    .reduce(foldRunEvent, emptyTranscript)
const begun: readonly RunEventBody[] = [
  { type: 'run-created', run },
  { type: 'message-completed', message: userMessage },
  { type: 'message-created', message: answer },
]

test('deltas of one kind grow one part, another kind begins a new one', () => {
  const transcript = fold(
    ...begun,
    { type: 'reasoning-delta', messageId: answerId, text: 'Hm' },
    { type: 'text-delta', messageId: answerId, text: 'Hel' },
    { type: 'text-delta', messageId: answerId, text: 'lo' },
  )
  expect(transcript.messages.at(-1)?.parts).toEqual([
    { type: 'reasoning', text: 'Hm' },
    { type: 'text', text: 'Hello' },
  ])
})

test('interleaved calls grow apart', () => {
  const [a, b] = [callIdOf('a'), callIdOf('b')]
  const transcript = fold(
    ...begun,
    { type: 'tool-call-delta', messageId: answerId, callId: a, name: 'one', argumentsText: '{"x"' },
    { type: 'tool-call-delta', messageId: answerId, callId: b, name: 'two', argumentsText: '{' },
    { type: 'tool-call-delta', messageId: answerId, callId: a, argumentsText: ':1}' },
    { type: 'tool-call-delta', messageId: answerId, callId: b, argumentsText: '}' },
  )
  expect(transcript.messages.at(-1)?.parts).toEqual([
    { type: 'tool-call', id: 'a', name: 'one', arguments: '{"x":1}' },
    { type: 'tool-call', id: 'b', name: 'two', arguments: '{}' },
  ])
})

test('a completed message replaces what the deltas built', () => {
  const whole: Message = { ...answer, parts: [{ type: 'text', text: 'Whole.' }], finishReason: 'stop' }
  const transcript = fold(
    ...begun,
    { type: 'text-delta', messageId: answerId, text: 'Wh' },
    { type: 'message-completed', message: whole },
  )
  expect(transcript.messages).toEqual([userMessage, whole])
})

test('a second answer to one question takes the place of the first in the path', () => {
  const second: Message = { ...answer, id: messageIdOf('second') }
  const transcript = fold(...begun, { type: 'message-created', message: second })
  expect(transcript.messages.map(({ id }) => id)).toEqual([userMessage.id, second.id])
})

test('a call goes through its states, and a repeated id belongs to the newest round', () => {
  const callId = callIdOf('0')
  const call = { id: callId, name: 'tool', arguments: '{}' }
  const request = (messageId: Message['id'], round: number): RunEventBody => ({
    type: 'tool-call-requested',
    messageId,
    round,
    call,
    effect: 'read',
    approval: 'not-needed',
  })
  const later = messageIdOf('later')
  const transcript = fold(
    ...begun,
    request(answerId, 1),
    { type: 'tool-call-started', callId },
    { type: 'tool-call-completed', callId, result: 'first', durationMs: 5 },
    request(later, 2),
    { type: 'tool-call-started', callId },
    { type: 'tool-call-failed', callId, failure: failureOf('tool-cancelled'), durationMs: 7 },
  )
  expect(callsOf(transcript, answerId)).toMatchObject([
    { status: 'completed', result: 'first', startedAt: 104 },
  ])
  expect(callsOf(transcript, later)).toMatchObject([{ status: 'cancelled', durationMs: 7 }])
})

test('a retry is waited for until the next attempt begins', () => {
  const retry: RunEventBody = {
    type: 'retry-scheduled',
    attempt: 2,
    delayMs: 1000,
    failure: failureOf('provider-overloaded'),
  }
  expect(fold(...begun, retry).waitingRetry).toMatchObject({ attempt: 2, dueAt: 1103 })
  const again: RunEventBody = { type: 'run-status-changed', status: 'in_progress' }
  expect(fold(...begun, retry, again).waitingRetry).toBeUndefined()
})

test('the end of the run is kept with its reason', () => {
  const usage = { inputTokens: 1, outputTokens: 2 }
  const transcript = fold(...begun, {
    type: 'run-ended',
    status: 'incomplete',
    usage,
    incompleteReason: 'round-limit',
  })
  expect(transcript.runs).toMatchObject([
    { status: 'incomplete', incompleteReason: 'round-limit', usage, endedAt: 103 },
  ])
})

test('an event never changes what was folded before', () => {
  const before = fold(...begun)
  const copy = structuredClone(before)
  foldRunEvent(before, {
    seq: 4,
    runId: run.id,
    sessionId,
    at: 1,
    type: 'text-delta',
    messageId: answerId,
    text: 'x',
  })
  expect(before).toEqual(copy)
})
