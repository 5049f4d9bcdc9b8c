import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MessageId, SessionId } from '../../contract/id.ts'
import { shelfOf, type SessionFields, type SessionSummary, type Shelf } from '../../contract/session.ts'
import type { Environment } from './environment.ts'
import { recall, remember } from './recall.ts'

export interface SessionsState {
  readonly loaded: boolean
  /** Newest first, pinned or not, without the archive and the trash. */
  readonly sessions: readonly SessionSummary[]
  readonly trash: readonly SessionSummary[]
  readonly archived: readonly SessionSummary[]
  /** Sessions whose answer came while another one was open. */
  readonly unread: ReadonlySet<string>
}

/** The list of chats. */
export interface Sessions {
  readonly store: StoreApi<SessionsState>
  readonly load: () => Promise<void>
  readonly loadTrash: () => Promise<void>
  readonly loadArchive: () => Promise<void>
  readonly rename: (id: SessionId, title: string) => Promise<void>
  readonly remove: (id: SessionId) => Promise<void>
  readonly change: (id: SessionId, change: SessionFields) => Promise<void>
  /** Removes a chat that lies in the trash for good. */
  readonly purge: (id: SessionId) => Promise<void>
  /** Copies a chat up to a message into one of its own. */
  readonly fork: (id: SessionId, messageId: MessageId) => Promise<SessionSummary>
  readonly restore: (id: SessionId) => Promise<void>
  readonly markRead: (id: SessionId) => void
}

const UNREAD_KEY = 'parley-unread'
const PAGE = 500

type Needs = Pick<Environment, 'transport' | 'storage'> & {
  /** The session that is on the screen, whose answers are read as they come. */
  readonly openId: () => SessionId | undefined
}

export function createSessions({ transport, storage, openId }: Needs): Sessions {
  const store = createStore<SessionsState>(() => ({
    loaded: false,
    sessions: [],
    trash: [],
    archived: [],
    unread: new Set(readWords(recall(storage, UNREAD_KEY))),
  }))
  const setUnread = (unread: ReadonlySet<string>) => {
    remember(storage, UNREAD_KEY, [...unread])
    store.setState({ unread })
  }
  const put = (session: SessionSummary) => {
    const { sessions, unread } = store.getState()
    const known = sessions.find((each) => each.id === session.id)
    const answered = known?.running === true && !session.running
    if (answered && session.deletedAt === undefined && session.id !== openId()) {
      setUnread(new Set([...unread, session.id]))
    }
    store.setState((state) => withSession(state, session))
  }
  const load = async () => store.setState({ sessions: await readLive(transport), loaded: true })
  transport.subscribe((notice) => {
    // Whoever is not reached now is asked again when the connection is back.
    if (notice.type === 'sessions-imported') load().catch(() => undefined)
    if (notice.type === 'session-changed') put(notice.session)
    if (notice.type === 'session-purged') store.setState((state) => without(state, notice.sessionId))
  })
  return {
    store,
    load,
    loadTrash: async () => store.setState({ trash: await readShelf(transport, 'deleted') }),
    loadArchive: async () => store.setState({ archived: await readShelf(transport, 'archived') }),
    change: async (sessionId, change) =>
      put(await transport.invoke('sessions.update', { sessionId, change })),
    async purge(sessionId) {
      await transport.invoke('sessions.purge', { sessionId })
      store.setState((state) => without(state, sessionId))
    },
    async fork(sessionId, messageId) {
      const fork = await transport.invoke('sessions.fork', { sessionId, messageId })
      put(fork)
      return fork
    },
    rename: async (sessionId, title) => put(await transport.invoke('sessions.rename', { sessionId, title })),
    remove: async (sessionId) => put(await transport.invoke('sessions.delete', { sessionId })),
    restore: async (sessionId) => put(await transport.invoke('sessions.restore', { sessionId })),
    markRead(id) {
      const { unread } = store.getState()
      if (unread.has(id)) setUnread(new Set([...unread].filter((each) => each !== id)))
    },
  }
}

async function readLive(transport: Environment['transport']): Promise<SessionSummary[]> {
  const [pinned, active] = await Promise.all([readShelf(transport, 'pinned'), readShelf(transport, 'active')])
  return [...pinned, ...active].toSorted((one, other) => other.updatedAt - one.updatedAt)
}

async function readShelf(transport: Environment['transport'], shelf: Shelf): Promise<SessionSummary[]> {
  const all: SessionSummary[] = []
  let cursor: string | undefined
  do {
    const page = await transport.invoke('sessions.list', { shelf, limit: PAGE, ...(cursor && { cursor }) })
    all.push(...page.sessions)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return all
}

function withSession(state: SessionsState, session: SessionSummary): Partial<SessionsState> {
  const others = without(state, session.id)
  const shelf = shelfOf(session)
  if (shelf === 'deleted') return { ...others, trash: [session, ...others.trash] }
  if (shelf === 'archived') return { ...others, archived: insert(others.archived, session) }
  return { ...others, sessions: insert(others.sessions, session) }
}

function without({ sessions, trash, archived }: SessionsState, id: SessionId) {
  const others = (list: readonly SessionSummary[]) => list.filter((each) => each.id !== id)
  return { sessions: others(sessions), trash: others(trash), archived: others(archived) }
}

function insert(sessions: readonly SessionSummary[], session: SessionSummary): readonly SessionSummary[] {
  const index = sessions.findIndex((each) => each.updatedAt <= session.updatedAt)
  return sessions.toSpliced(index < 0 ? sessions.length : index, 0, session)
}

function readWords(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
}
