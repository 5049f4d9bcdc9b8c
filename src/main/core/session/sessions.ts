import type { BranchTree } from '../../../contract/branch-tree.ts'
import { sessionIdOf, type AgentId, type MessageId, type SessionId } from '../../../contract/id.ts'
import type { SaidMessage } from '../../../contract/batch.ts'
import type { SessionCost } from '../../../contract/money.ts'
import type { Run } from '../../../contract/run.ts'
import type { FoundInSession, SearchPage, SearchQuery } from '../../../contract/search.ts'
import { agentIn, type Session, type SessionFields } from '../../../contract/session.ts'
import { englishText } from '../../../contract/language/text.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { SessionChange, SessionPage, SessionQuery, Store } from '../ports/stores.ts'
import { findInSession } from './find-in-session.ts'
import { forkSession } from './fork.ts'
import { need, restoreSession } from './find-session.ts'
import { pageSize, readPage, readPageOf } from './read-page.ts'
import { readTree } from './read-tree.ts'
import { sessionCost } from './session-cost.ts'
import { withMessages } from './said-before.ts'
import { changeOf, endOf, newSession, ttlOf, type SessionDefaults } from './session-fields.ts'
import { showMessage, type ShownMessage } from './show-message.ts'
import { titleOf } from './title.ts'

/** Where a message goes. A new session is stored together with its first message. */
export interface SessionForMessage {
  readonly session: Session
  readonly isNew: boolean
}

/** What can be done with sessions. */
export interface Sessions {
  /** Makes a session, with what was said before, if anything was. With the id of one outside the trash it gives that one. */
  create(wish: {
    readonly id?: SessionId
    readonly title?: string
    readonly messages?: readonly SaidMessage[]
  }): Promise<Session>
  /** Throws `session-missing`. */
  get(id: SessionId): Promise<Session>
  /** The same, as a use of it, which puts its end off. */
  open(id: SessionId): Promise<Session>
  /**
   * The session for a new message: the one with that id, or a new one that is not stored yet, titled after the text.
   * `fresh` says that the id was just made, so that nobody needs to look for it. What lies in the trash stays there.
   */
  forMessage(id: SessionId, fresh: boolean, text: string): Promise<SessionForMessage>
  /** The session of a message with another agent, stored unless it is new; as it is where nothing is said. */
  withAgent(place: SessionForMessage, agentId: AgentId | null | undefined): Promise<Session>
  list(query: SessionQuery): Promise<SessionPage>
  rename(id: SessionId, title: string): Promise<Session>
  change(id: SessionId, fields: SessionFields): Promise<Session>
  delete(id: SessionId): Promise<Session>
  /** Takes the session out of the trash. Throws `session-missing`, and `session-exists` while another has its id. */
  restore(id: SessionId): Promise<Session>
  /** Throws `session-missing` when no session of that id lies in the trash. */
  purge(id: SessionId): Promise<void>
  /** Copies the conversation up to a message into a session of its own. Throws `session-missing`, `message-missing`. */
  fork(id: SessionId, messageId?: MessageId): Promise<Session>
  /**
   * Makes the newest branch that holds a message the one that is shown, unless the one that is shown holds it. Gives how
   * many messages follow it there. Throws as `fork` does.
   */
  show(id: SessionId, messageId: MessageId): Promise<ShownMessage>
  search(query: SearchQuery): Promise<SearchPage>
  /** What of the conversation that the session shows has the words. Throws `session-missing`. */
  find(id: SessionId, text: string): Promise<FoundInSession>
  /** All versions of it. Throws `session-missing`. */
  tree(id: SessionId): Promise<BranchTree>
  /** What its runs cost together. A run that goes on may know of more than is stored. */
  cost(id: SessionId, current: Run | undefined): Promise<SessionCost>
  /** The newest page of what is stored of the conversation that the session shows. */
  newestPage(session: Session): Promise<Transcript>
  /** The page of so many messages that ends with a message of the session. Throws `message-missing`. */
  pageUpTo(id: SessionId, messageId: MessageId, limit?: number): Promise<Transcript>
}

/** The use cases of sessions over a store. */
export function createSessions(store: Store, clock: Clock, defaults: () => SessionDefaults): Sessions {
  const change = (id: SessionId, fields: SessionChange) => need(id, store.sessions.update(id, fields))
  const make = (id: SessionId, title: string) => newSession(id, title, clock.now(), defaults())

  return {
    get: (id) => need(id, store.sessions.get(id)),
    async open(id) {
      const session = await need(id, store.sessions.get(id))
      const ttlMs = ttlOf(session)
      if (ttlMs === undefined || session.deletedAt !== undefined) return session
      return change(id, { expiresAt: clock.now() + ttlMs })
    },
    list: (query) => store.sessions.list(query),
    rename: (id, title) => change(id, { title, titledByUser: true }),
    async change(id, fields) {
      const before = await need(id, store.sessions.get(id))
      const { ttlMs, pinnedAt } = before
      return change(id, {
        ...changeOf(fields, before, clock.now()),
        ...endOf(fields, { ttlMs, pinnedAt }, clock.now()),
      })
    },
    delete: (id) => change(id, { deletedAt: clock.now() }),
    restore: (id) => restoreSession(store, clock, id),
    async purge(id) {
      if (!(await store.sessions.purge(id))) throw new ParleyError('session-missing', { params: { id } })
    },
    fork: (id, messageId) => forkSession(store, clock, id, messageId),
    show: (id, messageId) => showMessage(store, id, messageId),
    find: async (id, text) => findInSession(store, clock, await need(id, store.sessions.get(id)), text),
    search: (query) => store.search.search(query),
    async forMessage(id, fresh, text) {
      const known = fresh ? undefined : await store.sessions.get(id)
      if (!known || known.deletedAt !== undefined) return { session: make(id, titleOf(text)), isNew: true }
      if (known.titledByUser || known.leafId) return { session: known, isNew: false }
      return { session: await change(known.id, { title: titleOf(text) }), isNew: false }
    },
    async withAgent({ session, isNew }, agentId) {
      if (agentId === undefined || (agentIn(session) ?? null) === agentId) return session
      const fields = changeOf({ agentId }, session, clock.now())
      if (!isNew) return change(session.id, fields)
      const { metadata: _before, ...rest } = session
      return { ...rest, ...(fields.metadata && { metadata: fields.metadata }) }
    },
    async create({ id = sessionIdOf(crypto.randomUUID()), title, messages = [] }) {
      const untitled = make(id, title ?? englishText('session.untitled'))
      const session = { ...untitled, titledByUser: title !== undefined }
      const bundle = withMessages(session, messages)
      const isMade = messages.length > 0 ? store.transfer.write(bundle) : store.sessions.create(session)
      if (await isMade) return bundle.session
      return need(session.id, store.sessions.get(session.id))
    },
    tree: (id) => readTree(store, id),
    cost: (id, current) => sessionCost(store, id, current),
    newestPage: ({ leafId }) => readPage(store, leafId, pageSize),
    pageUpTo: (id, messageId, limit = pageSize) => readPageOf(store, id, messageId, limit),
  }
}
