import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../contract/failure.ts'
import type { MessageId, SessionId } from '../../contract/id.ts'
import type { MethodInput, MethodOutput } from '../../contract/method.ts'
import { isEnded, type Run } from '../../contract/run.ts'
import type { SessionSummary } from '../../contract/session.ts'
import { emptyTranscript, foldRunEvent, type Transcript } from '../../contract/transcript.ts'
import type { Environment } from './environment.ts'
import { failureOf } from './failure.ts'
import { createRecent } from './recent.ts'
import { createRunFeed } from './run-feed.ts'

export interface ConversationState {
  /** Absent while a new chat has no message yet. */
  readonly sessionId?: SessionId
  readonly session?: SessionSummary
  readonly status: 'new' | 'loading' | 'ready' | 'failed'
  readonly transcript: Transcript
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
  readonly startNew: () => void
  /** Reads the open session anew, for instance after a lost connection. */
  readonly refresh: () => Promise<void>
  /** Stores the message and starts the run. Rejects, with nothing changed, when the core refuses it. */
  readonly send: (text: string, choice: RunChoice) => Promise<void>
  readonly retry: (userMessageId: MessageId, choice: RunChoice) => Promise<void>
  /** Stops what goes on in the open session. */
  readonly stop: () => Promise<void>
}

const newChat = { status: 'new', transcript: emptyTranscript, sending: false } as const
const KEPT_TRANSCRIPTS = 12

export function createConversation({ transport, schedule }: Pick<Environment, 'transport' | 'schedule'>) {
  const store = createStore<ConversationState>(() => newChat)
  const recent = createRecent<SessionId, Transcript>(KEPT_TRANSCRIPTS)
  const feed = createRunFeed({
    transport,
    schedule,
    onEvents: (events) =>
      store.setState(({ transcript }) => ({ transcript: events.reduce(foldRunEvent, transcript) })),
  })
  // Every change of the open session takes a number; an answer for an older number comes too late.
  let turn = 0

  const leave = () => {
    turn += 1
    feed.leave()
    const { sessionId, transcript } = store.getState()
    if (sessionId) recent.set(sessionId, transcript)
    return turn
  }
  const read = async (sessionId: SessionId, mine: number) => {
    const opened = await transport.invoke('sessions.open', { sessionId }).catch(failureOf)
    if (mine !== turn) return
    if ('code' in opened) return fail(store, opened)
    show(store, opened)
    await Promise.all(opened.live.map(({ runId, seq }) => feed.follow(runId, seq)))
  }
  const open = async (id: SessionId) => {
    if (store.getState().sessionId === id) return
    const mine = leave()
    const known = recent.get(id)
    const transcript = known ?? emptyTranscript
    store.setState({ ...newChat, sessionId: id, status: known ? 'ready' : 'loading', transcript }, true)
    await read(id, mine)
  }
  const refresh = async () => {
    const { sessionId } = store.getState()
    if (sessionId) await read(sessionId, leave())
  }
  const begin = async (start: () => Promise<MethodOutput<'runs.start'>>) => {
    const mine = turn
    store.setState({ sending: true })
    try {
      const { run, session } = await start()
      if (mine !== turn) return
      store.setState({ sessionId: session.id, session, status: 'ready' })
      await feed.follow(run.id, 0)
      if (mine === turn && !hasMessage(store.getState(), run)) await refresh()
    } finally {
      if (mine === turn) store.setState({ sending: false })
    }
  }
  transport.subscribe((notice) => {
    const { sessionId, sending, transcript } = store.getState()
    if (notice.type !== 'session-changed' || notice.session.id !== sessionId) return
    store.setState({ session: notice.session })
    // Someone else started a run here: the terminal, a script, another window.
    if (notice.session.running && !sending && activeRuns(transcript).length === 0) void refresh()
  })
  const conversation: Conversation = {
    store,
    open,
    refresh,
    startNew() {
      leave()
      store.setState(newChat, true)
    },
    send: (text, options) => {
      const { sessionId } = store.getState()
      return begin(() => transport.invoke('runs.start', { text, options, ...(sessionId && { sessionId }) }))
    },
    retry: async (userMessageId, options) => {
      const { sessionId } = store.getState()
      if (sessionId) await begin(() => transport.invoke('runs.retry', { sessionId, userMessageId, options }))
    },
    async stop() {
      const runs = activeRuns(store.getState().transcript)
      await Promise.all(runs.map((run) => transport.invoke('runs.cancel', { runId: run.id })))
    },
  }
  return conversation
}

/** The runs that go on. */
export function activeRuns(transcript: Transcript): readonly Run[] {
  return transcript.runs.filter((run) => !isEnded(run.status))
}

function fail(store: Conversation['store'], failure: Failure): void {
  store.setState({ status: 'failed', failure })
}

function show(store: Conversation['store'], opened: MethodOutput<'sessions.open'>): void {
  const { session, transcript } = opened
  store.setState({ sessionId: session.id, session, transcript, status: 'ready', sending: false }, true)
}

function hasMessage({ transcript }: ConversationState, run: Run): boolean {
  return transcript.messages.some((message) => message.id === run.userMessageId)
}
