import type { SaidMessage } from '../../../contract/batch.ts'
import { messageIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { SessionBundle } from '../../../contract/session-bundle.ts'
import type { Session } from '../../../contract/session.ts'

/** A session in which this was said, one message behind the other. */
export function withMessages(session: Session, said: readonly SaidMessage[]): SessionBundle {
  const messages: Message[] = []
  for (const { role, text } of said) {
    messages.push({
      id: messageIdOf(crypto.randomUUID()),
      sessionId: session.id,
      parentId: messages.at(-1)?.id ?? null,
      role,
      parts: [{ type: 'text', text }],
      createdAt: session.createdAt,
      ...(role === 'assistant' && { finishReason: 'stop' as const }),
    })
  }
  const leafId = messages.at(-1)?.id ?? null
  return { session: { ...session, leafId }, messages, runs: [], calls: [], events: [] }
}
