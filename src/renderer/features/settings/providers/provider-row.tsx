import type { ProviderView } from '../../../../contract/provider.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { providerName } from '../../../state/format.ts'
import type { ProviderTest } from '../../../state/providers.ts'
import type { Text } from '../../../../contract/language/text.ts'
import { Icon } from '../../../ui/icon/icon.tsx'
import { ChoiceRow } from '../choice-row.tsx'

export interface ProviderRowProps {
  readonly provider: ProviderView
  readonly selected: boolean
  readonly onSelect: () => void
}

/** One provider: its name, and in two words how it stands. */
export function ProviderRow({ provider, selected, onSelect }: ProviderRowProps) {
  const { providers, text } = useApp()
  const count = useSelect(providers.store, (state) => state.models[provider.id]?.length)
  const test = useSelect(providers.store, (state) => state.tests[provider.id])
  const found = useSelect(providers.store, (state) => state.found[provider.id] !== undefined)
  const failed = test?.kind === 'failed'
  return (
    <ChoiceRow
      name={provider.name}
      title={providerName(text, provider)}
      state={found ? text('providers.state.found') : stateOf(text, provider, test, count)}
      failed={failed}
      selected={selected}
      onSelect={onSelect}
    >
      {failed && <Icon name="alert" size={14} className="call-sign-failed" />}
      {!failed && provider.usable && provider.protocol !== 'demo' && (
        <Icon name="check" size={14} className="call-sign-completed" />
      )}
    </ChoiceRow>
  )
}

function stateOf(
  text: Text,
  provider: ProviderView,
  test: ProviderTest | undefined,
  count: number | undefined,
): string {
  if (provider.protocol === 'demo') return text('providers.state.demo')
  if (test?.kind === 'failed') return text('providers.state.failed')
  if (!provider.usable) return text(provider.local ? 'providers.state.local' : 'providers.state.no-key')
  const refused = provider.advanced?.keys.some((key) => key.state === 'refused')
  if (refused) return text('providers.state.key-refused')
  return count ? text('providers.count', { count }) : text('providers.state.ready')
}
