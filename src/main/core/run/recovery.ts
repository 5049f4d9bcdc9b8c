import type { Failure } from '../../../contract/failure.ts'
import type { MessageId } from '../../../contract/id.ts'
import { messageIdOf } from '../../../contract/id.ts'
import { englishText } from '../../../contract/language/text.ts'
import type { Message, Part } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent, RunEventBody } from '../../../contract/run-event.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import { emptyTranscript, foldRunEvent, type Transcript } from '../../../contract/transcript.ts'
import { failureOf } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { RunCommit, Store } from '../ports/stores.ts'
import { isLeft, type LeftRun } from './left-run.ts'

/**
 * Closes the runs that a sudden end of the process left open: what was received is kept, calls that had begun get an
 * unknown outcome, and the run ends as `incomplete`, `interrupted`. Those that wait for outputs of a caller's own tools are
 * left as they are and handed to `keep`, whoever can go on with them. Resolves with how many were closed.
 */
export async function recoverRuns(
  store: Store,
  clock: Clock,
  log: Log,
  keep?: (left: LeftRun) => void,
): Promise<number> {
  let closed = 0
  for (const run of await store.runs.claimOpen()) {
    const events = await store.log.read(run.id, 0)
    if (keep && isLeft(run, events.reduce(foldRunEvent, emptyTranscript))) {
      keep({ run, events })
      continue
    }
    await closeRun({ run, events }, store, clock, log)
    closed += 1
  }
  return closed
}

/** Ends an open run as interrupted. */
export async function closeRun(
  { run, events }: LeftRun,
  store: Pick<Store, 'log'>,
  clock: Clock,
  log: Log,
): Promise<void> {
  await store.log.commit(closingCommit(run, events, clock.now()))
  log.warn('run-recovered', { runId: run.id, events: events.length })
}

/** What ends an open run as interrupted, with everything of it that its events tell. */
export function closingCommit(run: Run, events: readonly RunEvent[], at: number): RunCommit {
  const before = events.reduce(foldRunEvent, emptyTranscript)
  const bodies = closingEvents(before, run, at)
  const closing = bodies.map((body, index): RunEvent => {
    return { seq: events.length + 1 + index, runId: run.id, sessionId: run.sessionId, at, ...body }
  })
  const after = closing.reduce(foldRunEvent, before)
  const changed = new Set<MessageId>(bodies.flatMap((body) => ('message' in body ? [body.message.id] : [])))
  const leaf = after.messages.at(-1)
  return {
    run: after.runs.find(({ id }) => id === run.id) ?? endedWithout(run, at),
    events: closing,
    messages: after.messages.filter(({ id }) => changed.has(id)),
    calls: after.calls,
    ...(leaf && { session: { leafId: leaf.id, updatedAt: events.at(-1)?.at ?? at } }),
    durable: true,
  }
}

function closingEvents(transcript: Transcript, run: Run, at: number): readonly RunEventBody[] {
  const last = transcript.messages.at(-1)
  const calls = transcript.calls.map((call) => ({ call, failure: failureOfOpen(call) }))
  const { usage, cost } = transcript.runs.at(-1) ?? run
  const bill = { usage, ...(cost !== undefined && { cost }) }
  return [
    ...calls.flatMap(({ call, failure }) => (failure ? [failedCall(call, failure)] : [])),
    ...(last?.role === 'assistant' ? completed(last, calls, run, at) : []),
    { type: 'run-ended', status: 'incomplete', ...bill, incompleteReason: 'interrupted' },
  ]
}

/** A call with the failure that this end of the process gives it; none when it had an outcome before. */
interface ClosedCall {
  readonly call: ToolCallRecord
  readonly failure: Failure | undefined
}

function failureOfOpen(call: ToolCallRecord): Failure | undefined {
  if (call.status === 'running') return failureOf('interrupted')
  if (call.status === 'requested') return failureOf('tool-cancelled', { params: { tool: call.name } })
  return undefined
}

function failedCall(call: ToolCallRecord, failure: Failure): RunEventBody {
  return { type: 'tool-call-failed', callId: call.id, failure, durationMs: 0 }
}

// Half of a call is dropped: it was never asked for. Whole calls of a whole answer get their results, known or not.
function completed(
  message: Message,
  calls: readonly ClosedCall[],
  run: Run,
  at: number,
): readonly RunEventBody[] {
  if (!message.finishReason) {
    const begun = new Set(calls.flatMap(({ call }) => (call.messageId === message.id ? [call.id] : [])))
    const parts = message.parts.filter((part) => part.type !== 'tool-call' || begun.has(part.id))
    return [{ type: 'message-completed', message: { ...message, parts, finishReason: 'interrupted' } }]
  }
  const asked = calls.filter(({ call }) => call.messageId === message.id)
  if (asked.length === 0) return []
  const tool: Message = {
    id: messageIdOf(`${message.id}.results`),
    sessionId: run.sessionId,
    parentId: message.id,
    role: 'tool',
    parts: asked.map(resultOf),
    runId: run.id,
    createdAt: at,
  }
  return [{ type: 'message-completed', message: tool }]
}

function resultOf({ call, failure }: ClosedCall): Part {
  const { id: callId, result, whole } = call
  if (result !== undefined) {
    return { type: 'tool-result', callId, content: result, isError: false, ...(whole && { whole }) }
  }
  return {
    type: 'tool-result',
    callId,
    content: `Error: ${reasonFor(failure ?? call.failure)}`,
    isError: true,
  }
}

// To the model it matters that the tool may have acted, not that an answer was cut.
function reasonFor(failure: Failure | undefined): string {
  if (!failure || failure.code === 'interrupted') return englishText('history.outcome-unknown')
  return failure.message
}

function endedWithout(run: Run, at: number): Run {
  return { ...run, status: 'incomplete', incompleteReason: 'interrupted', endedAt: at }
}
