import { useState } from 'react'
import type { ProviderView } from '../../../../contract/provider.ts'
import { attempt, openLink } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { failureOf, failureText } from '../../../state/failure.ts'
import { Button } from '../../../ui/button/button.tsx'
import { SecretField } from '../../../ui/field/secret-field.tsx'
import { TextField } from '../../../ui/field/text-field.tsx'

/** The key and the address, each saved when its field is left. */
export function ProviderFields({ provider }: { readonly provider: ProviderView }) {
  return (
    <>
      <KeyField provider={provider} />
      <BaseUrlField provider={provider} />
    </>
  )
}

function KeyField({ provider }: { readonly provider: ProviderView }) {
  const app = useApp()
  const { providers, text } = app
  const [error, setError] = useState<string>()
  const save = async (key: string) => {
    setError(undefined)
    await providers
      .setKey(provider.id, key)
      .catch((reason: unknown) => setError(failureText(text, failureOf(reason))))
  }
  const kept = provider.keySource === 'key-store' || provider.keySource === 'unreadable'
  const { keyPageUrl } = provider
  return (
    <div>
      <SecretField
        label={text('providers.key')}
        keptHint={provider.keyHint}
        placeholder={text('providers.key.placeholder')}
        showLabel={text('providers.key.show')}
        hideLabel={text('providers.key.hide')}
        hint={<KeyHint provider={provider} />}
        error={error}
        onCommit={(key) => void save(key)}
      />
      <div className="field-actions">
        {kept && (
          <Button
            variant="link"
            size="sm"
            onClick={() => void attempt(app, providers.removeKey(provider.id))}
          >
            {text('providers.key.remove')}
          </Button>
        )}
        {!kept && keyPageUrl && (
          <Button
            variant="link"
            size="sm"
            trailingIcon="external"
            onClick={() => void openLink(app, keyPageUrl)}
          >
            {text('providers.key.get')}
          </Button>
        )}
      </div>
    </div>
  )
}

function KeyHint({ provider }: { readonly provider: ProviderView }) {
  const { settings, text } = useApp()
  const keyStore = useSelect(settings.store, (state) => state.info?.keyStore ?? 'system')
  if (provider.keySource === 'environment') return text('providers.key.environment')
  if (provider.keySource === 'unreadable') return text('providers.key.unreadable')
  return text(`providers.key.${keyStore}`)
}

function BaseUrlField({ provider }: { readonly provider: ProviderView }) {
  const { providers, text } = useApp()
  const [error, setError] = useState<string>()
  const save = async (baseUrl: string) => {
    setError(undefined)
    await providers
      .change(provider.id, { baseUrl })
      .catch((reason: unknown) => setError(failureText(text, failureOf(reason))))
  }
  if (provider.protocol === 'demo') return null
  return (
    <TextField
      label={text('providers.base-url')}
      value={provider.baseUrl}
      mono
      disabled={provider.baseUrlFixed}
      error={error}
      hint={
        provider.baseUrlFixed
          ? text('providers.base-url.fixed')
          : text(`providers.base-url.path.${provider.protocol}`)
      }
      onCommit={(baseUrl) => void save(baseUrl)}
    />
  )
}
