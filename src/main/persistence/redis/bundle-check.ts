import type { SessionBundle } from '../../../contract/session-bundle.ts'
import { ParleyError } from '../../core/errors.ts'

/** Throws `storage-failed` for a bundle that names what is not in it, or the same thing twice. */
export function refuseBroken({ session, messages, runs, calls, events }: SessionBundle): void {
  const strangers = [...messages, ...runs, ...calls, ...events].filter(
    ({ sessionId }) => sessionId !== session.id,
  )
  if (strangers.length > 0) throw broken('it holds what belongs to another session')

  const runIds = new Set(runs.map(({ id }) => id))
  if (runIds.size < runs.length) throw broken('a run is in it twice')
  const seen = new Set<string>()
  for (const { id, parentId } of messages) {
    if (parentId !== null && !seen.has(parentId))
      throw broken(`message ${parentId} does not come before ${id}`)
    if (seen.has(id)) throw broken(`message ${id} is in it twice`)
    seen.add(id)
  }
  const named = calls.map(({ messageId }) => messageId)
  if (session.leafId !== null) named.push(session.leafId)
  const missing = named.find((id) => !seen.has(id))
  if (missing !== undefined) throw broken(`message ${missing} is not in it`)

  const last = new Map<string, number>()
  for (const { runId, seq } of events) {
    if (!runIds.has(runId)) throw broken(`run ${runId} is not in it`)
    if (seq !== (last.get(runId) ?? 0) + 1) throw broken(`event ${seq} of run ${runId} does not follow`)
    last.set(runId, seq)
  }
}

function broken(reason: string): ParleyError {
  return new ParleyError('storage-failed', {
    params: { detail: `the session does not hold together: ${reason}` },
  })
}
