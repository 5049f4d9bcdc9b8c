import { join } from 'node:path'
import Database from 'better-sqlite3'

/** What is stored of the runs of a closed profile, in the order in which they began: type and call id of each event. */
export function storedEvents(
  profile: string,
): readonly { readonly type: string; readonly callId?: string }[] {
  const database = new Database(join(profile, 'parley.sqlite'), { readonly: true })
  try {
    const began = `min(event ->> '$.at') over (partition by run_id)`
    const rows = database.prepare(`select event from run_events order by ${began}, run_id, seq`).pluck().all()
    return rows.map((row) => JSON.parse(String(row)))
  } finally {
    database.close()
  }
}

/** The order in which tool calls began and ended, such as `started calculator`. */
export function callOrder(profile: string): readonly string[] {
  const names = new Map<string, string>()
  return storedEvents(profile).flatMap((event) => {
    if ('call' in event) {
      const call = event.call as { id: string; name: string }
      names.set(call.id, call.name)
    }
    const step = /^tool-call-(started|completed|failed)$/.exec(event.type)?.[1]
    return step ? [`${step} ${names.get(event.callId ?? '')}`] : []
  })
}
