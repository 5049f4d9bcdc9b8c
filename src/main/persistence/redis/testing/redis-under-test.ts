import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createClient } from '@redis/client'
import type { Session } from '../../../../contract/session.ts'
import type { RunCommit } from '../../../core/ports/stores.ts'
import { silentLog } from '../../../core/testing/fake-log.ts'
import { openRedisStore } from '../open.ts'
import type { KilledWriterTask } from './killed-writer.ts'
import type { RedisServer } from './redis-server.ts'

/** A store under a prefix of its own, for the conformance suite. */
export async function openTestedStore({ address }: RedisServer) {
  const prefix = `test-${randomUUID()}:`
  const open = () => openRedisStore({ address, prefix, log: silentLog })
  let current = await open()
  return {
    store: current,
    openSecond: open,
    async reopen() {
      await current.close()
      return (current = await open())
    },
    async reopenAfterKill(session: Session, commits: readonly RunCommit[]) {
      await current.close()
      await runKilled({ address, prefix, session, commits })
      return (current = await open())
    },
    dispose: () => current.close(),
  }
}

/** Runs `killed-writer.ts` on the task. Rejects when it ended in any other way than by the kill. */
export function runKilled(task: KilledWriterTask): Promise<void> {
  const program = fileURLToPath(new URL('./killed-writer.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, JSON.stringify(task)], (error, _output, complaint) => {
      if (error?.signal === 'SIGKILL') resolve()
      else reject(new Error(`the writer was not killed: ${complaint}`))
    })
  })
}

/** Starts `holder.ts` and resolves when its run has begun. The function ends it as a crash would. */
export async function startHolder(address: string, prefix: string): Promise<() => Promise<void>> {
  const program = fileURLToPath(new URL('./holder.ts', import.meta.url))
  const child = spawn(process.execPath, [program, address, prefix], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  await once(createInterface(child.stdout), 'line')
  return async () => {
    child.kill('SIGKILL')
    await gone
  }
}

/** A client that looks at the keys from outside, as `redis-cli` would. */
export async function openObserver({ address }: RedisServer) {
  const client = createClient({ url: `redis://${address}` })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

export type Observer = Awaited<ReturnType<typeof openObserver>>

/** All keys under a prefix, without it, in the order of their names. */
export async function keysUnder(observer: Observer, prefix: string): Promise<readonly string[]> {
  const keys = await observer.keys(`${prefix}*`)
  return keys.map((key) => key.slice(prefix.length)).toSorted()
}
