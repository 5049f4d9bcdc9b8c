import { expect, test } from 'vitest'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { createWatch } from './watch.ts'

const limits = { firstByteMs: 1_000, idleMs: 2_000, totalMs: 10_000 }

function start(caller = new AbortController()) {
  const clock = createFakeClock()
  return { clock, caller, watch: createWatch(limits, clock, caller.signal) }
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
