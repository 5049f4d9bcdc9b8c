import type { Generation } from '../../../contract/generation.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { EffectiveSettings } from '../../../contract/settings.ts'
import { ParleyError } from '../errors.ts'
import { isUsable, type KnownProvider, type ProviderList } from './provider-list.ts'
import type { SettingsBook } from './settings.ts'

/** Which provider and model answer when nobody says, and with what. */
export interface Choice {
  effective(): Promise<EffectiveSettings>
  /** Completes what a caller chose for one run. Throws `provider-unknown`, `model-missing`. */
  resolve(choice: Partial<RunOptions>): Promise<RunOptions>
}

export function createChoice(book: SettingsBook, list: ProviderList): Choice {
  return {
    async effective() {
      const settings = book.current()
      const overrides = book.overrides()
      const provider = await defaultProvider(book, list)
      return {
        providerId: provider.id,
        model: defaultModel(book, provider),
        streaming: overrides.streaming ?? settings.streaming,
        parallelTools: overrides.parallelTools ?? settings.parallelTools,
        maxRounds: settings.maxRounds,
        theme: settings.theme,
        generation: settings.generation,
        spending: settings.spending,
        context: settings.context,
        overridden: book.overridden(),
      }
    },
    async resolve(choice) {
      const effective = await this.effective()
      const provider = await list.get(choice.providerId ?? effective.providerId)
      const model = choice.model ?? defaultModel(book, provider)
      if (!model) throw new ParleyError('model-missing', { params: { provider: provider.name } })
      return {
        providerId: provider.id,
        model,
        streaming: choice.streaming ?? effective.streaming,
        parallelTools: choice.parallelTools ?? effective.parallelTools,
        maxRounds: choice.maxRounds ?? effective.maxRounds,
        ...(choice.shorten && { shorten: choice.shorten }),
        ...generationOf(choice.generation ?? effective.generation),
      }
    },
  }
}

// A run whose writer has no wishes says nothing of them.
function generationOf(generation: Generation): Pick<RunOptions, 'generation'> {
  return Object.values(generation).some((wish) => wish !== undefined) ? { generation } : {}
}

/** Flag or variable, then the settings, then the first brand that has a key, then the demo model. */
async function defaultProvider(book: SettingsBook, list: ProviderList): Promise<KnownProvider> {
  const wished = book.overrides().providerId
  if (wished) return list.get(wished)
  const providers = await list.all()
  const chosen = providers.find(({ id }) => id === book.current().providerId)
  const ready = providers.find(isReady)
  const demo = providers.find(({ protocol }) => protocol === 'demo')
  const found = chosen ?? ready ?? demo
  if (!found) throw new ParleyError('provider-unknown', { params: { provider: 'demo', known: '' } })
  return found
}

/** Whether a newcomer can ask it at once: it has its key, a model, and is there for certain. */
function isReady(provider: KnownProvider): boolean {
  const { protocol, builtIn, local, defaultModel: model } = provider
  return protocol !== 'demo' && builtIn && !local && model !== '' && isUsable(provider)
}

function defaultModel(book: SettingsBook, provider: KnownProvider): string {
  const overrides = book.overrides()
  const { providerId, model } = book.current()
  const ofProvider = overrides.models[provider.id]
  const ofAll = provider.protocol === 'demo' ? undefined : overrides.model
  const chosen = providerId === provider.id ? model : undefined
  return ofAll ?? ofProvider ?? chosen ?? provider.defaultModel
}
