import type { Attachment } from '../../contract/attachment.ts'
import type { AgentId, ProviderId, SessionId } from '../../contract/id.ts'
import type {
  ContextEstimate,
  ModelFacts,
  Prices,
  SessionCost,
  UsageDay,
  UsagePage,
  UsageQuery,
} from '../../contract/money.ts'
import type { Transport } from '../transport/transport.ts'
import type { ModelChoice } from './model-choice.ts'

/** Prices, usage, and how large the next request would be. */
export interface Money {
  readonly days: () => Promise<readonly UsageDay[]>
  /** Which chats used most. */
  readonly sessions: (query: UsageQuery) => Promise<UsagePage>
  /** What a session has cost so far. */
  readonly session: (sessionId: SessionId) => Promise<SessionCost>
  readonly facts: (providerId: ProviderId, model: string) => Promise<ModelFacts>
  /** Without prices those of the catalogue hold again. */
  readonly setPrices: (
    providerId: ProviderId,
    model: string,
    prices: Prices | undefined,
  ) => Promise<ModelFacts>
  readonly estimate: (message: NextMessage) => Promise<ContextEstimate>
}

/** What would be sent next in a chat. */
export interface NextMessage {
  /** Absent for a chat that does not exist yet. */
  readonly sessionId: SessionId | undefined
  readonly draft: string
  readonly choice: Partial<ModelChoice>
  readonly files: readonly Attachment[] | undefined
  readonly agentId: AgentId | null
}

/** Of a longer draft only the beginning is counted: the rest is like it, and it would be sent at each pause. */
const mostSent = 200_000

export function createMoney(transport: Transport): Money {
  return {
    days: async () => (await transport.invoke('usage.days', {})).days,
    sessions: (query) => transport.invoke('usage.sessions', query),
    session: (sessionId) => transport.invoke('sessions.cost', { sessionId }),
    facts: (providerId, model) => transport.invoke('models.facts', { providerId, model }),
    setPrices: (providerId, model, prices) =>
      transport.invoke('models.set-prices', { providerId, model, prices: prices ?? null }),
    async estimate({ sessionId, draft: text, choice: options, files: attachments = [], agentId }) {
      const sent = text.slice(0, mostSent)
      const question = {
        ...(sessionId && { sessionId }),
        ...(attachments.length > 0 && { attachments }),
        text: sent,
        agentId,
        options,
      }
      const counted = await transport.invoke('context.estimate', question)
      if (sent.length === text.length) return counted
      const empty = await transport.invoke('context.estimate', { ...question, text: '' })
      const perLetter = (counted.tokens - empty.tokens) / sent.length
      return { ...counted, tokens: Math.round(empty.tokens + perLetter * text.length) }
    },
  }
}
