import type { Session } from '../../../../contract/session.ts'
import { silentLog } from '../../../core/testing/fake-log.ts'
import type { RunCommit } from '../../../core/ports/stores.ts'
import { openRedisStore } from '../open.ts'

/** What this program is given as its argument, in JSON. */
export interface KilledWriterTask {
  readonly address: string
  readonly prefix: string
  readonly session: Session
  readonly commits: readonly RunCommit[]
}

/** A program that writes, then dies as if by the hand of the system: its heartbeat goes on without it. */
export async function writeAndDie({ address, prefix, session, commits }: KilledWriterTask): Promise<void> {
  const store = await openRedisStore({ address, prefix, log: silentLog })
  await store.sessions.create(session)
  for (const commit of commits) await store.log.commit(commit)
  process.kill(process.pid, 'SIGKILL')
}

const [, program = '', task] = process.argv
if (program.endsWith('killed-writer.ts') && task) await writeAndDie(JSON.parse(task))
