import { expect, test } from 'vitest'
import { createAsyncQueue } from './async-queue.ts'

test('gives items in order, those pushed before and those pushed while a reader waits', async () => {
  const queue = createAsyncQueue<{ n: number }>()
  queue.push({ n: 1 })
  queue.push({ n: 2 })
  expect(await queue.next()).toEqual({ n: 1 })
  expect(await queue.next()).toEqual({ n: 2 })
  const waiting = queue.next()
  queue.push({ n: 3 })
  expect(await waiting).toEqual({ n: 3 })
})

test('keeps order over many items read in between', async () => {
  const queue = createAsyncQueue<{ n: number }>()
  for (let n = 0; n < 5000; n++) queue.push({ n })
  for (let n = 0; n < 3000; n++) expect(await queue.next()).toEqual({ n })
  queue.push({ n: 5000 })
  for (let n = 3000; n <= 5000; n++) expect(await queue.next()).toEqual({ n })
})

test('refuses a second reader', async () => {
  const queue = createAsyncQueue<{ n: number }>()
  const first = queue.next()
  await expect(queue.next()).rejects.toThrow('another reader')
  queue.push({ n: 1 })
  expect(await first).toEqual({ n: 1 })
})
