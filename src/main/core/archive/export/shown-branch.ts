import type { Message } from '../../../../contract/message.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'

/** The messages from the beginning to the tip that the session shows. */
export function shownBranch({ session, messages }: SessionBundle): readonly Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const branch: Message[] = []
  for (let message = session.leafId && byId.get(session.leafId); message;) {
    branch.push(message)
    message = message.parentId && byId.get(message.parentId)
  }
  return branch.toReversed()
}
