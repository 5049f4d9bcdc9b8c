import { sessionIdOf } from '../../contract/id.ts'
import type { Conversation } from '../state/conversation.ts'

const OPEN_KEY = 'parley-open-chat'

/**
 * Opens the chat that was open in this window before its page was loaded anew, and remembers which one is. A new window
 * begins with a new chat.
 */
export function keepOpenChat(conversation: Conversation, storage: Storage): void {
  const before = storage.getItem(OPEN_KEY)
  conversation.store.subscribe(({ sessionId, status }) => {
    if (sessionId) storage.setItem(OPEN_KEY, sessionId)
    else if (status === 'new') storage.removeItem(OPEN_KEY)
  })
  if (!before) return
  conversation.open(sessionIdOf(before)).catch(() => conversation.startNew())
}
