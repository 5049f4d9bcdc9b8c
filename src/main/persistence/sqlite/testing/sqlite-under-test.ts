import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { silentLog } from '../../../core/testing/fake-log.ts'
import type { StoreUnderTest } from '../../../core/ports/store-under-test.ts'
import type { Store } from '../../../core/ports/stores.ts'
import { openSqliteStore } from '../open.ts'
import type { KilledWriterTask } from './killed-writer.ts'

/** A folder of its own for one test, and the function that removes it. */
export async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-store-'))
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  return { folder, path: join(folder, 'parley.sqlite'), remove }
}

/** A store on a file, for the conformance suite. */
export async function openFileStore(): Promise<StoreUnderTest> {
  const { path, remove } = await makeFolder()
  let current: Store = await openSqliteStore({ path, log: silentLog })
  const reopen = async () => {
    await current.close()
    return (current = await openSqliteStore({ path, log: silentLog }))
  }
  return {
    store: current,
    reopen,
    async reopenAfterKill(session, commits) {
      await current.close()
      await runKilled({ path, session, commits })
      return (current = await openSqliteStore({ path, log: silentLog }))
    },
    async dispose() {
      await current.close()
      await remove()
    },
  }
}

/** A store in memory, for the conformance suite. */
export async function openMemoryStore(): Promise<StoreUnderTest> {
  const store = await openSqliteStore({ path: ':memory:', log: silentLog })
  return { store, reopen: forgets, reopenAfterKill: forgets, dispose: () => store.close() }
}

function forgets(): Promise<never> {
  return Promise.reject(new Error('a store in memory ends with its process'))
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
