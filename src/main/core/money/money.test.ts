import { beforeEach, describe, expect, it } from 'vitest'
import { providerIdOf, runIdOf } from '../../../contract/id.ts'
import { dayOf } from '../../../contract/money.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { Settings } from '../../../contract/settings.ts'
import { noOverrides } from '../ports/overrides.ts'
import type { UsageLedger } from '../ports/usage-ledger.ts'
import { createKeyRing } from '../provider/key-ring.ts'
import { createProviderList } from '../provider/provider-list.ts'
import { createSettingsBook, type SettingsBook } from '../provider/settings.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { fakeLedger } from '../testing/fake-ledger.ts'
import { silentLog } from '../testing/fake-log.ts'
import { fakeBrands, fakeSecrets, fakeSettings } from '../testing/fake-providers.ts'
import { newRun, sessionId } from '../testing/live-run-fixture.ts'
import { createMoney, priceKey, type Money } from './money.ts'

const noon = new Date(2026, 10, 20, 12).getTime()
const openai: RunOptions = { ...newRun().options, providerId: providerIdOf('openai'), model: 'large' }
const usage = { inputTokens: 1_000_000, outputTokens: 100_000, cacheReadTokens: 500_000 }
const brands = fakeBrands.map((brand) => (brand.id === 'openai' ? { ...brand, prices: 'openai' } : brand))

let ledger: UsageLedger
let book: SettingsBook
let money: Money
let runs: readonly { readonly cost?: number }[]

/** A catalogue in which `large` costs 3 dollars a round, and nothing else is known. */
function open(settings: Partial<Settings> = {}): void {
  ledger = fakeLedger()
  runs = []
  book = createSettingsBook(fakeSettings(settings), noOverrides)
  money = createMoney({
    book,
    list: createProviderList(brands, book, fakeSecrets(), createKeyRing(createFakeClock(noon))),
    catalogue: {
      facts: async (_, model) => (model === 'large' ? { contextTokens: 1000 } : {}),
      cost: async (_, model) => (model === 'large' ? 3 : undefined),
    },
    ledger,
    store: {
      runs: {
        get: async () => undefined,
        claimOpen: async () => [],
        listCalls: async () => [],
        ofMessages: async () => ({ runs: [], calls: [] }),
        costOf: async () => ({ runs: 0, priced: 0, cost: 0 }),
        usageBySession: async () => ({ sessions: [], complete: true }),
        listBySession: async () =>
          runs.map((run, index) => ({ ...newRun(), id: runIdOf(`r${index}`), ...run })),
      },
    },
    clock: createFakeClock(noon),
    log: silentLog,
  })
}
beforeEach(() => open())

describe('the price of a round', () => {
  it('comes from the catalogue, and is written down with its day', async () => {
    expect(await money.forRun(openai, sessionId).charge(usage)).toBe(3)
    const entry = {
      day: '2026-11-20',
      providerId: 'openai',
      model: 'large',
      rounds: 1,
      usage,
      cost: 3,
      unpriced: 0,
    }
    expect(money.days()).toEqual([entry])
  })

  it('is the user’s own where there is one, cached tokens at their own price', async () => {
    await book.updatePrices(priceKey('openai', 'large'), { input: 2, output: 10, cacheRead: 0.2 })
    expect(await money.forRun(openai, sessionId).charge(usage)).toBeCloseTo(1 + 0.1 + 1)
    expect(await money.facts('openai', 'large')).toMatchObject({ contextTokens: 1000, source: 'user' })
    await book.updatePrices(priceKey('openai', 'large'), undefined)
    expect(await money.facts('openai', 'large')).toEqual({ contextTokens: 1000 })
  })

  it('is unknown, not nothing, where nobody knows it', async () => {
    expect(await money.forRun({ ...openai, model: 'odd' }, sessionId).charge(usage)).toBeUndefined()
    expect(money.days()).toMatchObject([{ cost: 0, unpriced: 1 }])
    const unknown = { ...openai, providerId: providerIdOf('gone') }
    expect(await money.forRun(unknown, sessionId).charge(usage)).toBeUndefined()
  })
})

describe('a limit of spending', () => {
  it('is none unless the user sets one', async () => {
    expect(await money.forRun(openai, sessionId).reached(1_000)).toBeUndefined()
  })

  it('of a run counts its own rounds', async () => {
    open({ spending: { run: 2 } })
    const run = money.forRun(openai, sessionId)
    expect(await run.reached(1.99)).toBeUndefined()
    expect(await run.reached(2)).toBe('run')
  })

  it('of a session counts what was spent in it before', async () => {
    open({ spending: { session: 5 } })
    runs = [{ cost: 3 }, {}]
    const run = money.forRun(openai, sessionId)
    expect(await run.reached(1.99)).toBeUndefined()
    expect(await run.reached(2)).toBe('session')
  })

  it('of a day counts all chats of today, and none of yesterday', async () => {
    open({ spending: { day: 5 } })
    const run = money.forRun(openai, sessionId)
    ledger.add({
      day: '2026-11-19',
      providerId: 'openai',
      model: 'large',
      rounds: 1,
      usage,
      cost: 99,
      unpriced: 0,
    })
    await run.charge(usage)
    expect(await run.reached(0)).toBeUndefined()
    await run.charge(usage)
    expect(await run.reached(0)).toBe('day')
  })
})

it('a day is the user’s, not that of Greenwich', () => {
  expect(dayOf(new Date(2026, 0, 1, 0, 0, 1).getTime())).toBe('2026-01-01')
  expect(dayOf(new Date(2026, 11, 31, 23, 59, 59).getTime())).toBe('2026-12-31')
})
