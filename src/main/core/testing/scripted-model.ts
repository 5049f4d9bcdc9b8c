import { callIdOf } from '../../../contract/id.ts'
import type { FinishReason, Part } from '../../../contract/message.ts'
import type { ModelClient, ModelEvent, ModelRequest } from '../ports/model-client.ts'
import { failureOf } from '../errors.ts'

/** One round of a scripted model: the events it gives, one after the other; a function is awaited in between. */
export type ScriptedRound = readonly (ModelEvent | (() => Promise<void>))[]

/** A model client that answers each request with the next round of its script and remembers what it was asked. */
export interface ScriptedModel extends ModelClient {
  readonly requests: ModelRequest[]
}

export function createScriptedModel(rounds: readonly ScriptedRound[]): ScriptedModel {
  const requests: ModelRequest[] = []
  async function* answer(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const round = rounds[requests.length] ?? []
    requests.push(request)
    for (const step of round) {
      if (typeof step === 'function') await Promise.race([step(), aborted(signal)])
      else yield step
      if (signal.aborted) {
        yield { type: 'failed', failure: failureOf('cancelled') }
        return
      }
    }
  }
  return {
    requests,
    stream: (request, { signal }) => answer(request, signal),
    async complete(request, { signal }) {
      for await (const event of answer(request, signal)) {
        if (event.type === 'finished' || event.type === 'failed') return event
      }
      return { type: 'failed', failure: failureOf('stream-cut') }
    },
    embed: async ({ model }) => ({ vectors: [], model }),
    listModels: async () => [],
  }
}

/** The end of a round that says `text`. */
export function saying(text: string, finishReason: FinishReason = 'stop'): ScriptedRound {
  return [
    { type: 'text-delta', text },
    {
      type: 'finished',
      parts: [{ type: 'text', text }],
      finishReason,
      usage: { inputTokens: 10, outputTokens: 2 },
    },
  ]
}

/** A round that asks for calls: id, tool name, arguments. */
export function calling(...calls: readonly (readonly [string, string, string])[]): ScriptedRound {
  const parts = calls.map(([id, name, text]): Part => ({
    type: 'tool-call',
    id: callIdOf(id),
    name,
    arguments: text,
  }))
  return [
    { type: 'finished', parts, finishReason: 'tool-calls', usage: { inputTokens: 10, outputTokens: 5 } },
  ]
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
