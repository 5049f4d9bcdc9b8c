import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AgentView } from '../../contract/agent.ts'
import type { ProviderId } from '../../contract/id.ts'
import type { EffectiveSettings } from '../../contract/settings.ts'
import type { Run } from '../../contract/run.ts'
import type { ProviderView } from '../../contract/provider.ts'

export interface ModelChoice {
  readonly providerId: ProviderId
  readonly model: string
}

/** What the user picked for a chat in this window, by session id or `new`. */
export interface ModelChoices {
  readonly store: StoreApi<{ readonly picked: Readonly<Record<string, ModelChoice>> }>
  readonly pick: (key: string, choice: ModelChoice) => void
  /** Forgets what was picked for a chat. */
  readonly forget: (key: string) => void
  /** Carries what was picked for a new chat over to the session that it became. */
  readonly move: (from: string, to: string) => void
}

export function createModelChoices(): ModelChoices {
  const store = createStore<{ readonly picked: Readonly<Record<string, ModelChoice>> }>(() => ({
    picked: {},
  }))
  return {
    store,
    pick: (key, choice) => store.setState(({ picked }) => ({ picked: { ...picked, [key]: choice } })),
    forget(key) {
      const { [key]: _, ...picked } = store.getState().picked
      store.setState({ picked })
    },
    move(from, to) {
      const { [from]: choice, ...rest } = store.getState().picked
      if (choice) store.setState({ picked: { ...rest, [to]: choice } })
    },
  }
}

export interface ChoiceInputs {
  readonly picked: ModelChoice | undefined
  /** The runs of the chat, oldest first. */
  readonly runs: readonly Run[]
  readonly settings: EffectiveSettings | undefined
  readonly providers: readonly ProviderView[]
  /** The agent that answers next. */
  readonly agent?: AgentView | undefined
}

/**
 * The model that answers next: the picked one, else that of the agent, else the one that answered last in this chat,
 * else the default. A chat
 * that the demo model began goes on with the default, since the demo was only there for want of a provider.
 */
export function modelForNext({
  picked,
  runs,
  settings,
  providers,
  agent,
}: ChoiceInputs): ModelChoice | undefined {
  const usable = (choice: ModelChoice) =>
    providers.some((each) => each.id === choice.providerId && each.usable)
  if (picked && usable(picked)) return picked
  if (agent?.providerId && agent.model) return { providerId: agent.providerId, model: agent.model }
  const last = runs.at(-1)?.options
  const byDemo = providers.find((each) => each.id === last?.providerId)?.protocol === 'demo'
  if (last && !byDemo && usable(last)) return { providerId: last.providerId, model: last.model }
  return settings && { providerId: settings.providerId, model: settings.model }
}
