import { z } from 'zod'
import { reasonOf } from '../../core/errors.ts'
import type { Connection } from './connection.ts'
import { unreachable } from './redis-failure.ts'

/** Resolves when everything that was acknowledged before the call is on the server's disk. */
export type Flush = () => Promise<void>

/** How long the server may take. It flushes once a second by default. */
const flushWithinMs = 5000

const reply = z.tuple([z.number(), z.number()])

/**
 * Asks the server for its disk over a connection of its own, on which nothing else has to wait behind the answer. What
 * comes while one question is open shares the next one. Rejects with `storage-unreachable` when the disk does not
 * answer in time: what was written is there, but may not survive a power cut.
 */
export function createFlush(connection: Connection, options: { prefix: string; host: string }): Flush {
  const { prefix, host } = options
  let asked: Promise<void> | undefined
  let next: Promise<void> | undefined

  const ask = async () => {
    // The question is about the writes of its own connection, and a later write stands for all that came before.
    const answers = Promise.all([
      connection.send(['SET', `${prefix}flush`, '1', 'PX', '60000']),
      connection.send(['WAITAOF', '1', '0', String(flushWithinMs)]),
    ])
    const [, answer] = await answers.catch((error: unknown) => {
      throw unreachable(host, `it did not say whether the data is on its disk: ${reasonOf(error)}`, error)
    })
    const [local] = reply.parse(answer)
    if (local < 1) throw unreachable(host, 'it did not confirm that the data is on its disk')
  }
  const begin = () => {
    next = undefined
    asked = ask().finally(() => (asked = undefined))
    return asked
  }
  return () => {
    if (!next && !asked) return begin()
    return (next ??= Promise.resolve(asked).then(begin, begin))
  }
}
