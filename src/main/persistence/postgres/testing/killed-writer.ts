import type { Session } from '../../../../contract/session.ts'
import type { RunCommit } from '../../../core/ports/stores.ts'
import { silentLog } from '../../../core/testing/fake-log.ts'
import type { PostgresAddress } from '../connection-options.ts'
import { openPostgresStore } from '../open.ts'

/** What this program is given as its argument, in JSON. */
export interface KilledWriterTask {
  readonly address: PostgresAddress & { readonly schema: string }
  readonly session: Session
  readonly commits: readonly RunCommit[]
}

/** A program that writes, then dies as if by the hand of the system: no connection is ended in good order. */
export async function writeAndDie({ address, session, commits }: KilledWriterTask): Promise<void> {
  const store = await openPostgresStore({ ...address, log: silentLog })
  await store.sessions.create(session)
  for (const commit of commits) await store.log.commit(commit)
  process.kill(process.pid, 'SIGKILL')
}

const [, program = '', task] = process.argv
if (program.endsWith('killed-writer.ts') && task) await writeAndDie(JSON.parse(task))
