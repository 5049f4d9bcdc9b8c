import type { MessageId, SessionId } from '../../../contract/id.ts'
import type { Session } from '../../../contract/session.ts'
import { ParleyError } from '../errors.ts'
import type { Store } from '../ports/stores.ts'
import { need } from './find-session.ts'

export interface ShownMessage {
  readonly session: Session
  /** How many messages follow it in what is shown. */
  readonly behind: number
}

/**
 * Makes the newest branch that holds a message the one that the session shows, unless the one that it shows does. Throws
 * `session-missing`, `message-missing`.
 */
export async function showMessage(store: Store, id: SessionId, messageId: MessageId): Promise<ShownMessage> {
  const session = await need(id, store.sessions.get(id))
  const behind = await messagesBehind(store, session.leafId, messageId)
  if (behind !== undefined) return { session, behind }
  const message = await store.messages.get(messageId)
  const leafId = message?.sessionId === id ? await store.messages.newestLeaf(messageId) : undefined
  if (!leafId) throw new ParleyError('message-missing', { params: { id: messageId } })
  return {
    session: await need(id, store.sessions.update(id, { leafId })),
    behind: (await messagesBehind(store, leafId, messageId)) ?? 0,
  }
}

/** How many messages follow one on the path to a leaf; undefined when it is not on it. */
async function messagesBehind({ messages }: Store, leafId: MessageId | null, id: MessageId) {
  const path = leafId === null ? [] : await messages.pathIds(leafId)
  const index = path.lastIndexOf(id)
  return index < 0 ? undefined : path.length - 1 - index
}
