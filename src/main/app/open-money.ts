import { openLedgerFile } from '../config/ledger-file.ts'
import { createMoney, type MoneyOptions } from '../core/money/money.ts'
import type { UsageLedger } from '../core/ports/usage-ledger.ts'
import type { MoneyDependencies } from '../methods/money-handlers.ts'
import { createTokenCounter } from '../providers/token-counter.ts'
import type { Host } from './host.ts'

type Needs = Pick<MoneyOptions, 'book' | 'list' | 'store' | 'clock' | 'catalogue'> & { readonly host: Host }

/** Prices, limits and the ledger of a profile. Whoever opens the ledger closes it. */
export function openMoney({ host, ...needs }: Needs): MoneyDependencies & { readonly ledger: UsageLedger } {
  const ledger = openLedgerFile(host.profile.usage, needs.clock, host.log)
  const money = createMoney({ ...needs, ledger, log: host.log })
  return { money, ledger, counter: createTokenCounter() }
}
