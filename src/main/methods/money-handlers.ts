import type { AgentId, SessionId } from '../../contract/id.ts'
import type { Agents } from '../core/library/agents.ts'
import { toolsOf } from '../core/library/run-agent.ts'
import type { RunDependencies } from '../core/run/start-run.ts'
import { estimateContext, type EstimateOptions } from '../core/money/context-estimate.ts'
import { priceKey, type Money } from '../core/money/money.ts'
import type { TokenCounter } from '../core/ports/token-counter.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import type { Handlers } from './door.ts'
import { givenOptions } from './given-options.ts'

type MoneyMethods =
  | 'models.facts'
  | 'models.set-prices'
  | 'usage.days'
  | 'usage.sessions'
  | 'context.estimate'

export interface MoneyDependencies {
  readonly money: Money
  readonly counter: TokenCounter
}

interface Needs extends MoneyDependencies, Pick<EstimateOptions, 'store' | 'tools'> {
  readonly book: SettingsBook
  readonly resolveOptions: RunDependencies['resolveOptions']
  readonly agents: Pick<Agents, 'ofSession' | 'view'>
}

export function moneyHandlers(needs: Needs): Pick<Handlers, MoneyMethods> {
  const { money, book, resolveOptions } = needs
  return {
    'models.facts': ({ providerId, model }) => money.facts(providerId, model),
    async 'models.set-prices'({ providerId, model, prices }) {
      await money.facts(providerId, model)
      await book.updatePrices(priceKey(providerId, model), prices ?? undefined)
      return money.facts(providerId, model)
    },
    'usage.days': async () => ({ days: [...money.days()] }),
    'usage.sessions': (query) => needs.store.runs.usageBySession(query),
    async 'context.estimate'({ sessionId, text, attachments, agentId, options }) {
      const agent = await agentFor(needs, sessionId, agentId)
      const resolved = await resolveOptions(givenOptions(options), agent)
      const { schemaLimit } = book.current()
      const question = { sessionId, text, attachments, options: resolved }
      const told = { tools: toolsOf(agent, needs.tools), instructions: agent?.instructions }
      return estimateContext({ ...needs, ...told, schemaLimit }, question)
    },
  }
}

/** The agent that would answer: the one that is named, that of the chat, or for a new one that of the settings. */
async function agentFor(
  { agents, store, book }: Needs,
  sessionId: SessionId | undefined,
  agentId: AgentId | null | undefined,
) {
  if (agentId !== undefined) return agents.view(agentId ?? undefined)
  const session = sessionId && (await store.sessions.get(sessionId))
  return session ? agents.ofSession(session) : agents.view(book.current().agentId)
}
