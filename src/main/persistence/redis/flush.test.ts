import { describe, expect, it } from 'vitest'
import { codeOf } from '../../core/testing/code-of.ts'
import type { Connection } from './connection.ts'
import { createFlush } from './flush.ts'

/** A server with the command that was only added in 7.2; each question waits for its answer. */
function fakeServer() {
  const questions: { answer(local: number): void; fail(error: Error): void }[] = []
  const connection: Connection = {
    async send([command]) {
      if (command !== 'WAITAOF') return 'OK'
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      questions.push({ answer: (local) => resolve([local, 0]), fail: reject })
      return promise
    },
    onReturn: () => undefined,
    destroy: () => undefined,
  }
  return { questions, flush: createFlush(connection, { prefix: 'p:', host: 'h:1' }) }
}

describe('waiting for the disk of the server', () => {
  it('lets what comes meanwhile share one further question', async () => {
    const { questions, flush } = fakeServer()
    const first = flush()
    const later = [flush(), flush(), flush()]
    expect(questions).toHaveLength(1)
    questions[0]?.answer(1)
    await first
    await expect.poll(() => questions.length).toBe(2)
    questions[1]?.answer(1)
    await Promise.all(later)
    expect(questions).toHaveLength(2)
  })

  it('does not take silence or a refusal for a yes, and asks anew the next time', async () => {
    const { questions, flush } = fakeServer()
    const [silent, refused] = [flush(), flush()]
    questions[0]?.answer(0)
    expect(await codeOf(silent)).toBe('storage-unreachable')
    await expect.poll(() => questions.length).toBe(2)
    questions[1]?.fail(new Error('appendonly is disabled'))
    expect(await codeOf(refused)).toBe('storage-unreachable')
    const again = flush()
    questions[2]?.answer(1)
    await expect(again).resolves.toBeUndefined()
  })
})
