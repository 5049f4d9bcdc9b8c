import { expect, test } from 'vitest'
import { runIdOf } from '../../contract/id.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { sessionId } from '../core/testing/live-run-fixture.ts'
import { createEventFeed } from './event-feed.ts'

const event = (seq: number): RunEvent => ({
  seq,
  runId: runIdOf('run'),
  sessionId,
  at: 1,
  type: 'run-status-changed',
  status: 'in_progress',
})

test('the first batch goes at once, later ones together after the interval', () => {
  const clock = createFakeClock()
  const sent: number[][] = []
  const feed = createEventFeed(50, clock, (events) => sent.push(events.map(({ seq }) => seq)))
  feed.push([event(1)])
  feed.push([event(2)])
  feed.push([event(3)])
  expect(sent).toEqual([[1]])
  clock.advance(50)
  expect(sent).toEqual([[1], [2, 3]])
  clock.advance(50)
  feed.push([event(4)])
  expect(sent).toEqual([[1], [2, 3], [4]])
})

test('closing sends what is held and leaves no timer', () => {
  const clock = createFakeClock()
  const sent: number[] = []
  const feed = createEventFeed(50, clock, (events) => sent.push(...events.map(({ seq }) => seq)))
  feed.push([event(1)])
  feed.push([event(2)])
  feed.close()
  expect(sent).toEqual([1, 2])
  expect(clock.waiting()).toBe(0)
})

test('without an interval nothing is held', () => {
  const sent: number[] = []
  const feed = createEventFeed(0, createFakeClock(), (events) => sent.push(events.length))
  feed.push([event(1)])
  feed.push([event(2), event(3)])
  expect(sent).toEqual([1, 2])
})
