import type { SessionId } from '../../../contract/id.ts'
import type { Session } from '../../../contract/session.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/stores.ts'
import { ttlOf } from './session-fields.ts'

/** What was found. Throws `session-missing` when nothing was. */
export async function need(id: SessionId, found: Promise<Session | undefined>): Promise<Session> {
  const session = await found
  if (!session) throw new ParleyError('session-missing', { params: { id } })
  return session
}

/** Takes a session out of the trash. Throws `session-missing`, and `session-exists` while another has its id. */
export async function restoreSession(store: Store, clock: Clock, id: SessionId): Promise<Session> {
  const named = await need(id, store.sessions.get(id))
  if (named.deletedAt === undefined) {
    // The id names the one outside the trash; whether another one lies in it, only the shelf can say.
    const { sessions } = await store.sessions.list({ shelf: 'deleted', limit: 500 })
    if (!sessions.some((each) => each.id === id)) return named
    throw new ParleyError('session-exists', { params: { id } })
  }
  const ttlMs = ttlOf(named)
  const change = { deletedAt: null, ...(ttlMs !== undefined && { expiresAt: clock.now() + ttlMs }) }
  return need(id, store.sessions.update(id, change))
}
