import { useEffect } from 'react'
import type { ProviderView } from '../../../../contract/provider.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { useFocusBack } from '../../../ui/field/use-focus-back.ts'
import { AddProvider } from './add-provider.tsx'
import { ProviderDetail } from './provider-detail.tsx'
import { ProviderRow } from './provider-row.tsx'

/** Stands for the provider that is being added. */
export const newProvider = 'new'

/** The providers at the left, the chosen one at the right. */
export function ProvidersPage() {
  const { providers: store, settings, text, view } = useApp()
  useEffect(() => void store.findLocal(), [store])
  const { providers } = useSelect(store.store, (state) => state)
  const inUse = useSelect(settings.store, (state) => state.settings?.providerId)
  const chosen = useSelect(view.store, (state) => state.settingsProvider)
  const shown = providers.find((each) => each.id === (chosen ?? inUse)) ?? providers[0]
  const adding = chosen === newProvider
  const choose = (id: string) => view.showSettings('providers', id)
  // The form went with the focus; what is asked for next is the key.
  useFocusBack(adding, () => document.querySelector('.detail-fields input'))
  return (
    <div className="split">
      <div className="split-list">
        <div className="titlebar drag">
          <h1 className="flex-1">{text('settings.page.providers')}</h1>
          <Button variant="ghost" size="sm" icon="plus" onClick={() => choose(newProvider)}>
            {text('providers.add')}
          </Button>
        </div>
        <ul className="split-scroll scroll" aria-label={text('providers.list')}>
          {ownFirst(providers).map((provider) => (
            <li key={provider.id}>
              <ProviderRow
                provider={provider}
                selected={!adding && provider.id === shown?.id}
                onSelect={() => choose(provider.id)}
              />
            </li>
          ))}
        </ul>
      </div>
      <div className="page scroll">
        {adding && <AddProvider onAdded={(provider) => choose(provider.id)} />}
        {!adding && shown && <ProviderDetail key={shown.id} provider={shown} inUse={shown.id === inUse} />}
      </div>
    </div>
  )
}

/** One's own at the top: the brands are many, and nobody wants most of them. */
function ownFirst(providers: readonly ProviderView[]): readonly ProviderView[] {
  return providers.toSorted((one, other) => Number(one.builtIn) - Number(other.builtIn))
}
