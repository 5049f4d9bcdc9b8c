import { useState } from 'react'
import { CardLine, CardSection } from '../../../../ui/card/card.tsx'
import { TextField } from '../../../../ui/field/text-field.tsx'
import { Select } from '../../../../ui/select/select.tsx'
import { Switch } from '../../../../ui/switch/switch.tsx'
import type { AdvancedSectionProps } from './section-props.ts'
import { useChange } from './use-change.ts'
import { useSettingsText } from '../../use-settings-text.ts'

/** The way to a provider, and whom to trust on it. */
export function NetworkSection(props: AdvancedSectionProps) {
  const text = useSettingsText()
  return (
    <CardSection title={text('advanced.network')}>
      <ProxyLines {...props} />
      <CertificateLines {...props} />
    </CardSection>
  )
}

const kinds = ['environment', 'none', 'url'] as const

function ProxyLines({ provider, advanced: { proxy, proxySecret } }: AdvancedSectionProps) {
  const text = useSettingsText()
  const { save, error } = useChange(provider)
  // The choice counts when its address is there.
  const [choosing, setChoosing] = useState(false)
  const kind = choosing ? 'url' : proxy.kind
  const options = kinds.map((value) => ({ value, label: text(`advanced.proxy.${value}`) }))
  const choose = (value: string) => {
    setChoosing(value === 'url')
    if (value === 'environment') void save({ proxy: null })
    if (value === 'none') void save({ proxy: { kind: value } })
  }
  const keep = async (url: string) => {
    const saved = await save({ proxy: url === '' ? null : { kind: 'url', url } })
    if (saved) setChoosing(false)
  }
  return (
    <>
      <CardLine title={text('advanced.proxy')} text={text('advanced.proxy.text')}>
        <Select label={text('advanced.proxy')} value={kind} groups={[{ options }]} onChange={choose} />
      </CardLine>
      {kind === 'url' && (
        <div className="card-line advanced-fields">
          <TextField
            label={text('advanced.proxy.address')}
            value={proxy.kind === 'url' ? proxy.url : ''}
            placeholder={text('advanced.proxy.placeholder')}
            hint={text(proxySecret ? 'advanced.proxy.secret' : 'advanced.proxy.hint')}
            error={error}
            mono
            onCommit={(url) => void keep(url)}
          />
        </div>
      )}
    </>
  )
}

function CertificateLines({ provider, advanced }: AdvancedSectionProps) {
  const text = useSettingsText()
  const { save, error } = useChange(provider)
  const url = URL.parse(provider.baseUrl)
  const secure = url?.protocol === 'https:'
  const origin = url?.origin ?? provider.baseUrl
  return (
    <>
      <div className="card-line advanced-fields">
        <TextField
          label={text('advanced.ca')}
          value={advanced.caFile ?? ''}
          placeholder={text('advanced.ca.placeholder')}
          hint={text('advanced.ca.hint')}
          error={error}
          mono
          onCommit={(caFile) => void save({ caFile: caFile === '' ? null : caFile })}
        />
      </div>
      <CardLine
        title={text('advanced.self-signed')}
        text={secure ? text('advanced.self-signed.text', { origin }) : text('advanced.self-signed.off')}
      >
        <Switch
          label={text('advanced.self-signed')}
          checked={advanced.selfSigned}
          disabled={!secure}
          onChange={(selfSigned) => void save({ selfSigned })}
        />
      </CardLine>
    </>
  )
}
