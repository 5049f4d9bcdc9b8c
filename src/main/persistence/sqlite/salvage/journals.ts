import { z } from 'zod'
import type { SessionId } from '../../../../contract/id.ts'
import { runEventSchema, type RunEvent } from '../../../../contract/run-event.ts'
import { sessionSchema } from '../../../../contract/session.ts'
import { emptyTranscript, foldRunEvent } from '../../../../contract/transcript.ts'
import type { Findings } from './findings.ts'
import { callIdentity } from './found-rows.ts'

const eventsSchema = z.array(runEventSchema)

/** The events of a run up to the first that is missing. */
export function journalOf(findings: Findings, runId: string): readonly RunEvent[] {
  const events = eventsSchema.parse(findings.of('event', runId))
  const gap = events.findIndex((event, index) => event.seq !== index + 1 || event.runId !== runId)
  return gap < 0 ? events : events.slice(0, gap)
}

/**
 * Adds the messages, runs and calls that were lost and that the events of their run tell of: the same facts are stored
 * twice, on different pages.
 */
export function addFromJournals(findings: Findings): void {
  const keyOfSession = sessionKeys(findings)
  for (const runId of findings.journals()) {
    const [first, ...rest] = journalOf(findings, runId)
    if (!first) continue
    const owner =
      findings.ownerOf('run', runId) ?? keyOfSession.get(first.sessionId) ?? String(first.sessionId)
    const { messages, runs, calls } = [first, ...rest].reduce(foldRunEvent, emptyTranscript)
    const add = (kind: 'message' | 'run' | 'call', id: string, content: unknown) =>
      findings.add({ kind, id, owner, position: null, content })
    findings.together(() => {
      for (const run of runs) add('run', run.id, run)
      for (const message of messages) add('message', message.id, message)
      for (const call of calls) add('call', callIdentity(call.messageId, call.id), call)
    })
  }
}

// An id may be that of one session and of others in the trash; then the one outside is meant.
function sessionKeys(findings: Findings): ReadonlyMap<SessionId, string> {
  const keys = new Map<SessionId, string>()
  for (const key of findings.keys()) {
    const session = sessionSchema.safeParse(findings.of('session', key)[0]).data
    if (session && (session.deletedAt === undefined || !keys.has(session.id))) keys.set(session.id, key)
  }
  return keys
}
