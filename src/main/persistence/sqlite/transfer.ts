import type { RunId } from '../../../contract/id.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import { searchableText } from '../../../contract/search.ts'
import type { SessionBundle } from '../../../contract/session-bundle.ts'
import type { SessionKey } from './session-table.ts'
import type { Tables } from './tables.ts'

/** Reads and writes whole sessions. The caller wraps both in a transaction. */
export function createTransfer({ sessions, messages, runs, calls, events, search }: Tables) {
  return {
    read(key: SessionKey): SessionBundle | undefined {
      const session = sessions.getByKey(key)
      return (
        session && {
          session,
          messages: messages.listBySession(key),
          runs: runs.listBySession(key),
          calls: calls.listBySession(key),
          events: events.listBySession(key),
        }
      )
    },
    write(bundle: SessionBundle): boolean {
      // The tip refers to a message that is written after its session.
      const key = sessions.create({ ...bundle.session, leafId: null })
      if (key === undefined) return false
      for (const run of bundle.runs) runs.put(run, key)
      for (const message of bundle.messages) {
        search.replace(messages.put(message, key), '', searchableText(message))
      }
      for (const call of bundle.calls) calls.put(call, key)
      for (const [runId, journal] of byRun(bundle.events)) events.append(runId, journal, 0)
      const { leafId, updatedAt } = bundle.session
      if (leafId !== null) sessions.advance(key, { leafId, updatedAt })
      return true
    },
  }
}

function byRun(events: readonly RunEvent[]): ReadonlyMap<RunId, readonly RunEvent[]> {
  return Map.groupBy(events, ({ runId }) => runId)
}
