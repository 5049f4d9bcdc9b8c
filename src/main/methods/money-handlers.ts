import type { RunOptions } from '../../contract/run.ts'
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
  readonly resolveOptions: (choice: Partial<RunOptions>) => Promise<RunOptions>
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
    async 'context.estimate'({ sessionId, text, attachments, options }) {
      const resolved = await resolveOptions(givenOptions(options))
      const { schemaLimit } = book.current()
      const question = { sessionId, text, attachments, options: resolved }
      return estimateContext({ ...needs, schemaLimit }, question)
    },
  }
}
