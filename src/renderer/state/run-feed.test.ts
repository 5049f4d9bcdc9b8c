import { expect, test } from 'vitest'
import { runIdSchema, sessionIdSchema } from '../../contract/id.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import { createFakeTransport } from '../transport/fake/fake-transport.ts'
import { createRunFeed } from './run-feed.ts'

const runId = runIdSchema.parse('r1')
const sessionId = sessionIdSchema.parse('s1')

function eventAt(seq: number): RunEvent {
  return { seq, runId, sessionId, at: 1, type: 'run-status-changed', status: 'in_progress' }
}

function feedWith(first: readonly RunEvent[]) {
  const core = createFakeTransport()
  const batches: number[][] = []
  const pictures: (() => void)[] = []
  core.answer('runs.watch', () => ({ events: [...first], ended: false }))
  const feed = createRunFeed({
    transport: core,
    schedule: (work) => void pictures.push(work),
    onEvents: (events) => batches.push(events.map((event) => event.seq)),
  })
  const tell = (...seqs: number[]) =>
    core.tell({ type: 'run-events', runId, sessionId, events: seqs.map(eventAt) })
  const draw = () => pictures.splice(0).forEach((work) => work())
  return { batches, core, draw, feed, tell }
}

test('what comes between two pictures is handed on as one batch', async () => {
  const { batches, draw, feed, tell } = feedWith([eventAt(1)])
  await feed.follow(runId, 0)
  tell(2)
  tell(3, 4)
  expect(batches).toEqual([[1]])
  draw()
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('events that overtake, repeat or leave a gap come once and in order', async () => {
  const { batches, core, draw, feed, tell } = feedWith([])
  const answer = Promise.withResolvers<{ events: RunEvent[]; ended: boolean }>()
  core.answer('runs.watch', () => answer.promise)
  const following = feed.follow(runId, 4)
  tell(7, 8)
  answer.resolve({ events: [eventAt(5), eventAt(6), eventAt(7)], ended: false })
  await following
  tell(8, 10)
  draw()
  tell(9)
  draw()
  expect(batches.flat()).toEqual([5, 6, 7, 8, 9, 10])
})

test('after leaving, nothing more is handed on', async () => {
  const { batches, core, draw, feed, tell } = feedWith([])
  await feed.follow(runId, 0)
  tell(1)
  feed.leave()
  tell(2)
  draw()
  expect(batches).toEqual([])
  expect(core.calls.at(-1)).toEqual({ method: 'runs.unwatch', input: { runId } })
})
