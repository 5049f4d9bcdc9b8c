import { messageIdOf, runIdOf, type AgentId, type MessageId, type SessionId } from '../../../contract/id.ts'
import { isMedia, type MediaPart, type Message } from '../../../contract/message.ts'
import { maxMessageBytes } from '../../../contract/draft.ts'
import type { Run, RunOptions } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import type { Session } from '../../../contract/session.ts'
import { noUsage } from '../../../contract/usage.ts'
import type { AgentView } from '../../../contract/agent.ts'
import type { Attachment } from '../../../contract/attachment.ts'
import type { Approvals } from '../approval/approvals.ts'
import { readMarking } from '../context/read-marking.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/stores.ts'
import { checkClientTools } from '../tools/client-tools.ts'
import type { Agents } from '../library/agents.ts'
import { agentOf, limitsWith } from '../library/run-agent.ts'
import { ttlOf } from '../session/session-fields.ts'
import type { Sessions } from '../session/sessions.ts'
import { createFit } from '../compaction/fit-context.ts'
import { beginRun, type LiveRun } from './live-run.ts'
import { connectFilled, toolsForRun, type RunEquipment } from './run-equipment.ts'
import type { RoundAgain, RunGuard, RunState, ToolLimits } from './run-state.ts'
import { tellPath } from './told.ts'

/** What runs need from the rest of the core. */
export interface RunDependencies extends RunEquipment {
  readonly store: Store
  readonly sessions: Sessions
  /** Completes a partial choice with what the agent is and with the settings. */
  readonly resolveOptions: (choice: Partial<RunOptions>, agent?: AgentView) => Promise<RunOptions>
  readonly agents: Pick<Agents, 'ofSession' | 'need' | 'view'>
  readonly toolTimeoutMs: () => number
  readonly toolLimits: () => ToolLimits
  readonly approvals: Approvals
  readonly clock: Clock
  readonly random: () => number
}

export interface StartedRun {
  readonly live: LiveRun
  readonly session: Session
}

/**
 * Takes a user message, answers it, and resolves once the message is safe. Throws `message-empty`,
 * `message-too-long`, `session-missing`, `message-missing`, `attachment-missing`, and what the store says when it
 * refuses the message, such as `storage-full`;
 * everything later is the run's own failure.
 */
export async function startRun(
  dependencies: RunDependencies,
  ask: {
    readonly sessionId: SessionId
    /** True when the id was just made. */
    readonly fresh: boolean
    readonly text: string
    /** Absent: those of the message that is replaced, if one is. */
    readonly attachments?: readonly Attachment[] | undefined
    /** The user's message in whose place this one goes. */
    readonly replaces?: MessageId | undefined
    /** The session's agent from now on, `null` for none; absent: the one it has. */
    readonly agentId?: AgentId | null | undefined
    readonly options: Partial<RunOptions>
  },
): Promise<StartedRun> {
  const { store } = dependencies
  const { text, attachments = [] } = ask
  const replaced = ask.replaces ? await store.messages.get(ask.replaces) : undefined
  const media = ask.attachments ?? replaced?.parts.filter(isMedia) ?? []
  checkText(text, media)
  await dependencies.attachments.admit(attachments)
  const subject = text.trim() === '' ? (attachments[0]?.name ?? '') : text
  const place = await dependencies.sessions.forMessage(ask.sessionId, ask.fresh, subject)
  const session = await dependencies.sessions.withAgent(place, ask.agentId)
  const parentId = ask.replaces ? placeOf(replaced, session, ask.replaces) : session.leafId
  const message: Message = {
    id: messageIdOf(crypto.randomUUID()),
    sessionId: session.id,
    parentId,
    role: 'user',
    // The question last: what it is about stands before it, as vendors advise.
    parts: [...media, ...(text.trim() === '' ? [] : [{ type: 'text' as const, text }])],
    createdAt: dependencies.clock.now(),
  }
  const path = parentId ? await dependencies.store.messages.path(parentId) : []
  const start = {
    path: [...path, message],
    newUserMessage: message,
    newSession: place.isNew ? session : undefined,
  }
  return begin(dependencies, session, start, ask.options)
}

/** Behind which message one of the user's stands. Throws `message-missing`. */
function placeOf(message: Message | undefined, session: Session, id: MessageId): MessageId | null {
  if (message?.role === 'user' && message.sessionId === session.id) return message.parentId
  throw new ParleyError('message-missing', { params: { id } })
}

/** Answers a user message again, beside the answers it has. Throws `message-missing`. */
export async function retryRun(
  dependencies: RunDependencies,
  ask: {
    readonly session: Session
    readonly userMessageId: MessageId
    readonly options: Partial<RunOptions>
  },
): Promise<StartedRun> {
  const path = await dependencies.store.messages.path(ask.userMessageId)
  const message = path.at(-1)
  if (message?.role !== 'user' || message.sessionId !== ask.session.id) {
    throw new ParleyError('message-missing', { params: { id: ask.userMessageId } })
  }
  return begin(
    dependencies,
    ask.session,
    { path, newUserMessage: undefined, newSession: undefined },
    ask.options,
  )
}

/**
 * Goes on with the last answer of a session, behind what is kept of it. Throws `run-complete` when nothing of it is
 * missing.
 */
export async function continueRun(
  dependencies: RunDependencies,
  ask: { readonly session: Session; readonly options: Partial<RunOptions> },
): Promise<StartedRun> {
  const { session, options } = ask
  const path = session.leafId ? await dependencies.store.messages.path(session.leafId) : []
  const last = path.at(-1)
  if (!last || isWhole(last)) throw new ParleyError('run-complete')
  return begin(dependencies, session, { path, newUserMessage: undefined, newSession: undefined }, options)
}

// After results, and after a question, the model is to speak.
function isWhole({ role, finishReason }: Message): boolean {
  return role === 'assistant' && !['interrupted', 'length', 'paused'].includes(finishReason ?? 'interrupted')
}

/** Throws `message-empty` or `message-too-long`. A file needs no words. */
export function checkText(text: string, media: readonly MediaPart[] = []): void {
  if (text.trim() === '' && media.length === 0) throw new ParleyError('message-empty')
  // A character takes one byte at least, so only a long text needs to be counted exactly.
  const bytes = text.length * 3 > maxMessageBytes ? new TextEncoder().encode(text).length : 0
  if (bytes > maxMessageBytes) {
    const params = { size: (bytes / 1e6).toFixed(1), limit: String(maxMessageBytes / 1e6) }
    throw new ParleyError('message-too-long', { params })
  }
}

/** Where a run begins. */
export interface Start {
  readonly path: readonly Message[]
  readonly newUserMessage: Message | undefined
  readonly newSession: Session | undefined
  readonly again?: RoundAgain
}

/** Begins a run at the end of a path. */
export async function begin(
  dependencies: RunDependencies,
  session: Session,
  start: Start,
  choice: Partial<RunOptions>,
): Promise<StartedRun> {
  const asked = start.path.findLast(({ role }) => role === 'user')
  if (!asked) throw new ParleyError('message-missing', { params: { id: '' } })
  const agent = await dependencies.agents.ofSession(session)
  const options = { ...(await dependencies.resolveOptions(choice, agent)), ...agentOf(agent) }
  await checkClientTools(dependencies.tools, options.clientTools ?? [])
  const run = newRun(asked.sessionId, asked.id, options, dependencies.clock.now())
  const live = await beginLive(dependencies, session, start, { run })
  await live.begun
  const leaf = live.transcript().messages.at(-1)
  return { live, session: { ...session, ...(leaf && { leafId: leaf.id, updatedAt: leaf.createdAt }) } }
}

/** A run that is about to go on: at its beginning, or where it stood when it was left. */
export interface RunAtStart {
  readonly run: Run
  readonly events?: readonly RunEvent[]
  readonly stateWith?: (guard: RunGuard) => RunState
}

/** Lets a run go on with all that it needs. */
export async function beginLive(
  dependencies: RunDependencies,
  session: Session,
  start: Start,
  { run, events = [], stateWith }: RunAtStart,
): Promise<LiveRun> {
  const { options } = run
  const agent = await dependencies.agents.view(options.agent?.id)
  const { path, summaries, leftOut } = await tellPath(dependencies.store, start.path)
  const marking = await readMarking(dependencies, session.marks, start.path)
  const { tools, outputs } = toolsForRun(dependencies, run, { agent, path: start.path, marking })
  const around = {
    run,
    connect: () => connectFilled(dependencies, run),
    money: dependencies.moneyFor(options, session.id),
    store: dependencies.store.log,
    clock: dependencies.clock,
    log: dependencies.log,
  }
  const approvals = dependencies.approvals.forSession(session.id)
  const toolLimits = limitsWith(agent, dependencies.toolLimits())
  return beginRun({
    ...around,
    ...start,
    path,
    resumed: stateWith && { events, state: stateWith({ policy: approvals.policy(), limits: toolLimits }) },
    fit: createFit({ ...around, rules: dependencies.context, summaries, leftOut: leftOut(options), marking }),
    ttlMs: ttlOf(session),
    tools: tools.list,
    offer: tools.offer,
    source: tools.source,
    instructions: agent?.instructions,
    toolTimeoutMs: agent?.toolCallTimeoutMs ?? dependencies.toolTimeoutMs(),
    keepOutput: outputs.keep,
    toolLimits,
    approvals,
    random: dependencies.random,
  })
}

function newRun(sessionId: SessionId, userMessageId: MessageId, options: RunOptions, now: number): Run {
  const id = runIdOf(crypto.randomUUID())
  return { id, sessionId, userMessageId, status: 'queued', options, createdAt: now, usage: noUsage }
}
