import type { Attachment } from '../../contract/attachment.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../contract/failure.ts'
import type { AgentId, MessageId, SessionId } from '../../contract/id.ts'
import type { MethodInput, MethodOutput } from '../../contract/method.ts'
import { isEnded, type Run } from '../../contract/run.ts'
import type { SessionSummary } from '../../contract/session.ts'
import type { ToolCallRecord } from '../../contract/tool.ts'
import { emptyTranscript, foldRunEvent, type Transcript } from '../../contract/transcript.ts'
import type { Environment } from './environment.ts'
import { failureOf } from './failure.ts'
import { createOlderPages, type OlderPages, type OlderState } from './older-pages.ts'
import { endOf, withNewestPage } from './pages.ts'
import { createRecent } from './recent.ts'
import { createRunFeed, type RunFeed } from './run-feed.ts'

export interface ConversationState {
  /** Absent while a new chat has no message yet. */
  readonly sessionId?: SessionId
  readonly session?: SessionSummary
  readonly status: 'new' | 'loading' | 'ready' | 'failed'
  /** What is loaded of the chat: its end. `older` loads what comes before. */
  readonly transcript: Transcript
  readonly older?: OlderState | undefined
  /** Why the session could not be opened. */
  readonly failure?: Failure
  /** True from the press of Send until the run is known. */
  readonly sending: boolean
}

type RunChoice = NonNullable<MethodInput<'runs.start'>['options']>

/** The chat on the screen. */
export interface Conversation {
  readonly store: StoreApi<ConversationState>
  readonly open: (id: SessionId) => Promise<void>
  /** Opens the branch of a session that holds a message, and loads it that far. True when the message is there. */
  readonly openAt: (id: SessionId, messageId: MessageId) => Promise<boolean>
  readonly older: OlderPages
  readonly startNew: () => void
  /** Reads the open session anew, for instance after a lost connection. */
  readonly refresh: () => Promise<void>
  /** Stores the message and starts the run; `agentId` chooses who answers from now on. Rejects, with nothing changed, when the core refuses it. */
  readonly send: (
    text: string,
    choice: RunChoice,
    attachments?: readonly Attachment[],
    agentId?: AgentId | null,
  ) => Promise<void>
  /** Stores another message in the place of one of the user's, which stays a branch, and starts the run. Rejects as `send` does. */
  readonly replace: (userMessageId: MessageId, text: string, choice: RunChoice) => Promise<void>
  /** Shows the newest conversation that has this message. Rejects with nothing changed. */
  readonly showBranch: (messageId: MessageId) => Promise<void>
  readonly retry: (userMessageId: MessageId, choice: RunChoice) => Promise<void>
  /** Runs a call of an answer again, with other arguments where some are given, and goes on from there. */
  readonly rerunCall: (call: ToolCallRecord, changed: string | undefined, choice: RunChoice) => Promise<void>
  /** Goes on with the last answer, which was cut. */
  readonly continue: (choice: RunChoice) => Promise<void>
  /** Folds the older part of the open session into a summary. */
  readonly compact: (choice: RunChoice) => Promise<void>
  /** Takes a summary back. */
  readonly unfold: (messageId: MessageId) => Promise<void>
  /** Stops what goes on in the open session. */
  readonly stop: () => Promise<void>
  /** Does not wait for the next attempt of what goes on. */
  readonly tryNow: () => Promise<void>
}

const newChat = { status: 'new', transcript: emptyTranscript, sending: false } as const
const KEPT_TRANSCRIPTS = 12
/** How much is kept of each, in messages. */
const KEPT_MESSAGES = 50

export function createConversation(needs: Pick<Environment, 'transport' | 'schedule'>): Conversation {
  return new OpenConversation(needs)
}

class OpenConversation implements Conversation {
  readonly store = createStore<ConversationState>(() => newChat)
  readonly older: OlderPages
  private readonly transport: Environment['transport']
  private readonly feed: RunFeed
  private readonly recent = createRecent<SessionId, Transcript>(KEPT_TRANSCRIPTS)
  /** Every change of the open session takes a number; an answer for an older number comes too late. */
  private turn = 0

  constructor({ transport, schedule }: Pick<Environment, 'transport' | 'schedule'>) {
    this.transport = transport
    this.feed = createRunFeed({
      transport,
      schedule,
      onEvents: (events) =>
        this.store.setState(({ transcript }) => ({ transcript: events.reduce(foldRunEvent, transcript) })),
    })
    this.older = createOlderPages(transport, {
      sessionId: () => this.store.getState().sessionId,
      transcript: () => this.store.getState().transcript,
      turn: () => this.turn,
      change: (older, transcript) => this.store.setState({ older, transcript }),
    })
    transport.subscribe((notice) => {
      if (notice.type === 'session-changed') this.changeSession(notice.session)
      const { sessionId } = this.store.getState()
      if (notice.type === 'session-purged' && notice.sessionId === sessionId) this.startNew()
    })
  }

  readonly open = async (id: SessionId): Promise<void> => {
    if (this.store.getState().sessionId === id) return
    const mine = this.leave()
    const known = this.recent.get(id)
    const transcript = known ?? emptyTranscript
    this.store.setState({ ...newChat, sessionId: id, status: known ? 'ready' : 'loading', transcript }, true)
    await this.read(id, mine)
  }

  readonly openAt = async (sessionId: SessionId, messageId: MessageId): Promise<boolean> => {
    await this.open(sessionId)
    if (this.holds(messageId)) return true
    const { session, behind } = await this.transport.invoke('sessions.show', { sessionId, messageId })
    if (this.store.getState().sessionId !== sessionId) return false
    if (session.leafId !== null && !this.holds(session.leafId)) await this.refresh()
    if (this.store.getState().sessionId !== sessionId) return false
    return this.older.upTo(messageId, behind + 1)
  }

  private holds(messageId: MessageId): boolean {
    return this.store.getState().transcript.messages.some(({ id }) => id === messageId)
  }

  readonly startNew = (): void => {
    this.leave()
    this.store.setState(newChat, true)
  }

  readonly refresh = async (): Promise<void> => {
    const { sessionId } = this.store.getState()
    if (sessionId) await this.read(sessionId, this.leave())
  }

  readonly send: Conversation['send'] = (text, options, attachments = [], agentId) => {
    const { sessionId } = this.store.getState()
    const ask = { text, options, ...(sessionId && { sessionId }), ...(agentId !== undefined && { agentId }) }
    const files = attachments.length > 0 && { attachments }
    return this.begin(() => this.transport.invoke('runs.start', { ...ask, ...files }))
  }

  readonly replace = async (replaces: MessageId, text: string, options: RunChoice): Promise<void> => {
    const { sessionId } = this.store.getState()
    if (!sessionId) return
    await this.begin(() => this.transport.invoke('runs.start', { sessionId, text, replaces, options }))
  }

  readonly showBranch = async (messageId: MessageId): Promise<void> => {
    const { sessionId } = this.store.getState()
    if (sessionId) await this.openAt(sessionId, messageId)
  }

  readonly retry = async (userMessageId: MessageId, options: RunChoice): Promise<void> => {
    const { sessionId } = this.store.getState()
    if (!sessionId) return
    await this.begin(() => this.transport.invoke('runs.retry', { sessionId, userMessageId, options }))
  }

  readonly rerunCall = async (
    { sessionId, messageId, id: callId }: ToolCallRecord,
    changed: string | undefined,
    options: RunChoice,
  ): Promise<void> => {
    const call = { sessionId, messageId, callId, ...(changed !== undefined && { arguments: changed }) }
    await this.begin(() => this.transport.invoke('runs.rerun-call', { ...call, options }))
  }

  readonly continue = async (options: RunChoice): Promise<void> => {
    const { sessionId } = this.store.getState()
    if (!sessionId) return
    await this.begin(() => this.transport.invoke('runs.continue', { sessionId, options }))
  }

  readonly compact = async (options: RunChoice): Promise<void> => {
    const { sessionId } = this.store.getState()
    if (!sessionId) return
    await this.begin(() => this.transport.invoke('sessions.compact', { sessionId, options }))
  }

  readonly unfold = async (messageId: MessageId): Promise<void> => {
    const { sessionId } = this.store.getState()
    if (!sessionId) return
    await this.transport.invoke('sessions.unfold', { sessionId, messageId })
    if (this.store.getState().sessionId === sessionId) await this.refresh()
  }

  readonly stop = (): Promise<void> => this.tellActive('runs.cancel')

  readonly tryNow = (): Promise<void> => this.tellActive('runs.try-now')

  private async tellActive(method: 'runs.cancel' | 'runs.try-now'): Promise<void> {
    const runs = activeRuns(this.store.getState().transcript)
    await Promise.all(runs.map((run) => this.transport.invoke(method, { runId: run.id })))
  }

  private leave(): number {
    this.turn += 1
    this.feed.leave()
    this.store.setState({ older: undefined })
    const { sessionId, transcript } = this.store.getState()
    if (sessionId) this.recent.set(sessionId, endOf(transcript, KEPT_MESSAGES))
    return this.turn
  }

  private async read(sessionId: SessionId, mine: number): Promise<void> {
    const opened = await this.transport.invoke('sessions.open', { sessionId }).catch(failureOf)
    if (mine !== this.turn) return
    if ('code' in opened) return this.store.setState({ status: 'failed', failure: opened })
    const { session, live } = opened
    const transcript = withNewestPage(this.store.getState().transcript, opened.transcript)
    this.store.setState({ sessionId: session.id, session, transcript, status: 'ready', sending: false }, true)
    await Promise.all(live.map(({ runId, seq }) => this.feed.follow(runId, seq)))
  }

  private async begin(start: () => Promise<MethodOutput<'runs.start'>>): Promise<void> {
    const mine = this.turn
    this.store.setState({ sending: true })
    try {
      const { run, session } = await start()
      if (mine !== this.turn) return
      this.store.setState({ sessionId: session.id, session, status: 'ready' })
      await this.feed.follow(run.id, 0)
      if (mine === this.turn && !hasMessage(this.store.getState(), run)) await this.refresh()
    } finally {
      if (mine === this.turn) this.store.setState({ sending: false })
    }
  }

  private changeSession(session: SessionSummary): void {
    const { sessionId, sending, transcript } = this.store.getState()
    if (session.id !== sessionId) return
    this.store.setState({ session })
    // Someone else started a run here: the terminal, a script, another window.
    if (session.running && !sending && activeRuns(transcript).length === 0) void this.refresh()
  }
}

/** The runs that go on. */
export function activeRuns(transcript: Transcript): readonly Run[] {
  return transcript.runs.filter((run) => !isEnded(run.status))
}

function hasMessage({ transcript }: ConversationState, run: Run): boolean {
  return transcript.messages.some((message) => message.id === run.userMessageId)
}
