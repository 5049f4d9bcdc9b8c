import { costAt, dayOf, type ModelFacts, type UsageDay } from '../../../contract/money.ts'
import type { Usage } from '../../../contract/usage.ts'
import { failureFrom } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { PriceCatalogue } from '../ports/price-catalogue.ts'
import type { Store } from '../ports/stores.ts'
import type { UsageLedger } from '../ports/usage-ledger.ts'
import type { ProviderList } from '../provider/provider-list.ts'
import type { SettingsBook } from '../provider/settings.ts'
import type { RunMoneyFactory } from './run-money.ts'

/** Prices, limits and what was spent. */
export interface Money {
  /** What is known of a model: by the user's word, else by the catalogue's. Throws `provider-unknown`. */
  facts(providerId: string, model: string): Promise<ModelFacts>
  readonly forRun: RunMoneyFactory
  /** What was used, oldest day first. */
  days(): readonly UsageDay[]
}

export interface MoneyOptions {
  readonly book: SettingsBook
  readonly list: ProviderList
  readonly catalogue: Pick<PriceCatalogue, 'facts' | 'cost'>
  readonly ledger: UsageLedger
  readonly store: Pick<Store, 'runs'>
  readonly clock: Clock
  readonly log: Log
}

/** Does what may fail without harm to an answer; its failure goes to the log. */
type Quietly = <Result>(work: () => Promise<Result>) => Promise<Result | undefined>

export function createMoney(options: MoneyOptions): Money {
  const { book, list, catalogue, ledger, store, clock, log } = options
  const ownPrices = (providerId: string, model: string) => book.current().prices[priceKey(providerId, model)]

  const facts = async (providerId: string, model: string): Promise<ModelFacts> => {
    const { prices: brand } = await list.get(providerId)
    const known = brand ? await catalogue.facts(brand, model) : {}
    const own = ownPrices(providerId, model)
    return own ? { ...known, prices: own, source: 'user' } : known
  }
  const spentToday = () => {
    const today = dayOf(clock.now())
    const entries = ledger.days().filter(({ day }) => day === today)
    return entries.reduce((sum, { cost }) => sum + cost, 0)
  }
  const quietly: Quietly = async (work) => {
    try {
      return await work()
    } catch (error) {
      log.warn('money-unknown', { code: failureFrom(error).code })
      return undefined
    }
  }
  return {
    facts,
    days: () => ledger.days(),
    forRun({ providerId, model }, sessionId) {
      const costOf = costsOf(options, { providerId, model }, quietly)
      let before: Promise<number | undefined> | undefined
      const spentBefore = () =>
        quietly(async () => {
          const runs = await store.runs.listBySession(sessionId)
          return runs.reduce((sum, { cost = 0 }) => sum + cost, 0)
        })
      return {
        async charge(usage) {
          const cost = await quietly(() => costOf(usage))
          const day = dayOf(clock.now())
          const unpriced = cost === undefined ? 1 : 0
          ledger.add({ day, providerId, model, rounds: 1, usage, cost: cost ?? 0, unpriced })
          return cost
        },
        async reached(runCost) {
          const { run, session, day } = book.current().spending
          if (run !== undefined && runCost >= run) return 'run'
          if (day !== undefined && spentToday() >= day) return 'day'
          if (session === undefined) return undefined
          // This run's own rounds are stored a moment later, so they are counted here.
          before ??= spentBefore()
          return ((await before) ?? 0) + runCost >= session ? 'session' : undefined
        },
      }
    },
  }
}

/** What a round of one run costs, in US dollars; undefined where nobody knows. */
function costsOf(
  { book, list, catalogue, clock }: MoneyOptions,
  { providerId, model }: { readonly providerId: string; readonly model: string },
  quietly: Quietly,
): (usage: Usage) => Promise<number | undefined> {
  // Once for all rounds, and at once: the catalogue takes a moment to load, which the model gives.
  const brand = quietly(async () => {
    const { prices } = await list.get(providerId)
    if (prices) await catalogue.facts(prices, model)
    return prices
  })
  return async (usage) => {
    const own = book.current().prices[priceKey(providerId, model)]
    if (own) return costAt(own, usage)
    const name = await brand
    return name ? catalogue.cost(name, model, usage, clock.now()) : undefined
  }
}

/** The name under which the user's own prices of a model are kept. */
export function priceKey(providerId: string, model: string): string {
  return `${providerId}/${model}`
}
