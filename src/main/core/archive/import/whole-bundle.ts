import { withClosedRuns } from './closed-runs.ts'
import { sessionBundleSchema, type SessionBundle } from '../../../../contract/session-bundle.ts'

/**
 * A line of an archive as a session, without fields that this version does not know; undefined when it is none, or
 * when its pieces do not belong to each other. An archive may come from anybody: what names a message or a run of
 * another session must not reach the store. Runs that were open are closed: nobody works on them.
 */
export function wholeBundle(value: unknown, now: number): SessionBundle | undefined {
  const { success, data } = sessionBundleSchema.safeParse(value)
  if (!success || !holdsTogether(data)) return undefined
  const closed = withClosedRuns(data, now)
  return closed && (closed === data || holdsTogether(closed)) ? closed : undefined
}

function holdsTogether({ session, messages, runs, calls, events }: SessionBundle): boolean {
  const isOwn = (each: { readonly sessionId: string }) => each.sessionId === session.id
  const runIds = new Set(runs.map(({ id }) => id))
  const seen = new Set<string>()
  for (const message of messages) {
    if (!isOwn(message) || seen.has(message.id)) return false
    if (message.parentId !== null && !seen.has(message.parentId)) return false
    if (message.runId !== undefined && !runIds.has(message.runId)) return false
    seen.add(message.id)
  }
  return (
    (session.leafId === null || seen.has(session.leafId)) &&
    runIds.size === runs.length &&
    runs.every(isOwn) &&
    calls.every((call) => isOwn(call) && seen.has(call.messageId) && runIds.has(call.runId)) &&
    events.every((event) => isOwn(event) && runIds.has(event.runId))
  )
}
