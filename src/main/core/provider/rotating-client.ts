import { errorOf, failureOf, ParleyError } from '../errors.ts'
import type { ModelClient, ModelFailure } from '../ports/model-client.ts'
import type { KeyRing } from './key-ring.ts'

/** The clients of one provider, each with a key of its own. */
export interface KeyedClients {
  readonly providerId: string
  readonly keys: readonly string[]
  /** The client that asks with a key. */
  readonly clientOf: (key: string) => Promise<ModelClient>
  readonly ring: KeyRing
}

/**
 * One client of several keys: it goes on with the one that answered last, and asks with the next one at once where one
 * is refused or limited and nothing was shown yet. It fails when no key is left to ask with.
 */
export function rotateKeys({ providerId, keys, clientOf, ring }: KeyedClients): ModelClient {
  const usable = () => ring.usable(providerId, keys)
  const noneLeft = (): ModelFailure =>
    ring.failureOf(providerId, keys) ?? { type: 'failed', failure: failureOf('key-refused') }
  const withAnyKey = async <Value>(ask: (client: ModelClient) => Promise<Value>): Promise<Value> => {
    for (const key of usable()) {
      try {
        return await ask(await clientOf(key))
      } catch (error) {
        const refused = error instanceof ParleyError && { type: 'failed' as const, failure: error.failure }
        if (!refused || !ring.note(providerId, key, refused)) throw error
      }
    }
    throw errorOf(noneLeft().failure)
  }
  return {
    async *stream(request, call) {
      for (const key of usable()) {
        let shown = false
        let passed = false
        for await (const event of (await clientOf(key)).stream(request, call)) {
          if (event.type === 'failed') passed = ring.note(providerId, key, event) && !shown
          else if (!shown) ring.prefer(providerId, key)
          shown = true
          if (!passed) yield event
        }
        if (!passed) return
      }
      yield noneLeft()
    },
    async complete(request, call) {
      for (const key of usable()) {
        const outcome = await (await clientOf(key)).complete(request, call)
        if (outcome.type === 'failed' && ring.note(providerId, key, outcome)) continue
        if (outcome.type === 'finished') ring.prefer(providerId, key)
        return outcome
      }
      return noneLeft()
    },
    listModels: (options) => withAnyKey((client) => client.listModels(options)),
    embed: (request, options) => withAnyKey((client) => client.embed(request, options)),
  }
}
