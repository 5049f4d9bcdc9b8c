import type { Failure } from '../../../contract/failure.ts'
import type { CallId, MessageId } from '../../../contract/id.ts'
import { messageIdOf } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent, RunEventBody } from '../../../contract/run-event.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import { emptyTranscript, foldRunEvent, type Transcript } from '../../../contract/transcript.ts'
import { failureOf } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/stores.ts'

/**
 * Closes the runs that a sudden end of the process left open: what was received is kept, calls that had begun get an
 * unknown outcome, and the run ends as `incomplete`, `interrupted`. Resolves with how many there were.
 */
export async function recoverRuns(store: Store, clock: Clock, log: Log): Promise<number> {
  const open = await store.runs.listOpen()
  for (const run of open) {
    const events = await store.log.read(run.id, 0)
    await closeRun(store, run, events, clock.now())
    log.warn('run-recovered', { runId: run.id, events: events.length })
  }
  return open.length
}

async function closeRun(store: Store, run: Run, events: readonly RunEvent[], at: number): Promise<void> {
  const before = events.reduce(foldRunEvent, emptyTranscript)
  const bodies = closingEvents(before, run, at)
  const closing = bodies.map((body, index): RunEvent => {
    return { seq: events.length + 1 + index, runId: run.id, sessionId: run.sessionId, at, ...body }
  })
  const after = closing.reduce(foldRunEvent, before)
  const changed = new Set<MessageId>(bodies.flatMap((body) => ('message' in body ? [body.message.id] : [])))
  const leaf = after.messages.at(-1)
  await store.log.commit({
    run: after.runs.find(({ id }) => id === run.id) ?? endedWithout(run, at),
    events: closing,
    messages: after.messages.filter(({ id }) => changed.has(id)),
    calls: after.calls,
    ...(leaf && { session: { leafId: leaf.id, updatedAt: events.at(-1)?.at ?? at } }),
    durable: true,
  })
}

function closingEvents(transcript: Transcript, run: Run, at: number): readonly RunEventBody[] {
  const failure = failureOf('interrupted')
  const last = transcript.messages.at(-1)
  const open = transcript.calls.filter(({ status }) => status === 'requested' || status === 'running')
  const usage = transcript.runs.at(-1)?.usage ?? run.usage
  return [
    ...open.map((call): RunEventBody => failedCall(call, failure)),
    ...(last?.role === 'assistant' ? completed(last, transcript.calls, run, at, failure) : []),
    { type: 'run-ended', status: 'incomplete', usage, incompleteReason: 'interrupted' },
  ]
}

function failedCall(call: ToolCallRecord, failure: Failure): RunEventBody {
  const notBegun = failureOf('tool-cancelled', { params: { tool: call.name } })
  return {
    type: 'tool-call-failed',
    callId: call.id,
    failure: call.status === 'running' ? failure : notBegun,
    durationMs: 0,
  }
}

// Half of a call is dropped: it was never asked for. Whole calls get their results, known or not.
function completed(
  message: Message,
  calls: readonly ToolCallRecord[],
  run: Run,
  at: number,
  failure: Failure,
): readonly RunEventBody[] {
  if (!message.finishReason) {
    const parts = message.parts.filter((part) => part.type !== 'tool-call')
    return [{ type: 'message-completed', message: { ...message, parts, finishReason: 'interrupted' } }]
  }
  const asked = calls.filter(({ messageId }) => messageId === message.id)
  if (asked.length === 0) return []
  const tool: Message = {
    id: messageIdOf(`${message.id}.results`),
    sessionId: run.sessionId,
    parentId: message.id,
    role: 'tool',
    parts: asked.map((call) => resultOf(call.id, call, failure)),
    runId: run.id,
    createdAt: at,
  }
  return [{ type: 'message-completed', message: tool }]
}

function resultOf(callId: CallId, call: ToolCallRecord, failure: Failure): Part {
  if (call.result !== undefined) return { type: 'tool-result', callId, content: call.result, isError: false }
  const content = `Error: ${(call.failure ?? failure).message}`
  return { type: 'tool-result', callId, content, isError: true }
}

function endedWithout(run: Run, at: number): Run {
  return { ...run, status: 'incomplete', incompleteReason: 'interrupted', endedAt: at }
}
