import type { ProviderAdvanced, ProviderView } from '../../../../../contract/provider.ts'

/** What every section gets: the provider, and what was chosen for it. */
export interface AdvancedSectionProps {
  readonly provider: ProviderView
  readonly advanced: ProviderAdvanced
}
