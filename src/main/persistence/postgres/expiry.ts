import type { SessionId } from '../../../contract/id.ts'
import { sessionIdSchema } from '../../../contract/id.ts'
import type { Query } from './connection-pool.ts'
import { nowInMs, timestampOf } from './session-sql.ts'

interface IdRow {
  readonly id: string
}

/** Sessions in one transaction: few enough that each is over soon, also with all that belongs to them. */
const batch = 100

// Somebody works on a session that is locked, another process clearing up included: it is left for the next time.
const buryOverSql = `
  update sessions set deleted_at = ${nowInMs} where key in (
    select key from sessions where deleted_at is null and expires_at <= now()
    order by expires_at limit ${batch} for no key update skip locked
  ) returning id`
const purgeSql = `
  delete from sessions where key in (
    select key from sessions where deleted_at < ${timestampOf('$1::bigint')}
    order by deleted_at limit ${batch} for update skip locked
  ) returning id`

/** Moves to the trash what is over by the server's clock. Gives the ids. */
export function buryOver(query: Query): Promise<readonly SessionId[]> {
  return inBatches(() => query(buryOverSql))
}

/** Purges what was put into the trash before a time. Gives the ids. */
export function purgeTrash(query: Query, before: number): Promise<readonly SessionId[]> {
  return inBatches(() => query(purgeSql, [before]))
}

async function inBatches(next: () => Promise<readonly IdRow[]>): Promise<readonly SessionId[]> {
  const ids: SessionId[] = []
  for (;;) {
    const rows = await next()
    ids.push(...rows.map(({ id }) => sessionIdSchema.parse(id)))
    if (rows.length < batch) return ids
  }
}
