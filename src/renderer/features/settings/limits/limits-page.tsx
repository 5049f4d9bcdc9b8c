import { useText } from '../../../state/app-context.tsx'
import { Page } from '../page.tsx'
import { ModelPrices } from './model-prices.tsx'
import { SpendingLimits } from './spending-limits.tsx'
import { useUsageDays } from './use-usage-days.ts'

/** What may be spent, what things cost, and what was used. */
export function LimitsPage() {
  const text = useText()
  const days = useUsageDays()
  return (
    <Page title={text('settings.page.limits')} text={text('limits.text')}>
      <SpendingLimits days={days} />
      <ModelPrices />
    </Page>
  )
}
