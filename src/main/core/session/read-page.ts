import type { MessageId, SessionId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { emptyTranscript, type Transcript } from '../../../contract/transcript.ts'
import { readSummaries } from '../compaction/summaries.ts'
import { ParleyError } from '../errors.ts'
import type { Store } from '../ports/stores.ts'

/** How many messages a page has, unless the answer that it begins with is longer. */
export const pageSize = 50

/** Where even an answer is cut: no run has so many messages of its own. */
const mostMessages = 2000

/**
 * What is stored of a conversation up to a message: at least `limit` messages, if there are so many, and all that belongs
 * to them. It begins with a question, so that no answer is cut. Empty when there is no such message.
 */
export async function readPage(store: Store, endId: MessageId | null, limit: number): Promise<Transcript> {
  let messages = endId === null ? [] : await store.messages.path(endId, limit)
  for (let before = cutBefore(messages); before && messages.length < mostMessages;) {
    const earlier = await store.messages.path(before, pageSize)
    const question = earlier.findLastIndex(({ role }) => role === 'user')
    messages = [...earlier.slice(Math.max(question, 0)), ...messages]
    before = earlier.length > 0 ? cutBefore(messages) : undefined
  }
  if (messages.length === 0) return emptyTranscript
  const [{ runs, calls }, branches] = await Promise.all([
    store.runs.ofMessages(messages),
    store.messages.branches(messages),
  ])
  const shown = new Set(messages.map(({ id }) => id))
  const summaries = (await readSummaries(store, runs)).filter(
    ({ parentId }) => parentId && shown.has(parentId),
  )
  return {
    messages,
    runs,
    calls,
    ...(summaries.length > 0 && { summaries }),
    ...(branches.length > 0 && { branches }),
  }
}

/** The same for a message of one session. Throws `message-missing`. */
export async function readPageOf(
  store: Store,
  sessionId: SessionId,
  endId: MessageId,
  limit: number,
): Promise<Transcript> {
  const page = await readPage(store, endId, limit)
  if (page.messages[0]?.sessionId === sessionId) return page
  throw new ParleyError('message-missing', { params: { id: endId } })
}

/** The message before the first one where that one belongs to an answer whose question is missing. */
function cutBefore([first]: readonly Message[]): MessageId | undefined {
  return first && first.role !== 'user' ? (first.parentId ?? undefined) : undefined
}
