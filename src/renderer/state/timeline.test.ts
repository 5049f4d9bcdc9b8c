import { expect, test } from 'vitest'
import { callIdOf, messageIdOf, providerIdOf, runIdOf, sessionIdOf } from '../../contract/id.ts'
import type { Message } from '../../contract/message.ts'
import type { Run } from '../../contract/run.ts'
import type { RunEvent, RunEventBody } from '../../contract/run-event.ts'
import { noUsage } from '../../contract/usage.ts'
import { emptyTimeline, foldTimeline, type Timeline } from './timeline.ts'

const [runId, sessionId] = [runIdOf('r'), sessionIdOf('s')]
const run: Run = {
  id: runId,
  sessionId,
  userMessageId: messageIdOf('m1'),
  status: 'in_progress',
  options: {
    providerId: providerIdOf('p'),
    model: 'm',
    streaming: true,
    parallelTools: true,
    maxRounds: 5,
  },
  createdAt: 1000,
  usage: noUsage,
}
const answer = (id: string, change: Partial<Message> = {}): Message => ({
  id: messageIdOf(id),
  sessionId,
  parentId: null,
  role: 'assistant',
  parts: [],
  createdAt: 0,
  ...change,
})
const [a, b] = [callIdOf('a'), callIdOf('b')]
const messageId = messageIdOf('a1')
const failure = { code: 'tool-failed', message: 'no', retryable: false } as const

function timelineOf(...steps: readonly (readonly [ms: number, body: RunEventBody])[]): Timeline {
  return steps
    .map(([ms, body], index): RunEvent => ({ seq: index + 1, runId, sessionId, at: 1000 + ms, ...body }))
    .reduce(foldTimeline, emptyTimeline)
}
const requested = (id: typeof a, name: string): RunEventBody => ({
  type: 'tool-call-requested',
  messageId,
  round: 1,
  call: { id, name, arguments: '{}' },
  effect: 'read',
  approval: 'not-needed',
})

test('tells what the model did when, and each call beside it', () => {
  const timeline = timelineOf(
    [0, { type: 'run-created', run }],
    [2, { type: 'message-created', message: answer('a1') }],
    [500, { type: 'reasoning-delta', messageId, text: 'Hm' }],
    [700, { type: 'reasoning-delta', messageId, text: '.' }],
    [900, { type: 'text-delta', messageId, text: 'I look.' }],
    [1000, requested(a, 'look')],
    [1000, { type: 'tool-call-started', callId: a }],
    [1100, { type: 'message-completed', message: answer('a1', { finishReason: 'tool-calls' }) }],
    [1110, requested(b, 'break')],
    [1110, { type: 'tool-call-started', callId: b }],
    [1200, { type: 'tool-call-failed', callId: b, failure, durationMs: 90 }],
    [1400, { type: 'tool-call-completed', callId: a, result: '', durationMs: 400 }],
    [1401, { type: 'message-created', message: answer('a2') }],
    [1600, { type: 'text-delta', messageId: messageIdOf('a2'), text: 'Done.' }],
  )
  expect(timeline.rounds).toEqual([
    {
      messageId: 'a1',
      from: 2,
      to: 1401,
      finishReason: 'tool-calls',
      model: [
        { doing: 'waiting', from: 2, to: 500 },
        { doing: 'reasoning', from: 500, to: 900 },
        { doing: 'writing', from: 900, to: 1100 },
      ],
      calls: [
        { id: 'a', name: 'look', status: 'completed', from: 1000, to: 1400 },
        { id: 'b', name: 'break', status: 'failed', from: 1110, to: 1200 },
      ],
    },
    {
      messageId: 'a2',
      from: 1401,
      model: [
        { doing: 'waiting', from: 1401, to: 1600 },
        { doing: 'writing', from: 1600 },
      ],
      calls: [],
    },
  ])
  expect(timeline.to).toBeUndefined()
})

test('ends everything with the run, and keeps its bill', () => {
  const usage = { inputTokens: 10, outputTokens: 2 }
  const timeline = timelineOf(
    [0, { type: 'run-created', run }],
    [1, { type: 'message-created', message: answer('a1') }],
    [2, { type: 'retry-scheduled', attempt: 2, delayMs: 500, failure }],
    [600, { type: 'text-delta', messageId, text: 'Half' }],
    [800, { type: 'run-ended', status: 'cancelled', usage, cost: 0.5 }],
  )
  expect(timeline).toMatchObject({ to: 800, run: { status: 'cancelled', usage, cost: 0.5, endedAt: 1800 } })
  expect(timeline.rounds).toMatchObject([
    {
      to: 800,
      model: [
        { doing: 'waiting', to: 600 },
        { doing: 'writing', to: 800 },
      ],
    },
  ])
})

test('a call that never began has no place in time', () => {
  const timeline = timelineOf(
    [0, { type: 'run-created', run }],
    [1, { type: 'message-created', message: answer('a1') }],
    [2, requested(a, 'unknown')],
    [2, { type: 'tool-call-failed', callId: a, failure, durationMs: 0 }],
  )
  expect(timeline.rounds[0]?.calls).toEqual([{ id: 'a', name: 'unknown', status: 'failed' }])
})

test('a call that was not allowed is no failure', () => {
  const denied = { ...failure, code: 'tool-denied' } as const
  const timeline = timelineOf(
    [0, { type: 'run-created', run }],
    [1, { type: 'message-created', message: answer('a1') }],
    [2, requested(a, 'delete')],
    [9, { type: 'tool-call-failed', callId: a, failure: denied, durationMs: 0 }],
  )
  expect(timeline.rounds[0]?.calls).toEqual([{ id: 'a', name: 'delete', status: 'denied' }])
})
