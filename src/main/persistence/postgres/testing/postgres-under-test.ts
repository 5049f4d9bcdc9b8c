import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { StoreUnderTest } from '../../../core/ports/store-under-test.ts'
import type { Store } from '../../../core/ports/stores.ts'
import { silentLog } from '../../../core/testing/fake-log.ts'
import type { PostgresAddress } from '../connection-options.ts'
import { openPostgresStore } from '../open.ts'
import type { KilledWriterTask } from './killed-writer.ts'

let schemas = 0

/** A schema of its own for one test: as good as an empty database, and made in no time. */
export function freshSchema(address: PostgresAddress): PostgresAddress & { readonly schema: string } {
  schemas += 1
  return { ...address, schema: `test ${schemas}` }
}

/** A store in a fresh schema, for the conformance suite. */
export async function openPostgresUnderTest(
  server: PostgresAddress,
): Promise<StoreUnderTest & { readonly address: ReturnType<typeof freshSchema> }> {
  const address = freshSchema(server)
  const opened: Store[] = []
  const open = async () => {
    const store = await openPostgresStore({ ...address, log: silentLog })
    opened.push(store)
    return store
  }
  const closeAll = async () => void (await Promise.all(opened.splice(0).map((store) => store.close())))
  return {
    address,
    store: await open(),
    openSecond: open,
    async reopen() {
      await closeAll()
      return open()
    },
    async reopenAfterKill(session, commits) {
      await closeAll()
      await runKilled({ address, session, commits })
      return open()
    },
    dispose: closeAll,
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
