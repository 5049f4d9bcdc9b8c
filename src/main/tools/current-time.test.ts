import { expect, test } from 'vitest'
import { callOf } from '../core/testing/tool-call.ts'
import { createCurrentTime } from './current-time.ts'
import { createToolRegistry } from './tool-registry.ts'

const winter = Date.UTC(2026, 0, 15, 22, 5, 9)
const summer = Date.UTC(2026, 6, 15, 22, 5, 9)
const options = { signal: new AbortController().signal, onProgress: () => undefined }

async function ask(now: number, input: object) {
  const source = createToolRegistry([createCurrentTime(() => now)])
  return JSON.parse(await source.call(callOf('current_time', JSON.stringify(input)), options))
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

test('S0-27 without a zone it is the local time', async () => {
  const local = new Date(winter).toTimeString().slice(0, 8)
  expect(await ask(winter, {})).toMatchObject({ timezone: 'local', time: local })
})

test('an unknown zone tells the model what to write instead', async () => {
  await expect(ask(winter, { timezone: 'Mars/Olympus' })).rejects.toThrow('use an IANA name')
})
