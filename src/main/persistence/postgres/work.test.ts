import { expect, it } from 'vitest'
import { codeOf } from '../../core/testing/code-of.ts'
import { createWork } from './work.ts'

it('does one lane in its order, and another one meanwhile', async () => {
  const work = createWork()
  const gate = Promise.withResolvers<void>()
  const done: string[] = []
  const first = work.inLane('a', () => gate.promise.then(() => void done.push('a1')))
  const second = work.inLane('a', async () => void done.push('a2'))
  await work.inLane('b', async () => void done.push('b'))
  expect(done).toStrictEqual(['b'])
  gate.resolve()
  await Promise.all([first, second])
  expect(done).toStrictEqual(['b', 'a1', 'a2'])
})

it('goes on with a lane after a failure', async () => {
  const work = createWork()
  const failed = work.inLane('a', () => Promise.reject(new Error('broken')))
  const next = work.inLane('a', async () => 'done')
  await expect(failed).rejects.toThrow('broken')
  expect(await next).toBe('done')
})

it('waits at its end for what was begun, also in a lane, and refuses the rest', async () => {
  const work = createWork()
  const gate = Promise.withResolvers<void>()
  const first = work.inLane('a', () => gate.promise)
  const second = work.inLane('a', async () => 'second')
  const ending = work.end(60_000)
  expect(await codeOf(work.run(async () => 'late'))).toBe('storage-failed')
  gate.resolve()
  await ending
  await first
  expect(await second).toBe('second')
})

it('does not wait for ever', async () => {
  const work = createWork()
  void work.run(() => new Promise(() => undefined))
  await expect(work.end(1)).resolves.toBeUndefined()
})
