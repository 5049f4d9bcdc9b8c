import { expect, test } from 'vitest'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { createWatch } from './watch.ts'

const limits = { firstByteMs: 1_000, idleMs: 2_000, totalMs: 10_000 }

function start(given = limits) {
  const caller = new AbortController()
  const clock = createFakeClock()
  return { clock, caller, watch: createWatch(given, clock, caller.signal) }
}

test('PV-18 ends when the first byte does not come in time', () => {
  const { clock, watch } = start()
  clock.advance(999)
  expect(watch.signal.aborted).toBe(false)
  clock.advance(1)
  expect(watch.ending()).toBe('first-byte-timeout')
})

test('PV-22 counts silence from the last sign of life', () => {
  const { clock, watch } = start()
  watch.touch()
  clock.advance(1_500)
  watch.touch()
  clock.advance(1_999)
  expect(watch.signal.aborted).toBe(false)
  clock.advance(1)
  expect(watch.ending()).toBe('idle-timeout')
})

test('A1 keeps two timers however many bytes come', () => {
  const { clock, watch } = start()
  for (let n = 0; n < 1_000; n++) watch.touch()
  expect(clock.waiting()).toBe(2)
})

test('PV-23 the total limit holds even while bytes come', () => {
  const { clock, watch } = start()
  for (let n = 0; n < 10; n++) {
    watch.touch()
    clock.advance(1_000)
  }
  expect(watch.ending()).toBe('total-timeout')
})

test('the first reason stays the reason', () => {
  const { clock, caller, watch } = start()
  caller.abort()
  clock.advance(20_000)
  expect(watch.ending()).toBe('cancelled')
})

test('leaves no timer and no listener behind', () => {
  const { clock, caller, watch } = start()
  watch.touch()
  watch.stop()
  caller.abort()
  expect(clock.waiting()).toBe(0)
  expect(watch.ending()).toBeUndefined()
})

test('a complete answer gives its connection a moment, and closes it without blame', () => {
  const { clock, watch } = start()
  watch.touch()
  watch.closeSoon()
  watch.stop()
  clock.advance(250)
  expect(watch.signal.aborted).toBe(true)
  expect(watch.ending()).toBeUndefined()
})

test('DU-16 after a sleep a connection that stays silent is dead within five seconds', () => {
  const { clock, watch } = start({ ...limits, idleMs: 60_000, totalMs: 60_000 })
  watch.touch()
  clock.wake()
  clock.advance(3_999)
  expect(watch.signal.aborted).toBe(false)
  clock.advance(1)
  expect(watch.ending()).toBe('asleep')
})

test('DU-16 a connection that speaks after a sleep goes on', () => {
  const { clock, watch } = start({ ...limits, idleMs: 60_000, totalMs: 60_000 })
  watch.touch()
  clock.wake()
  clock.advance(3_999)
  watch.touch()
  clock.advance(5_000)
  expect(watch.signal.aborted).toBe(false)
  clock.wake()
  clock.advance(3_999)
  expect(watch.signal.aborted).toBe(false)
  clock.advance(1)
  expect(watch.ending()).toBe('asleep')
})

test('DU-16 who waits for the first byte goes on waiting after a sleep, and nothing waits behind the end', () => {
  const { clock, watch } = start()
  clock.wake()
  clock.advance(999)
  expect(watch.signal.aborted).toBe(false)
  watch.touch()
  clock.wake()
  watch.stop()
  clock.wake()
  expect(clock.waiting()).toBe(0)
})

test.each([86_400_000, -86_400_000])('PV-64 no limit moves when the time of day jumps by %i ms', (jump) => {
  const { clock, watch } = start()
  watch.touch()
  clock.setTimeOfDay(jump)
  clock.advance(1_999)
  expect(watch.signal.aborted).toBe(false)
  clock.advance(1)
  expect(watch.ending()).toBe('idle-timeout')
})
