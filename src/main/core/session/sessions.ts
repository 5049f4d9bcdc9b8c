import { sessionIdOf, type SessionId } from '../../../contract/id.ts'
import type { Session } from '../../../contract/session.ts'
import { englishText } from '../../../contract/language/text.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { SessionChange, SessionPage, Store } from '../ports/stores.ts'

/** What can be done with sessions. */
export interface Sessions {
  /** Makes a session. With the id of one that exists it gives that one; in the trash it counts as missing. */
  create(wish: { readonly id?: SessionId; readonly title?: string }): Promise<Session>
  /** Throws `session-missing`. */
  get(id: SessionId): Promise<Session>
  list(query: {
    readonly deleted: boolean
    readonly cursor?: string
    readonly limit: number
  }): Promise<SessionPage>
  rename(id: SessionId, title: string): Promise<Session>
  /** Gives a session without a title of the user's the first words of its first message. */
  titleAfter(session: Session, text: string): Promise<Session>
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
    async create({ id, title }) {
      const now = clock.now()
      const session: Session = {
        id: id ?? sessionIdOf(crypto.randomUUID()),
        title: title ?? englishText('session.untitled'),
        titledByUser: title !== undefined,
        leafId: null,
        createdAt: now,
        updatedAt: now,
      }
      if (await store.sessions.create(session)) return session
      const known = await need(session.id, store.sessions.get(session.id))
      if (known.deletedAt !== undefined)
        throw new ParleyError('session-missing', { params: { id: known.id } })
      return known
    },
    async titleAfter(session, text) {
      if (session.titledByUser || session.leafId) return session
      return change(session.id, { title: titleOf(text) })
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
  const cut = line.slice(0, titleLength)
  const space = cut.lastIndexOf(' ')
  return `${(space > titleLength / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
