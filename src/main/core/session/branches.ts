import type { MessageId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { ParleyError } from '../errors.ts'

/**
 * The end of the newest branch that holds a message: from it, always the child that was stored last. Expects messages
 * in the order in which they were stored. Throws `message-missing`.
 */
export function newestLeaf(messages: readonly Message[], from: MessageId): MessageId {
  if (!messages.some(({ id }) => id === from))
    throw new ParleyError('message-missing', { params: { id: from } })
  const lastChild = new Map(messages.map(({ id, parentId }) => [parentId, id]))
  let leaf = from
  for (let child = lastChild.get(leaf); child !== undefined; child = lastChild.get(leaf)) leaf = child
  return leaf
}
