import type { SessionId } from '../../contract/id.ts'
import { isEnded } from '../../contract/run.ts'
import type { Session, SessionSummary } from '../../contract/session.ts'
import { foldRunEvent, type Transcript } from '../../contract/transcript.ts'
import type { LiveRun } from '../core/run/live-run.ts'
import type { Sessions } from '../core/session/sessions.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'
import type { RunHub } from './run-hub.ts'

const listSize = 200

type SessionMethods =
  | 'sessions.list'
  | 'sessions.create'
  | 'sessions.open'
  | 'sessions.older'
  | 'sessions.find'
  | 'sessions.cost'
  | 'sessions.tree'
  | 'sessions.rename'
  | 'sessions.update'
  | 'sessions.delete'
  | 'sessions.restore'
  | 'sessions.purge'
  | 'sessions.fork'
  | 'sessions.show'
  | 'sessions.search'

export function sessionHandlers(
  sessions: Sessions,
  hub: RunHub,
  audience: Audience,
  tellPurged: (sessionId: SessionId) => void,
): Pick<Handlers, SessionMethods> {
  const summary = (session: Session) => summaryOf(session, hub)
  const told = async (change: Promise<Session>) => {
    const session = summary(await change)
    audience.tell({ type: 'session-changed', session })
    return session
  }
  return {
    async 'sessions.list'({ shelf = 'active', folder, cursor, limit = listSize }) {
      const query = { shelf, limit, ...(folder && { folder }), ...(cursor && { cursor }) }
      const page = await sessions.list(query)
      return { sessions: page.sessions.map(summary), ...(page.nextCursor && { nextCursor: page.nextCursor }) }
    },
    'sessions.create': ({ sessionId, title, messages = [] }) =>
      told(sessions.create({ ...(sessionId && { id: sessionId }), ...(title && { title }), messages })),
    'sessions.open': ({ sessionId }) => openSession(sessions, hub, sessionId),
    async 'sessions.older'({ sessionId, messageId, limit }) {
      return { transcript: await sessions.pageUpTo(sessionId, messageId, limit) }
    },
    'sessions.find': ({ sessionId, text }) => sessions.find(sessionId, text),
    'sessions.cost': ({ sessionId }) => sessions.cost(sessionId, hub.ofSession(sessionId)?.current()),
    'sessions.tree': ({ sessionId }) => sessions.tree(sessionId),
    'sessions.rename': ({ sessionId, title }) => told(sessions.rename(sessionId, title)),
    async 'sessions.delete'({ sessionId }) {
      const live = hub.ofSession(sessionId)
      live?.cancel()
      await live?.ended
      return told(sessions.delete(sessionId))
    },
    'sessions.update': ({ sessionId, change }) => told(sessions.change(sessionId, change)),
    'sessions.restore': ({ sessionId }) => told(sessions.restore(sessionId)),
    async 'sessions.purge'({ sessionId }) {
      await sessions.purge(sessionId)
      tellPurged(sessionId)
      return {}
    },
    'sessions.fork': ({ sessionId, messageId }) => told(sessions.fork(sessionId, messageId)),
    async 'sessions.show'({ sessionId, messageId }) {
      const { session, behind } = await sessions.show(sessionId, messageId)
      return { session: await told(Promise.resolve(session)), behind }
    },
    'sessions.search': (query) => sessions.search(query),
  }
}

/** A session as a row of the sidebar. */
export function summaryOf(session: Session, hub: RunHub): SessionSummary {
  return { ...session, running: hub.isRunning(session.id), ...(hub.isAsking(session.id) && { asking: true }) }
}

// What is stored may lag behind a running run, whose own transcript is complete, so the run's events are folded over it. A
// run may end, and another one begin, while the store is read: what it gave may then be older than either.
async function openSession(sessions: Sessions, hub: RunHub, sessionId: SessionId) {
  const before = hub.ofSession(sessionId)
  const session = await sessions.open(sessionId)
  const stored = await sessions.newestPage(session)
  const live = hub.ofSession(sessionId)
  const runs = [...new Set([before, live])].filter((run) => run !== undefined)
  const transcript = runs.reduce(withLive, stored)
  return {
    session: summaryOf(session, hub),
    transcript,
    live: live && !isEnded(live.current().status) ? [{ runId: live.id, seq: live.events().length }] : [],
  }
}

function withLive(stored: Transcript, live: LiveRun): Transcript {
  const before: Transcript = {
    ...stored,
    messages: messagesBefore(stored, live),
    runs: stored.runs.filter(({ id }) => id !== live.id),
    calls: stored.calls.filter(({ runId }) => runId !== live.id),
  }
  return live.events().reduce(foldRunEvent, before)
}

// A run begins behind the message that its own first one follows: the question, the tip before it, or half an answer.
function messagesBefore({ messages }: Transcript, live: LiveRun): Transcript['messages'] {
  const first = live.transcript().messages[0]
  const place = first?.parentId ?? (first ? undefined : live.current().userMessageId)
  const index = messages.findIndex(({ id }) => id === place)
  if (index >= 0) return messages.slice(0, index + 1)
  return messages.filter(({ runId, id }) => runId !== live.id && id !== first?.id)
}
