import { useState } from 'react'
import type { ProviderView } from '../../../../contract/provider.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { providerName } from '../../../state/format.ts'
import { Badge } from '../../../ui/badge/badge.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Tile } from '../../../ui/card/tile.tsx'
import { ConfirmDialog } from '../../../ui/dialog/dialog.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Advanced } from './advanced/advanced.tsx'
import { ConnectionTest } from './connection-test.tsx'
import { ModelsFound } from './models-found.tsx'
import { ProviderFields } from './provider-fields.tsx'

export interface ProviderDetailProps {
  readonly provider: ProviderView
  readonly inUse: boolean
}

/** Everything about one provider. */
export function ProviderDetail({ provider, inUse }: ProviderDetailProps) {
  const { text } = useApp()
  return (
    <div className="detail">
      <DetailHead provider={provider} inUse={inUse} />
      <FoundNotice provider={provider} />
      {provider.protocol === 'demo' ? (
        <Notice icon="info" title={text('providers.demo.title')}>
          {text('providers.demo.text')}
        </Notice>
      ) : (
        <>
          <div className="detail-fields">
            <ProviderFields provider={provider} />
            <ConnectionTest provider={provider} />
          </div>
          <ModelsFound provider={provider} inUse={inUse} />
          {provider.advanced && <Advanced provider={provider} advanced={provider.advanced} />}
          {!provider.builtIn && <RemoveProvider provider={provider} />}
        </>
      )}
    </div>
  )
}

function DetailHead({ provider, inUse }: ProviderDetailProps) {
  const app = useApp()
  const { settings, text } = app
  const use = () => void attempt(app, settings.update({ providerId: provider.id, model: null }))
  return (
    <header className="detail-head">
      <Tile name={provider.name} size="lg" />
      <div className="min-w-0 flex-1">
        <h1>{providerName(text, provider)}</h1>
        <p className="hint">{text(`providers.protocol.${provider.protocol}`)}</p>
      </div>
      {inUse && <Badge tone="tint">{text('providers.state.in-use')}</Badge>}
      {!inUse && provider.usable && <Button onClick={use}>{text('providers.use')}</Button>}
    </header>
  )
}

/** A server of this computer that runs and is not in use yet. */
function FoundNotice({ provider }: { readonly provider: ProviderView }) {
  const app = useApp()
  const { providers, text } = app
  const found = useSelect(providers.store, (state) => state.found[provider.id])
  if (!found) return null
  const [model] = found
  const use = model !== undefined && (
    <Button size="sm" variant="primary" onClick={() => void attempt(app, providers.takeLocal(provider.id))}>
      {text('providers.found.use', { provider: provider.name, model })}
    </Button>
  )
  return (
    <Notice icon="server" title={text('providers.state.found')} actions={use || undefined}>
      {text('providers.found.text', { url: provider.baseUrl, count: found.length })}
    </Notice>
  )
}

function RemoveProvider({ provider }: { readonly provider: ProviderView }) {
  const app = useApp()
  const { providers, text } = app
  const [asking, setAsking] = useState(false)
  return (
    <CardSection>
      <CardLine title={text('providers.remove')} text={text('providers.remove.text')}>
        <Button className="is-destructive" onClick={() => setAsking(true)}>
          {text('providers.remove.action')}
        </Button>
      </CardLine>
      <ConfirmDialog
        open={asking}
        title={text('providers.remove.sure', { provider: provider.name })}
        cancelLabel={text('window.cancel')}
        confirmLabel={text('providers.remove.action')}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void attempt(app, providers.remove(provider.id))
        }}
      >
        {text('providers.remove.text')}
      </ConfirmDialog>
    </CardSection>
  )
}
