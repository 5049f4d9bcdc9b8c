import { mostMarks, type ContextMarks, type Mark, type PartPlace } from '../../../contract/context-mark.ts'
import type { SessionId } from '../../../contract/id.ts'
import { summaryIn } from '../../../contract/message.ts'
import type { Session } from '../../../contract/session.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/stores.ts'
import { need } from '../session/find-session.ts'
import { placeKey } from './marking.ts'

/**
 * Marks parts of messages of a session, or takes their marks away. Throws `session-missing`, `message-missing` for a part
 * that the session has not, `marks-too-many`, `marks-busy`.
 */
export type MarkParts<Result = Session> = (
  id: SessionId,
  places: readonly PartPlace[],
  mark: Mark | null,
) => Promise<Result>

/** So often it is tried anew when somebody else marks the same chat meanwhile. */
const TRIES = 20

/** One change after the other: each writes all marks of a session anew, unless another process has changed them since. */
export function createMarkParts(
  store: Pick<Store, 'sessions' | 'messages'>,
  clock: Pick<Clock, 'now'>,
): MarkParts {
  let last: Promise<unknown> = Promise.resolve()
  const attempt: MarkParts<Session | undefined> = async (id, places, mark) => {
    const session = await need(id, store.sessions.get(id))
    const items = withMark(session.marks?.items ?? [], places, mark)
    if (items.length > mostMarks) {
      throw new ParleyError('marks-too-many', { params: { limit: String(mostMarks) } })
    }
    const since = session.marks?.changedAt
    // Later than the last change in any case, for this is how a change is known.
    const marks = { changedAt: Math.max(clock.now(), (since ?? 0) + 1), items }
    return (await store.sessions.replaceMarks(id, since, marks)) ? { ...session, marks } : undefined
  }
  const change: MarkParts = async (id, places, mark) => {
    await checkPlaces(store, id, places)
    for (let tries = 0; tries < TRIES; tries++) {
      const changed = await attempt(id, places, mark)
      if (changed) return changed
    }
    throw new ParleyError('marks-busy')
  }
  return (id, places, mark) => {
    const changed = last.then(() => change(id, places, mark))
    last = changed.catch(() => undefined)
    return changed
  }
}

async function checkPlaces(
  store: Pick<Store, 'messages'>,
  sessionId: SessionId,
  places: readonly PartPlace[],
): Promise<void> {
  for (const id of new Set(places.map(({ messageId }) => messageId))) {
    const message = await store.messages.get(id)
    const isThere =
      message?.sessionId === sessionId &&
      !summaryIn(message) &&
      places.every((place) => place.messageId !== id || place.part < message.parts.length)
    if (!isThere) throw new ParleyError('message-missing', { params: { id } })
  }
}

function withMark(
  items: ContextMarks['items'],
  places: readonly PartPlace[],
  mark: Mark | null,
): ContextMarks['items'] {
  const changed = new Map(
    places.map(({ messageId, part }) => [placeKey({ messageId, part }), { messageId, part }]),
  )
  const others = items.filter((item) => !changed.has(placeKey(item)))
  return mark ? [...others, ...[...changed.values()].map((place) => ({ ...place, mark }))] : others
}
