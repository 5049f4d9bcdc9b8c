import { sessionIdOf, type SessionId } from '../../../contract/id.ts'
import type { Session } from '../../../contract/session.ts'
import { englishText } from '../../../contract/language/text.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { SessionChange, SessionPage, Store } from '../ports/stores.ts'

/** Where a message goes. A new session is stored together with its first message. */
export interface SessionForMessage {
  readonly session: Session
  readonly isNew: boolean
}

/** What can be done with sessions. */
export interface Sessions {
  /** Makes a session. With the id of one that exists it gives that one; in the trash it counts as missing. */
  create(wish: { readonly id?: SessionId; readonly title?: string }): Promise<Session>
  /** Throws `session-missing`. */
  get(id: SessionId): Promise<Session>
  /**
   * The session for a new message: the one with that id, or a new one that is not stored yet, titled after the text.
   * `fresh` says that the id was just made, so that nobody needs to look for it. Throws `session-missing` for one in
   * the trash.
   */
  forMessage(id: SessionId, fresh: boolean, text: string): Promise<SessionForMessage>
  list(query: {
    readonly deleted: boolean
    readonly cursor?: string
    readonly limit: number
  }): Promise<SessionPage>
  rename(id: SessionId, title: string): Promise<Session>
  delete(id: SessionId): Promise<Session>
  restore(id: SessionId): Promise<Session>
  /** What is stored of the conversation that the session shows. */
  transcript(session: Session): Promise<Transcript>
}

/** The use cases of sessions over a store. */
export function createSessions(store: Store, clock: Clock): Sessions {
  const change = (id: SessionId, fields: SessionChange) => need(id, store.sessions.update(id, fields))

  return {
    get: (id) => need(id, store.sessions.get(id)),
    list: (query) => store.sessions.list(query),
    rename: (id, title) => change(id, { title, titledByUser: true }),
    delete: (id) => change(id, { deletedAt: clock.now() }),
    restore: (id) => change(id, { deletedAt: null }),
    async forMessage(id, fresh, text) {
      const known = fresh ? undefined : await store.sessions.get(id)
      if (!known) return { session: newSession(id, titleOf(text), clock.now()), isNew: true }
      refuseDeleted(known)
      if (known.titledByUser || known.leafId) return { session: known, isNew: false }
      return { session: await change(known.id, { title: titleOf(text) }), isNew: false }
    },
    async create({ id = sessionIdOf(crypto.randomUUID()), title }) {
      const untitled = newSession(id, title ?? englishText('session.untitled'), clock.now())
      const session = { ...untitled, titledByUser: title !== undefined }
      if (await store.sessions.create(session)) return session
      const known = await need(session.id, store.sessions.get(session.id))
      refuseDeleted(known)
      return known
    },
    async transcript(session) {
      const [messages, runs, calls] = await Promise.all([
        session.leafId ? store.messages.path(session.leafId) : [],
        store.runs.listBySession(session.id),
        store.runs.listCalls(session.id),
      ])
      const shown = new Set(messages.map(({ id }) => id))
      return {
        messages,
        runs: runs.filter(({ userMessageId }) => shown.has(userMessageId)),
        calls: calls.filter(({ messageId }) => shown.has(messageId)),
      }
    },
  }
}

function newSession(id: SessionId, title: string, now: number): Session {
  return { id, title, titledByUser: false, leafId: null, createdAt: now, updatedAt: now }
}

function refuseDeleted({ id, deletedAt }: Session): void {
  if (deletedAt !== undefined) throw new ParleyError('session-missing', { params: { id } })
}

async function need(id: SessionId, found: Promise<Session | undefined>): Promise<Session> {
  const session = await found
  if (!session) throw new ParleyError('session-missing', { params: { id } })
  return session
}

const titleLength = 60

/** The first line of a text, cut between words. */
export function titleOf(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.replaceAll(/\s+/g, ' ').trim() ?? ''
  if (line.length <= titleLength) return line
  // By characters, because half of an emoji is no text.
  const cut = Array.from(line).slice(0, titleLength).join('')
  const space = cut.lastIndexOf(' ')
  return `${(space > titleLength / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
