import {
  messageIdSchema,
  runIdSchema,
  type MessageId,
  type RunId,
  type SessionId,
} from '../../../contract/id.ts'
import { summaryIn, type Message } from '../../../contract/message.ts'
import type { MethodOutput, ParsedInput } from '../../../contract/method.ts'
import type { Notice } from '../../../contract/notice.ts'
import { isEnded, type Run } from '../../../contract/run.ts'
import { runEventSchema, type RunEvent, type RunEventBody } from '../../../contract/run-event.ts'
import { agentEntry, type SessionSummary } from '../../../contract/session.ts'
import { foldRunEvent } from '../../../contract/transcript.ts'
import { noUsage } from '../../../contract/usage.ts'
import { FailureError } from '../transport.ts'
import { localFailure } from '../local-failure.ts'
import { fakeSession, transcriptOf, type FakeWorld } from './fake-world.ts'

type Started = MethodOutput<'runs.start'>

/** The runs of the fake core. `emit` is the only way in which one goes on. */
export interface FakeRuns {
  start(input: ParsedInput<'runs.start'>): Started
  retry(input: ParsedInput<'runs.retry'>): Started
  continue(input: ParsedInput<'runs.continue'>): Started
  compact(input: ParsedInput<'sessions.compact'>): Started
  unfold(sessionId: SessionId, messageId: MessageId): void
  cancel(runId: RunId): Run
  get(runId: RunId): Run
  watch(input: ParsedInput<'runs.watch'>): MethodOutput<'runs.watch'>
  unwatch(runId: RunId): void
  /** Numbers the events, keeps them, and sends them to who watches the run. */
  emit(runId: RunId, ...bodies: readonly RunEventBody[]): void
  /** The run that was started last. */
  latest(): Run
}

export function createFakeRuns(world: FakeWorld, tell: (notice: Notice) => void): FakeRuns {
  return new RunsInMemory(world, tell)
}

class RunsInMemory implements FakeRuns {
  private readonly world: FakeWorld
  private readonly tell: (notice: Notice) => void
  private readonly events = new Map<RunId, readonly RunEvent[]>()
  private readonly runs = new Map<RunId, Run>()
  private readonly watched = new Set<RunId>()
  private count = 0

  constructor(world: FakeWorld, tell: (notice: Notice) => void) {
    this.world = world
    this.tell = tell
  }

  start(input: ParsedInput<'runs.start'>): Started {
    this.count += 1
    const session = sessionFor(this.world, input, this.count)
    const parent = transcriptOf(this.world, session.id).messages.at(-1)
    const message: Message = {
      id: messageIdSchema.parse(`user-${this.count}`),
      sessionId: session.id,
      parentId: parent?.id ?? null,
      role: 'user',
      parts: [
        ...(input.attachments ?? []),
        ...(input.text === '' ? [] : [{ type: 'text' as const, text: input.text }]),
      ],
      createdAt: this.world.now,
    }
    return this.begin(message, input.options)
  }

  retry({ sessionId, userMessageId, options }: ParsedInput<'runs.retry'>): Started {
    const { messages } = transcriptOf(this.world, sessionId)
    const message = messages.find((each) => each.id === userMessageId)
    if (!message) throw new FailureError(localFailure('message-missing', { id: userMessageId }))
    this.count += 1
    return this.begin(message, options)
  }

  continue({ sessionId, options }: ParsedInput<'runs.continue'>): Started {
    const { messages } = transcriptOf(this.world, sessionId)
    const message = messages.findLast(({ role }) => role === 'user')
    if (!message) throw new FailureError(localFailure('run-complete', {}))
    this.count += 1
    return this.begin(message, options)
  }

  compact({ sessionId, options }: ParsedInput<'sessions.compact'>): Started {
    const { messages } = transcriptOf(this.world, sessionId)
    const message = messages.findLast(({ role }) => role === 'user')
    if (!message) throw new FailureError(localFailure('nothing-to-fold', {}))
    this.count += 1
    const made = newRun(this.world, message, runIdSchema.parse(`run-${this.count}`), options)
    const run: Run = { ...made, options: { ...made.options, purpose: 'compaction' } }
    this.runs.set(run.id, run)
    this.emit(
      run.id,
      { type: 'run-created', run },
      { type: 'run-status-changed', status: 'in_progress' },
      { type: 'folding-started', messageCount: messages.length },
    )
    return { run: this.get(run.id), session: this.changeSession(run.id, true) }
  }

  unfold(sessionId: SessionId, messageId: MessageId): void {
    const transcript = transcriptOf(this.world, sessionId)
    const summaries = transcript.summaries?.map((message): Message => {
      const summary = message.id === messageId ? summaryIn(message) : undefined
      return summary ? { ...message, parts: [{ ...summary, undone: true }] } : message
    })
    this.world.transcripts.set(sessionId, { ...transcript, ...(summaries && { summaries }) })
  }

  cancel(runId: RunId): Run {
    const { status, usage } = this.get(runId)
    if (!isEnded(status)) this.emit(runId, { type: 'run-ended', status: 'cancelled', usage })
    return this.get(runId)
  }

  get(runId: RunId): Run {
    const run = this.runs.get(runId)
    if (!run) throw new FailureError(localFailure('run-missing', { id: runId }))
    return run
  }

  watch({ runId, afterSeq }: ParsedInput<'runs.watch'>): MethodOutput<'runs.watch'> {
    const ended = isEnded(this.get(runId).status)
    if (!ended) this.watched.add(runId)
    return { events: (this.events.get(runId) ?? []).filter((event) => event.seq > afterSeq), ended }
  }

  unwatch(runId: RunId): void {
    this.watched.delete(runId)
  }

  emit(runId: RunId, ...bodies: readonly RunEventBody[]): void {
    const { sessionId } = this.get(runId)
    const log = this.events.get(runId) ?? []
    const heading = { runId, sessionId, at: this.world.now }
    const added = bodies.map((body, index) =>
      runEventSchema.parse({ ...body, ...heading, seq: log.length + index + 1 }),
    )
    this.events.set(runId, [...log, ...added])
    const transcript = added.reduce(foldRunEvent, transcriptOf(this.world, sessionId))
    this.world.transcripts.set(sessionId, transcript)
    const run = transcript.runs.find((each) => each.id === runId)
    if (run) this.runs.set(runId, run)
    if (this.watched.has(runId)) this.tell({ type: 'run-events', runId, sessionId, events: added })
    if (added.some((event) => event.type === 'run-ended')) this.changeSession(runId, false)
  }

  latest(): Run {
    return this.get(runIdSchema.parse(`run-${this.count}`))
  }

  private begin(message: Message, options: ParsedInput<'runs.start'>['options']): Started {
    const run = newRun(this.world, message, runIdSchema.parse(`run-${this.count}`), options)
    this.runs.set(run.id, run)
    this.emit(run.id, { type: 'run-created', run }, { type: 'message-created', message })
    this.emit(run.id, { type: 'run-status-changed', status: 'in_progress' })
    return { run: this.get(run.id), session: this.changeSession(run.id, true) }
  }

  private changeSession(runId: RunId, running: boolean): SessionSummary {
    const { sessionId } = this.get(runId)
    const known = this.world.sessions.get(sessionId) ?? fakeSession(sessionId)
    const session = { ...known, running, updatedAt: this.world.now }
    this.world.sessions.set(sessionId, session)
    this.tell({ type: 'session-changed', session })
    return session
  }
}

function sessionFor(world: FakeWorld, input: ParsedInput<'runs.start'>, count: number) {
  const known = input.sessionId && world.sessions.get(input.sessionId)
  if (known) return known
  const agentId = input.agentId === undefined ? world.settings.agentId : input.agentId
  const session = fakeSession(input.sessionId ?? `session-${count}`, {
    title: input.text.slice(0, 40),
    ...(agentId && { metadata: { [agentEntry]: agentId } }),
  })
  world.sessions.set(session.id, session)
  return session
}

function newRun(
  world: FakeWorld,
  message: Message,
  id: RunId,
  options: ParsedInput<'runs.start'>['options'],
): Run {
  const { providerId, model, streaming, parallelTools, maxRounds } = world.settings
  return {
    id,
    sessionId: message.sessionId,
    userMessageId: message.id,
    status: 'queued',
    options: {
      providerId: options?.providerId ?? providerId,
      model: options?.model ?? model,
      streaming: options?.streaming ?? streaming,
      parallelTools: options?.parallelTools ?? parallelTools,
      maxRounds: options?.maxRounds ?? maxRounds,
    },
    createdAt: world.now,
    usage: noUsage,
  }
}
