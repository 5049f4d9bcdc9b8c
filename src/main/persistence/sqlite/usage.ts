import type { Database } from 'better-sqlite3'
import { sessionUsageSchema, type UsagePage, type UsageQuery } from '../../../contract/money.ts'
import { usageOfRow, type UsageRow } from '../usage-row.ts'
import type { ReadRow } from '../stored-row.ts'

const sum = (field: string) => `coalesce(sum(usage ->> '$.${field}'), 0)`
const tokens = `(usage ->> '$.inputTokens') + (usage ->> '$.outputTokens')`
const usageSql = `
  select sessions.id as sessionId, sessions.title, used.* from (
    select session_key, count(*) as runs,
      sum(cost is null and options ->> '$.providerId' <> 'demo' and ${tokens} > 0) as unpriced,
      coalesce(sum(cost), 0) as cost, ${sum('inputTokens')} as inputTokens, ${sum('outputTokens')} as outputTokens,
      ${sum('reasoningTokens')} as reasoningTokens, ${sum('cacheReadTokens')} as cacheReadTokens,
      ${sum('cacheWriteTokens')} as cacheWriteTokens
    from runs where created_at >= @from group by session_key
  ) used join sessions on sessions.key = used.session_key
  where deleted_at is null and (expires_at is null or expires_at > @now)
  order by cost desc, inputTokens + outputTokens desc, sessions.id limit @limit`

/** Which sessions used most. One walk over the runs, in the engine's thread. */
export function createUsage(db: Database, readRow: ReadRow, now: () => number) {
  const select = db.prepare<[object], UsageRow>(usageSql)
  return ({ from = 0, limit }: UsageQuery): UsagePage => ({
    sessions: select
      .all({ from, limit, now: now() })
      .map((row) => readRow(sessionUsageSchema, `usage of ${row.sessionId}`, () => usageOfRow(row))),
    complete: true,
  })
}
