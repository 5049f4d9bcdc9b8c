import type { Money } from '../money/money.ts'
import type { SettingsBook } from '../provider/settings.ts'
import type { ContextRules } from './fit-context.ts'

/** The rules of this profile: its settings, and windows as far as they are known. */
export function contextRules(book: SettingsBook, money: Pick<Money, 'facts'>): ContextRules {
  return {
    settings: () => book.current().context,
    async windowOf({ providerId, model }) {
      try {
        return (await money.facts(providerId, model)).contextTokens
      } catch {
        return undefined
      }
    },
  }
}
