import type { MessageId } from '../../contract/id.ts'
import type { FoundMessage } from '../../contract/search.ts'

type Places = readonly FoundMessage[]

export function countOf(places: Places): number {
  return places.reduce((sum, { count }) => sum + count, 0)
}

/** The message that has the place of that number; undefined where there is none. */
export function messageAt(places: Places, place: number): MessageId | undefined {
  let end = 0
  for (const { messageId, count } of places) {
    end += count
    if (place < end) return place < 0 ? undefined : messageId
  }
  return undefined
}

/** The number of the first place in a message; -1 when it has none. */
export function firstPlaceOf(places: Places, messageId: MessageId): number {
  const index = places.findIndex((each) => each.messageId === messageId)
  return index < 0 ? -1 : countOf(places.slice(0, index))
}

export interface CurrentPlace {
  readonly places: Places
  readonly current: number
}

/**
 * The places with another count for some messages that stand together; what is current stays so where it can. Undefined
 * when that is the count already. `order` has the messages that are loaded: those before them are earlier.
 */
export function withCount(
  { places, current }: CurrentPlace,
  messageIds: readonly MessageId[],
  drawn: number,
  order: readonly MessageId[],
): CurrentPlace | undefined {
  const ids = new Set<string>(messageIds)
  const [messageId] = messageIds
  const known = places.filter((place) => ids.has(place.messageId))
  const before = countOf(known)
  // Words that are in the address of a link alone lead to their message.
  const count = Math.max(drawn, Math.min(before, 1))
  if (before === count || messageId === undefined) return undefined
  const index = known[0] ? places.indexOf(known[0]) : placeBefore(places, messageId, order)
  const start = countOf(places.slice(0, index))
  const rest = places.slice(index).filter((place) => !ids.has(place.messageId))
  const corrected = count > 0 ? [{ messageId, count }] : []
  return {
    places: [...places.slice(0, index), ...corrected, ...rest],
    current: moved(current, start, before, count),
  }
}

function moved(current: number, start: number, before: number, count: number): number {
  if (current < start) return current
  if (current >= start + before) return current + count - before
  return Math.min(current, start + count - 1)
}

function placeBefore(places: Places, messageId: MessageId, order: readonly MessageId[]): number {
  const numbers = new Map<string, number>(order.map((id, index) => [id, index]))
  const number = numbers.get(messageId) ?? 0
  const index = places.findIndex((place) => (numbers.get(place.messageId) ?? -1) > number)
  return index < 0 ? places.length : index
}
