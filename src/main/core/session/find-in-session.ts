import type { MessageId } from '../../../contract/id.ts'
import type { Session } from '../../../contract/session.ts'
import type { Store } from '../ports/stores.ts'

/** Messages of a conversation, in its order. */
export interface FoundInSession {
  readonly messageIds: readonly MessageId[]
  /** False when there are more than were looked for. */
  readonly complete: boolean
}

const hitsAtOnce = 100
const mostPages = 10

/** The messages of the branch that the session shows in which every word of the text occurs: the newest 1,000. */
export async function findInSession(store: Store, session: Session, text: string): Promise<FoundInSession> {
  if (session.leafId === null) return { messageIds: [], complete: true }
  const path = await store.messages.pathIds(session.leafId)
  const found = new Set<MessageId>()
  let cursor: string | undefined
  let complete = true
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await store.search.search({
      text,
      order: 'recent',
      limit: hitsAtOnce,
      sessionId: session.id,
      ...(cursor !== undefined && { cursor }),
    })
    for (const { messageId } of page.hits) found.add(messageId)
    cursor = page.nextCursor
    complete = page.complete
    if (cursor === undefined) break
  }
  return { messageIds: path.filter((id) => found.has(id)), complete: complete && cursor === undefined }
}
