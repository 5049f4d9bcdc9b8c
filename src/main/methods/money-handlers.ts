import { priceKey, type Money } from '../core/money/money.ts'
import type { Store } from '../core/ports/stores.ts'
import type { TokenCounter } from '../core/ports/token-counter.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import type { Handlers } from './door.ts'

type MoneyMethods = 'models.facts' | 'models.set-prices' | 'usage.days' | 'usage.sessions'

export interface MoneyDependencies {
  readonly money: Money
  readonly counter: TokenCounter
}

interface Needs {
  readonly money: Money
  readonly store: Pick<Store, 'runs'>
  readonly book: SettingsBook
}

export function moneyHandlers({ money, store, book }: Needs): Pick<Handlers, MoneyMethods> {
  return {
    'models.facts': ({ providerId, model }) => money.facts(providerId, model),
    async 'models.set-prices'({ providerId, model, prices }) {
      await money.facts(providerId, model)
      await book.updatePrices(priceKey(providerId, model), prices ?? undefined)
      return money.facts(providerId, model)
    },
    'usage.days': async () => ({ days: [...money.days()] }),
    'usage.sessions': (query) => store.runs.usageBySession(query),
  }
}
