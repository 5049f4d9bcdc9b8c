import { sessionUsageSchema, type UsagePage, type UsageQuery } from '../../../contract/money.ts'
import type { ReadRow } from '../stored-row.ts'
import { usageOfRow, type UsageRow } from '../usage-row.ts'
import type { Query } from './connection-pool.ts'

const number = (field: string) => `coalesce((usage ->> '${field}')::bigint, 0)`
const sum = (field: string) => `sum(${number(field)})::double precision as "${field}"`
const usageSql = `
  select s.id as "sessionId", s.title, used.* from (
    select session_key, count(*)::integer as runs,
      (count(*) filter (where cost is null and options ->> 'providerId' <> 'demo' and ${number('inputTokens')} + ${number('outputTokens')} > 0))::integer as unpriced,
      coalesce(sum(cost), 0) as cost, ${sum('inputTokens')}, ${sum('outputTokens')}, ${sum('reasoningTokens')},
      ${sum('cacheReadTokens')}, ${sum('cacheWriteTokens')}
    from runs where created_at >= $1 group by session_key
  ) used join sessions s on s.key = used.session_key
  where s.deleted_at is null and (s.expires_at is null or s.expires_at > now())
  order by used.cost desc, used."inputTokens" + used."outputTokens" desc, s.id collate "C" limit $2`

/** Which sessions used most, summed by the server. */
export async function usageBySession(
  query: Query,
  readRow: ReadRow,
  { from = 0, limit }: UsageQuery,
): Promise<UsagePage> {
  const rows = await query<UsageRow>(usageSql, [from, limit])
  const sessions = rows.map((row) =>
    readRow(sessionUsageSchema, `usage of ${row.sessionId}`, () => usageOfRow(row)),
  )
  return { sessions, complete: true }
}
