import type { CompletionMessage } from '../../../contract/completion.ts'
import { messageIdOf, sessionIdOf, type ProviderId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { ModelRequest } from '../ports/model-client.ts'
import { historyOf } from '../run/history.ts'

const sessionId = sessionIdOf('local-api')

/**
 * What a program says was said, told as a chat is: one result stands behind every call, nothing is empty, sides alternate.
 * So it is valid for every protocol, whichever the program was written for.
 */
export function toldMessages(
  messages: readonly CompletionMessage[],
  provider: ProviderId,
): ModelRequest['messages'] {
  return historyOf(
    messages.map((message, index): Message => {
      const calls = message.parts.some(({ type }) => type === 'tool-call')
      return {
        ...message,
        id: messageIdOf(`m${index}`),
        sessionId,
        parentId: null,
        createdAt: 0,
        // Where a program leaves off, its answer is whole as far as anybody knows.
        ...(message.role === 'assistant' && { provider, finishReason: calls ? 'tool-calls' : 'stop' }),
      }
    }),
    provider,
  )
}
