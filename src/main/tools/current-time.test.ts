import { expect, test } from 'vitest'
import { callOf } from '../core/testing/tool-call.ts'
import { createClockTools } from './current-time.ts'
import { createToolRegistry } from './tool-registry.ts'

const winter = Date.UTC(2026, 0, 15, 22, 5, 9)
const summer = Date.UTC(2026, 6, 15, 22, 5, 9)
const options = { signal: new AbortController().signal, onProgress: () => undefined }

async function ask(now: number, input: object, name = 'current_time') {
  const source = createToolRegistry(createClockTools(() => now))
  return JSON.parse(await source.call(callOf(name, JSON.stringify(input)), options))
}

test.each([
  ['UTC', winter, '22:05:09', '2026-01-15', 'Thursday'],
  ['EST', winter, '17:05:09', '2026-01-15', 'Thursday'],
  ['EST', summer, '18:05:09', '2026-07-15', 'Wednesday'],
  ['PST', winter, '14:05:09', '2026-01-15', 'Thursday'],
  ['CST', winter, '16:05:09', '2026-01-15', 'Thursday'],
  ['Asia/Tokyo', winter, '07:05:09', '2026-01-16', 'Friday'],
])('S0-27 %s', async (timezone, now, time, date, weekday) => {
  expect(await ask(now, { timezone })).toEqual({ timezone, time, date, weekday })
})

test.each(['get_time', 'get_current_time'])('S3-20 S4-15 %s is the same clock', async (name) => {
  expect(await ask(summer, { timezone: 'PST' }, name)).toEqual({
    timezone: 'PST',
    time: '15:05:09',
    date: '2026-07-15',
    weekday: 'Wednesday',
  })
  expect(await ask(winter, {}, name)).toMatchObject({ timezone: 'local' })
})

test('S0-27 the hour that daylight saving time skips is skipped', async () => {
  const beforeSpring = Date.UTC(2026, 2, 8, 6, 59, 59)
  expect(await ask(beforeSpring, { timezone: 'EST' })).toMatchObject({ time: '01:59:59' })
  expect(await ask(beforeSpring + 1000, { timezone: 'EST' })).toMatchObject({ time: '03:00:00' })
})

test('S0-27 without a zone it is the local time', async () => {
  const local = new Date(winter).toTimeString().slice(0, 8)
  expect(await ask(winter, {})).toMatchObject({ timezone: 'local', time: local })
})

test('an unknown zone tells the model what to write instead', async () => {
  await expect(ask(winter, { timezone: 'Mars/Olympus' })).rejects.toThrow('use an IANA name')
})
