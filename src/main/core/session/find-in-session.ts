import { countPlaces, soughtOf, type Sought } from '../../../contract/found-words.ts'
import type { MessageId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { FoundInSession, FoundMessage } from '../../../contract/search.ts'
import type { Session } from '../../../contract/session.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/stores.ts'

/** So many messages are read at a time, and so many at most. */
const pageLength = 100
const mostMessages = 20_000

/**
 * How often each message of the branch that the session shows has the words, of the newest 20,000. Reads the messages
 * themselves: the index of search knows neither how often nor what tools gave and models thought.
 */
export async function findInSession(
  store: Store,
  clock: Pick<Clock, 'after'>,
  { leafId }: Session,
  text: string,
): Promise<FoundInSession> {
  const sought = soughtOf(text)
  if (!sought || leafId === null) return { places: [], complete: true }
  const found: (readonly FoundMessage[])[] = []
  let endId: MessageId | null = leafId
  const answer: Message[] = []
  const endAnswer = () => found.push(foundIn(answer.splice(0).toReversed(), sought))
  let read = 0
  while (endId !== null && read < mostMessages) {
    const page: readonly Message[] = await store.messages.path(endId, pageLength)
    read += page.length
    endId = page[0]?.parentId ?? null
    // The next page may be there before anything else has had its turn.
    await new Promise<void>((resolve) => clock.after(0, resolve))
    for (const message of page.toReversed()) {
      if (message.role === 'user') {
        endAnswer()
        found.push(foundIn([message], sought))
      } else answer.push(message)
    }
  }
  endAnswer()
  return { places: found.toReversed().flat(), complete: endId === null }
}

function foundIn(messages: readonly Message[], sought: Sought): readonly FoundMessage[] {
  const counts = countPlaces(messages, sought)
  return messages
    .map(({ id }, index) => ({ messageId: id, count: counts[index] ?? 0 }))
    .filter(({ count }) => count > 0)
}
