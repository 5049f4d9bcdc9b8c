import type { OfferedModel } from '../../../contract/completion.ts'
import type { Model } from '../../../contract/provider.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { Clock } from '../ports/clock.ts'
import { ParleyError } from '../errors.ts'
import type { Choice } from '../provider/choice.ts'
import type { Connections } from '../provider/connections.ts'
import { isUsable, type KnownProvider, type ProviderList } from '../provider/provider-list.ts'

/** A provider that takes longer for its list offers its default model. Its list is there the next time. */
const patienceMs = 5_000

export interface OfferedModels {
  /** Every model of every provider that is ready. */
  list(): Promise<readonly OfferedModel[]>
  /**
   * Who answers to a name: `provider/model` first, then what Parley finds for a bare one, then the only provider that
   * lists it. Throws `model-unresolved`, `model-unheard`, `model-missing`.
   */
  resolve(name: string): Promise<RunOptions>
}

export interface OfferedModelsNeeds {
  readonly list: Pick<ProviderList, 'all'>
  readonly choice: Pick<Choice, 'resolve'>
  readonly connections: Pick<Connections, 'models'>
  readonly clock: Clock
}

export function createOfferedModels({ list, choice, connections, clock }: OfferedModelsNeeds): OfferedModels {
  const ready = async () => (await list.all()).filter(isUsable)
  const modelsOf = async (provider: KnownProvider): Promise<readonly OfferedModel[]> => {
    const listed = (await inTime(connections.models(provider.id, false), clock)) ?? []
    const models = listed.length > 0 ? listed : defaultOf(provider)
    return models.map(({ id, name }) => ({ id: `${provider.id}/${id}`, providerId: provider.id, name }))
  }
  const offered = async () => (await Promise.all((await ready()).map(modelsOf))).flat()
  return {
    list: offered,
    async resolve(name) {
      const named = (await ready()).find(({ id }) => name.startsWith(`${id}/`))
      if (named) return choice.resolve({ providerId: named.id, model: name.slice(named.id.length + 1) })
      try {
        return await choice.resolve({ model: name })
      } catch (error) {
        const found = (await offered()).filter(({ id, providerId }) => id === `${providerId}/${name}`)
        const [only] = found
        if (!only || found.length > 1 || !(error instanceof ParleyError)) throw error
        return choice.resolve({ providerId: only.providerId, model: name })
      }
    },
  }
}

function defaultOf({ id, defaultModel }: KnownProvider): readonly Model[] {
  return defaultModel === '' ? [] : [{ id: defaultModel, providerId: id, name: defaultModel }]
}

/** The list, or undefined when it cannot be had, or not in time. */
function inTime<Value>(work: Promise<Value>, clock: Clock): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const forget = clock.after(patienceMs, () => resolve(undefined))
    const end = (value?: Value) => {
      forget()
      resolve(value)
    }
    work.then(end, () => end())
  })
}
