import type { AgentWords } from '../../../contract/agent.ts'
import type { Generation } from '../../../contract/generation.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { EffectiveSettings, Settings } from '../../../contract/settings.ts'
import { ParleyError } from '../errors.ts'
import type { PriceCatalogue } from '../ports/price-catalogue.ts'
import { lookUpName, type NamedModel } from './name-lookup.ts'
import { isUsable, type KnownProvider, type ProviderList } from './provider-list.ts'
import type { OverriddenField, SettingsBook } from './settings.ts'

/** Which provider and model answer when nobody says, and with what. */
export interface Choice {
  effective(): Promise<EffectiveSettings>
  /**
   * Completes what a caller chose for one run. A model that is named without its provider decides who answers. What the
   * caller left open, and no flag or variable decides, is as the agent has it. Throws `provider-unknown`,
   * `model-missing`, `model-unresolved`, `model-unheard`.
   */
  resolve(choice: Partial<RunOptions>, agent?: AgentWords): Promise<RunOptions>
}

export function createChoice(
  book: SettingsBook,
  list: ProviderList,
  catalogue: Pick<PriceCatalogue, 'models' | 'knows'>,
): Choice {
  const byName = async (name: string) => lookUpName(name, await defaultProvider(book, list), list, catalogue)
  const standard = async (): Promise<NamedModel> => {
    const name = nameInForce(book)
    if (name !== undefined) return byName(name)
    const provider = await defaultProvider(book, list)
    return { provider, model: defaultModel(book, provider) }
  }
  const chosenBy = async ({ providerId, model }: Partial<RunOptions>): Promise<NamedModel> => {
    if (providerId === undefined) return model === undefined ? standard() : byName(model)
    const provider = await list.get(providerId)
    return { provider, model: model ?? defaultModel(book, provider) }
  }
  const effective = async (): Promise<EffectiveSettings> => {
    const settings = book.current()
    const overrides = book.overrides()
    // A name that nobody knows is told when a run begins; until then the settings have to be shown.
    const { provider, model } = await standard().catch(async () => {
      const found = await defaultProvider(book, list)
      return { provider: found, model: defaultModel(book, found) }
    })
    return {
      providerId: provider.id,
      model,
      ...optionalOf(settings),
      streaming: overrides.streaming ?? settings.streaming,
      parallelTools: overrides.parallelTools ?? settings.parallelTools,
      maxRounds: settings.maxRounds,
      schemaLimit: settings.schemaLimit,
      ...facesOf(settings),
      updates: settings.updates,
      generation: settings.generation,
      spending: settings.spending,
      context: settings.context,
      overridden: book.overridden(),
    }
  }
  return {
    effective,
    async resolve(choice, agent) {
      const { provider, model } = await chosenBy(withModelOf(agent, choice, book.overridden()))
      if (!model) throw new ParleyError('model-missing', { params: { provider: provider.name } })
      const { streaming, parallelTools, maxRounds, generation } = await effective()
      return {
        providerId: provider.id,
        model,
        streaming: choice.streaming ?? streaming,
        parallelTools: choice.parallelTools ?? parallelOf(agent, book.overridden()) ?? parallelTools,
        maxRounds: choice.maxRounds ?? maxRounds,
        ...wishesOf(choice),
        ...generationOf(choice.generation ?? { ...generation, ...agent?.generation }),
      }
    },
  }
}

/** What only faces look at. */
function facesOf({ theme, language, look, notifications }: Settings) {
  return { theme, language, look, notifications }
}

function optionalOf({ agentId, mcpClientUrl }: Settings): Pick<Settings, 'agentId' | 'mcpClientUrl'> {
  return { ...(agentId && { agentId }), ...(mcpClientUrl && { mcpClientUrl }) }
}

function wishesOf({ clientTools, shorten }: Partial<RunOptions>): Partial<RunOptions> {
  return { ...(clientTools && { clientTools }), ...(shorten && { shorten }) }
}

function withModelOf(
  agent: AgentWords | undefined,
  choice: Partial<RunOptions>,
  overridden: readonly OverriddenField[],
): Partial<RunOptions> {
  const isDecided = choice.providerId ?? choice.model
  if (isDecided !== undefined || overridden.includes('providerId') || overridden.includes('model'))
    return choice
  const { providerId, model } = agent ?? {}
  return providerId && model ? { ...choice, providerId, model } : choice
}

function parallelOf(agent: AgentWords | undefined, overridden: readonly OverriddenField[]) {
  return overridden.includes('parallelTools') ? undefined : agent?.parallelTools
}

/** The model of this start that is named without its provider; undefined where a provider is chosen for good. */
function nameInForce(book: SettingsBook): string | undefined {
  const overrides = book.overrides()
  const { providerId, model } = book.current()
  if (overrides.providerId !== undefined || providerId === 'demo') return undefined
  return overrides.model ?? (providerId === undefined ? model : undefined)
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
