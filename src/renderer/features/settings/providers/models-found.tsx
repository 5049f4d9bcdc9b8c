import { useState } from 'react'
import type { ProviderView } from '../../../../contract/provider.ts'
import { attempt } from '../../../state/actions.ts'
import type { AppState } from '../../../state/app-state.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { Badge } from '../../../ui/badge/badge.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardSection } from '../../../ui/card/card.tsx'

const FIRST_SHOWN = 6

export interface ModelsFoundProps {
  readonly provider: ProviderView
  readonly inUse: boolean
}

/** The models that the provider listed, and which of them answers when none is picked. */
export function ModelsFound({ provider, inUse }: ModelsFoundProps) {
  const { providers, text } = useApp()
  const [all, setAll] = useState(false)
  const models = useSelect(providers.store, (state) => state.models[provider.id]) ?? []
  const ids = models.map((model) => model.id)
  const { defaultModel, fixed } = useDefaultModel(provider, inUse)
  const listed = ids.includes(defaultModel) || defaultModel === '' ? ids : [defaultModel, ...ids]
  const shown = all ? listed : listed.slice(0, FIRST_SHOWN)
  const aside = listed.length > FIRST_SHOWN && (
    <Button variant="ghost" size="sm" onClick={() => setAll(!all)}>
      {all ? text('providers.models.fewer') : text('providers.models.all', { count: listed.length })}
    </Button>
  )
  return (
    <CardSection title={text('providers.models')} aside={aside}>
      {shown.map((model) => (
        <ModelLine
          key={model}
          provider={provider}
          model={model}
          isDefault={model === defaultModel}
          fixed={fixed}
          inUse={inUse}
        />
      ))}
      {listed.length === 0 && <p className="models-none hint">{text('providers.models.none')}</p>}
    </CardSection>
  )
}

/** The settings may name another model for the provider in use than the provider's own, and a flag may fix it. */
function useDefaultModel({ defaultModel }: ProviderView, inUse: boolean) {
  const { settings: store } = useApp()
  const settings = useSelect(store.store, (state) => state.settings)
  if (!inUse || !settings) return { defaultModel, fixed: false }
  return { defaultModel: settings.model || defaultModel, fixed: settings.overridden.includes('model') }
}

interface ModelLineProps extends ModelsFoundProps {
  readonly model: string
  readonly isDefault: boolean
  /** Whether a flag or the environment decides, so that nothing can be chosen here. */
  readonly fixed: boolean
}

function ModelLine({ provider, model, isDefault, fixed, inUse }: ModelLineProps) {
  const app = useApp()
  const { providers, settings, text } = app
  const makeDefault = async () => {
    await providers.change(provider.id, { defaultModel: model })
    // A model named in the settings goes before the provider's default.
    if (inUse) await settings.update({ model: null })
    // Whoever chooses a model while only the demo answers wants it to answer.
    else if (isDemoInUse(app)) await settings.update({ providerId: provider.id, model: null })
  }
  return (
    <div className="card-line model-line">
      <span className="model-id font-mono">{model}</span>
      {isDefault && <Badge tone="tint">{text('providers.models.default')}</Badge>}
      {!isDefault && !fixed && (
        <Button
          variant="ghost"
          size="sm"
          aria-label={text('providers.models.make-default-of', { model })}
          onClick={() => void attempt(app, makeDefault())}
        >
          {text('providers.models.make-default')}
        </Button>
      )}
    </div>
  )
}

function isDemoInUse({ providers, settings }: AppState): boolean {
  const inUse = settings.store.getState().settings?.providerId
  return providers.store.getState().providers.find(({ id }) => id === inUse)?.protocol === 'demo'
}
