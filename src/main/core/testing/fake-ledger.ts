import type { UsageDay } from '../../../contract/money.ts'
import type { UsageLedger } from '../ports/usage-ledger.ts'

/** A ledger in memory that keeps every entry by itself. */
export function fakeLedger(): UsageLedger {
  const entries: UsageDay[] = []
  return {
    days: () => entries,
    add: (entry) => void entries.push(entry),
    close: async () => undefined,
  }
}
