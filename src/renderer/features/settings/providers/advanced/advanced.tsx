import { useState } from 'react'
import type { ProviderAdvanced } from '../../../../../contract/provider.ts'
import { Badge } from '../../../../ui/badge/badge.tsx'
import { Fold } from '../../../../ui/fold/fold.tsx'
import { BodySection } from './body-section.tsx'
import { HeadersSection } from './headers-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { LimitsSection } from './limits-section.tsx'
import { NetworkSection } from './network-section.tsx'
import { RatesSection } from './rates-section.tsx'
import type { AdvancedSectionProps } from './section-props.ts'
import { useSettingsText } from '../../use-settings-text.ts'

/** What most people never need: folded, with a sign when something of it was changed. */
export function Advanced(props: AdvancedSectionProps) {
  const text = useSettingsText()
  const [open, setOpen] = useState(false)
  return (
    <section className="advanced">
      <Fold
        open={open}
        onOpenChange={setOpen}
        summary={
          <>
            {text('advanced.title')}
            {isChanged(props.advanced) && <Badge>{text('advanced.changed')}</Badge>}
          </>
        }
      >
        <div className="advanced-sections">
          <KeysSection {...props} />
          <LimitsSection {...props} />
          <RatesSection {...props} />
          <NetworkSection {...props} />
          <HeadersSection {...props} />
          <BodySection {...props} />
        </div>
      </Fold>
    </section>
  )
}

function isChanged({
  limits,
  rates,
  proxy,
  caFile,
  selfSigned,
  headers,
  body,
  keys,
}: ProviderAdvanced): boolean {
  const chosen = [limits, rates, body].some((fields) => Object.keys(fields).length > 0)
  return (
    chosen ||
    proxy.kind !== 'environment' ||
    caFile !== undefined ||
    selfSigned ||
    headers.length > 0 ||
    keys.length > 1
  )
}
