import { expect, test } from 'vitest'
import { createWakeWatch } from './wake-watch.ts'

function setUp() {
  let uptime = 50_000
  let tick: (() => void) | undefined
  const onWake = createWakeWatch({
    uptime: () => uptime,
    every(_, call) {
      tick = call
      return () => (tick = undefined)
    },
  })
  const pass = (ms: number) => {
    uptime += ms
    tick?.()
  }
  return { onWake, pass, isTicking: () => tick !== undefined }
}

test('DU-16 a tick that comes half an hour late was a sleep; one that is a little late was not', () => {
  const { onWake, pass } = setUp()
  let wakes = 0
  onWake(() => (wakes += 1))
  for (const ms of [1_000, 1_002, 5_000, 10_900]) pass(ms)
  expect(wakes).toBe(0)
  pass(1_800_000)
  expect(wakes).toBe(1)
  pass(1_000)
  expect(wakes).toBe(1)
})

test('ticks only while somebody listens, and what passed before does not count', () => {
  const { onWake, pass, isTicking } = setUp()
  const heard: string[] = []
  expect(isTicking()).toBe(false)
  const forgetFirst = onWake(() => heard.push('first'))
  const forgetSecond = onWake(() => heard.push('second'))
  forgetFirst()
  pass(60_000)
  expect(heard).toEqual(['second'])
  forgetSecond()
  forgetSecond()
  expect(isTicking()).toBe(true)
  pass(1_000)
  expect(isTicking()).toBe(false)
  pass(60_000)
  onWake(() => heard.push('third'))
  pass(1_000)
  expect(heard).toEqual(['second'])
})
