import { z } from 'zod'
import { assertNever } from './assert-never.ts'
import { failureSchema } from './failure.ts'
import { withBranch } from './branches.ts'
import { messageIdSchema, runIdSchema, timestampSchema, type MessageId } from './id.ts'
import { messageSchema, type Message, type Part } from './message.ts'
import { rateLimitNameSchema } from './provider-limits.ts'
import { runSchema, type Run } from './run.ts'
import type { RunEvent } from './run-event.ts'
import { toolCallRecordSchema, type ToolCallRecord } from './tool.ts'

const waitingRetrySchema = z.object({
  runId: runIdSchema,
  attempt: z.number().int().positive(),
  /** When the next attempt begins. */
  dueAt: timestampSchema,
  failure: failureSchema,
})

const waitingTurnSchema = z.object({
  runId: runIdSchema,
  /** Which limit of the provider's settings is used up, and how much it allows. */
  limit: rateLimitNameSchema,
  count: z.number().int().positive(),
})

const foldingSchema = z.object({ runId: runIdSchema, messageCount: z.number().int().positive() })

/** How many messages can be asked for at once: more would hold up the thread that streams and paints. */
export const longestPage = 200

/**
 * One conversation as the store keeps it and the screen shows it: the path of messages from the root to the
 * session's leaf, with the runs and tool calls that made them. Or a page of it: then the first message has a parent,
 * with which the page before ends.
 */
export const transcriptSchema = z.object({
  messages: z.array(messageSchema).readonly(),
  calls: z.array(toolCallRecordSchema).readonly(),
  runs: z.array(runSchema).readonly(),
  /** The summaries of parts of the path, oldest first, the undone ones too; each is a child of the last that it folds. */
  summaries: z.array(messageSchema).readonly().optional(),
  /** Where a message of the path is one of several with its parent: the ids of all of them, oldest first. */
  branches: z.array(z.array(messageIdSchema).readonly()).readonly().optional(),
  /** Set between a failed attempt and the next one. */
  waitingRetry: waitingRetrySchema.optional(),
  /** Set while a request waits for its turn. */
  waitingTurn: waitingTurnSchema.optional(),
  /** Set while a summary is written. */
  folding: foldingSchema.optional(),
})
export type Transcript = Readonly<z.infer<typeof transcriptSchema>>

export const emptyTranscript: Transcript = { messages: [], calls: [], runs: [] }

/** Applies one event. Pure: the same events give the same transcript, in the store and on the screen. */
export function foldRunEvent(transcript: Transcript, event: RunEvent): Transcript {
  switch (event.type) {
    case 'run-created':
      return { ...transcript, runs: [...transcript.runs.filter((run) => run.id !== event.runId), event.run] }
    case 'run-status-changed':
      return changeRun(withoutWaiting(transcript), event.runId, (run) => changeStatus(run, event))
    case 'message-created':
      return putMessage(withoutWaiting(transcript), event.message)
    case 'text-delta':
      return changeMessage(transcript, event.messageId, (parts) => appendText(parts, 'text', event.text))
    case 'reasoning-delta':
      return changeMessage(transcript, event.messageId, (parts) => appendText(parts, 'reasoning', event.text))
    case 'refusal-delta':
      return changeMessage(transcript, event.messageId, (parts) => appendText(parts, 'refusal', event.text))
    case 'tool-call-delta':
      return changeMessage(transcript, event.messageId, (parts) => appendCall(parts, event))
    case 'tool-call-requested':
      return putCall(transcript, recordOf(event))
    case 'tool-call-decided':
      return changeCall(transcript, event, decided(event))
    case 'tool-call-started':
      return changeCall(transcript, event, { status: 'running', startedAt: event.at })
    case 'tool-call-progressed':
      return changeCall(transcript, event, { progress: event.text })
    case 'tool-call-completed':
      return changeCall(transcript, event, completed(event))
    case 'tool-call-failed':
      return changeCall(transcript, event, {
        status: statusOfFailure(event.failure.code),
        failure: event.failure,
        durationMs: event.durationMs,
      })
    case 'message-completed':
      return putMessage(transcript, event.message)
    case 'retry-scheduled': {
      const { runId, attempt, failure } = event
      return { ...transcript, waitingRetry: { runId, attempt, failure, dueAt: event.at + event.delayMs } }
    }
    case 'request-queued': {
      const { runId, limit, count } = event
      return { ...transcript, waitingTurn: { runId, limit, count } }
    }
    case 'folding-started':
      return { ...transcript, folding: { runId: event.runId, messageCount: event.messageCount } }
    case 'folding-ended':
      return putSummary(withoutFolding(transcript), event.summary)
    case 'messages-left-out':
      return changeRun(transcript, event.runId, (run) => leaveOut(run, event.messageCount))
    case 'usage-updated':
      return changeRun(transcript, event.runId, (run) => bill(run, event))
    case 'run-ended':
      return changeRun(withoutFolding(withoutWaiting(transcript)), event.runId, (run) => endRun(run, event))
    default:
      return assertNever(event)
  }
}

/** The message with which the page before ends; undefined when a transcript begins with the beginning. */
export function pageBefore({ messages }: Pick<Transcript, 'messages'>): MessageId | undefined {
  return messages[0]?.parentId ?? undefined
}

/** The calls that one assistant message asked for, in the order in which it asked. */
export function callsOf(transcript: Transcript, messageId: MessageId): readonly ToolCallRecord[] {
  return transcript.calls.filter((call) => call.messageId === messageId)
}

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>

function recordOf(event: EventOf<'tool-call-requested'>): ToolCallRecord {
  const { runId, sessionId, messageId, round, effect, server, approval, askReason, decision, at } = event
  return {
    ...event.call,
    runId,
    sessionId,
    messageId,
    round,
    effect,
    approval,
    ...(server !== undefined && { server }),
    ...(askReason && { askReason }),
    ...(decision && { decision }),
    status: 'requested',
    requestedAt: at,
  }
}

function decided({ decision }: EventOf<'tool-call-decided'>): Partial<ToolCallRecord> {
  return { approval: decision.allowed ? 'allowed' : 'denied', decision }
}

function completed({ result, whole, durationMs }: EventOf<'tool-call-completed'>): Partial<ToolCallRecord> {
  return { status: 'completed', result, ...(whole && { whole }), durationMs }
}

function statusOfFailure(code: string): ToolCallRecord['status'] {
  if (code === 'tool-cancelled') return 'cancelled'
  return code === 'interrupted' ? 'unknown' : 'failed'
}

function changeStatus(run: Run, event: EventOf<'run-status-changed'>): Run {
  const { requiredAction: _, ...rest } = run
  return {
    ...rest,
    status: event.status,
    ...(event.requiredAction && { requiredAction: event.requiredAction }),
    ...(event.incompleteReason && { incompleteReason: event.incompleteReason }),
  }
}

function endRun(run: Run, event: EventOf<'run-ended'>): Run {
  return {
    ...bill(run, event),
    status: event.status,
    endedAt: event.at,
    ...(event.failure && { failure: event.failure }),
    ...(event.incompleteReason && { incompleteReason: event.incompleteReason }),
  }
}

// A cost that is not named is not known any more: a round without a price has come.
function bill(run: Run, { usage, cost }: Pick<Run, 'usage' | 'cost'>): Run {
  const { cost: _, ...rest } = run
  return { ...rest, usage, ...(cost !== undefined && { cost }) }
}

function withoutWaiting(transcript: Transcript): Transcript {
  if (!transcript.waitingRetry && !transcript.waitingTurn) return transcript
  const { waitingRetry: _, waitingTurn: __, ...rest } = transcript
  return rest
}

function withoutFolding(transcript: Transcript): Transcript {
  const { folding, ...rest } = transcript
  return folding ? rest : transcript
}

function putSummary(transcript: Transcript, summary: Message | undefined): Transcript {
  if (!summary) return transcript
  const others = transcript.summaries?.filter(({ id }) => id !== summary.id) ?? []
  return { ...transcript, summaries: [...others, summary] }
}

function leaveOut({ options, ...run }: Run, leftOut: number): Run {
  return { ...run, options: { ...options, leftOut } }
}

function changeRun(transcript: Transcript, runId: string, change: (run: Run) => Run): Transcript {
  return { ...transcript, runs: transcript.runs.map((run) => (run.id === runId ? change(run) : run)) }
}

// A new message goes behind its parent; what stood there before belongs to another branch.
function putMessage(transcript: Transcript, message: Message): Transcript {
  const { messages } = transcript
  const known = messages.findLastIndex((each) => each.id === message.id)
  if (known >= 0) return { ...transcript, messages: messages.with(known, message) }
  const parent = messages.findLastIndex((each) => each.id === message.parentId)
  const branches = withBranch(transcript.branches, message, messages[parent + 1])
  return {
    ...transcript,
    messages: [...messages.slice(0, parent + 1), message],
    ...(branches && { branches }),
  }
}

function changeMessage(
  transcript: Transcript,
  messageId: MessageId,
  change: (parts: readonly Part[]) => readonly Part[],
): Transcript {
  const index = transcript.messages.findLastIndex((message) => message.id === messageId)
  const message = transcript.messages[index]
  if (!message) return transcript
  return {
    ...transcript,
    messages: transcript.messages.with(index, { ...message, parts: change(message.parts) }),
  }
}

/** Adds a delta to the parts of a message: to the last part when it is of that type, else as a new one. */
export function appendText(
  parts: readonly Part[],
  type: 'text' | 'reasoning' | 'refusal',
  text: string,
): readonly Part[] {
  const last = parts.at(-1)
  if (last?.type !== type) return [...parts, { type, text }]
  return parts.with(-1, { ...last, text: last.text + text })
}

function appendCall(parts: readonly Part[], event: EventOf<'tool-call-delta'>): readonly Part[] {
  const index = parts.findLastIndex((part) => part.type === 'tool-call' && part.id === event.callId)
  const part = parts[index]
  if (part?.type !== 'tool-call') {
    return [
      ...parts,
      { type: 'tool-call', id: event.callId, name: event.name ?? '', arguments: event.argumentsText },
    ]
  }
  return parts.with(index, {
    ...part,
    name: event.name ?? part.name,
    arguments: part.arguments + event.argumentsText,
  })
}

function putCall(transcript: Transcript, record: ToolCallRecord): Transcript {
  return { ...transcript, calls: [...transcript.calls.filter((call) => !isSame(call, record)), record] }
}

// Some providers count their call ids from 1 in every answer, so an id is unique within its run only.
function isSame(call: ToolCallRecord, other: ToolCallRecord): boolean {
  return call.id === other.id && call.messageId === other.messageId
}

function changeCall(
  transcript: Transcript,
  event: { runId: string; callId: string },
  change: Partial<ToolCallRecord>,
): Transcript {
  const index = transcript.calls.findLastIndex(
    (call) => call.id === event.callId && call.runId === event.runId,
  )
  const call = transcript.calls[index]
  if (!call) return transcript
  return { ...transcript, calls: transcript.calls.with(index, { ...call, ...change }) }
}
