import type { Session } from '../../../../contract/session.ts'
import { silentLog } from '../../../core/testing/fake-log.ts'
import type { RunCommit } from '../../../core/ports/stores.ts'
import { openSqliteStore } from '../open.ts'

/** What this program is given as its argument, in JSON. */
export interface KilledWriterTask {
  readonly path: string
  readonly session: Session
  readonly commits: readonly RunCommit[]
}

/** A program that writes, then dies as if by the hand of the system: nothing is closed, nothing flushed. */
export async function writeAndDie({ path, session, commits }: KilledWriterTask): Promise<void> {
  const store = await openSqliteStore({ path, log: silentLog })
  await store.sessions.create(session)
  for (const commit of commits) await store.log.commit(commit)
  process.kill(process.pid, 'SIGKILL')
}

const [, program = '', task] = process.argv
if (program.endsWith('killed-writer.ts') && task) await writeAndDie(JSON.parse(task))
