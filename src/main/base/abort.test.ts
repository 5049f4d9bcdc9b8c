import { expect, test } from 'vitest'
import { untilAborted } from './abort.ts'

test('gives the value when nothing aborts', async () => {
  expect(await untilAborted(Promise.resolve(7), new AbortController().signal)).toBe(7)
})

test('rejects with the reason at once, though the work never settles', async () => {
  const controller = new AbortController()
  const waiting = untilAborted(new Promise(() => undefined), controller.signal)
  controller.abort(new Error('stop'))
  await expect(waiting).rejects.toThrow('stop')
})

test('a signal aborted before wins, and the failing work is no unhandled rejection', async () => {
  const controller = new AbortController()
  controller.abort(new Error('before'))
  await expect(untilAborted(Promise.reject(new Error('late')), controller.signal)).rejects.toThrow('before')
})
