import type { Part } from '../../../contract/message.ts'
import type { Usage } from '../../../contract/usage.ts'
import { mediaTokens } from '../attachments/media-tokens.ts'
import { errorOf, failureOf } from '../errors.ts'
import type { ModelCall, ModelClient, ModelFailure, ModelRequest } from '../ports/model-client.ts'
import type { RateLimiter } from './rate-limiter.ts'

/** What a token is taken for until the provider has counted, in characters: about right for English. */
const charactersPerToken = 4

/** The same client, whose questions wait for their turn. Waiting counts for no limit of time. */
export function limitClient(client: ModelClient, limiter: RateLimiter, sessionId: string): ModelClient {
  const enter = (request: ModelRequest, { signal, onWait }: ModelCall) =>
    limiter.enter({ sessionId, tokens: tokensIn(request), signal, onWait })
  return {
    ...(client.takes && { takes: (file) => client.takes?.(file) ?? false }),
    listModels: (options) => client.listModels(options),
    async embed(request, { signal }) {
      const letters = request.texts.reduce((sum, text) => sum + text.length, 0)
      const tokens = Math.ceil(letters / charactersPerToken)
      const admitted = await limiter.enter({ sessionId, tokens, signal })
      if (!admitted) throw errorOf(cancelled().failure)
      try {
        return await client.embed(request, { signal })
      } finally {
        admitted.leave(undefined)
      }
    },
    async *stream(request, call) {
      const admitted = await enter(request, call)
      if (!admitted) {
        yield cancelled()
        return
      }
      let usage: Usage | undefined
      try {
        for await (const event of client.stream(request, call)) {
          if (event.type === 'finished') usage = event.usage
          yield event
        }
      } finally {
        admitted.leave(usage && tokensOf(usage))
      }
    },
    async complete(request, call) {
      const admitted = await enter(request, call)
      if (!admitted) return cancelled()
      const outcome = await client.complete(request, call)
      const usage = outcome.type === 'finished' ? outcome.usage : undefined
      admitted.leave(usage && tokensOf(usage))
      return outcome
    },
  }
}

/** How many tokens a question has, as far as one can tell without the model's own count. */
export function tokensIn({ messages, tools }: Pick<ModelRequest, 'messages' | 'tools'>): number {
  const said = messages.reduce((sum, { parts }) => sum + lengthOf(parts), 0)
  const offered = tools.length > 0 ? JSON.stringify(tools).length : 0
  return Math.ceil((said + offered) / charactersPerToken)
}

function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => {
    if (part.type === 'image' || part.type === 'file') return sum + mediaTokens(part) * charactersPerToken
    if ('text' in part) return sum + part.text.length
    if (part.type === 'tool-call') return sum + part.arguments.length
    return part.type === 'tool-result' ? sum + part.content.length : sum
  }, 0)
}

function tokensOf({ inputTokens, outputTokens }: Usage): number {
  return inputTokens + outputTokens
}

function cancelled(): ModelFailure {
  return { type: 'failed', failure: failureOf('cancelled') }
}
