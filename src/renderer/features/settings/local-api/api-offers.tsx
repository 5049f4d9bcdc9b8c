import { useApp, useSelect } from '../../../state/app-context.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { useSettingsText } from '../use-settings-text.ts'

/** What programs reach, and what becomes of what they say. */
export function ApiOffers() {
  const app = useApp()
  const text = useSettingsText()
  const settings = useSelect(app.settings.store, (state) => state.settings)
  if (!settings) return null
  return (
    <CardSection title={text('api.offers')}>
      <CardLine
        title={<span className="font-mono">POST /v1/chat/completions</span>}
        text={text('api.offers.chat')}
      />
      <CardLine
        title={<span className="font-mono">GET /v1/models</span>}
        text={text('api.offers.models', { name: `${settings.providerId}/${settings.model}` })}
      />
      <CardLine
        title={<span className="font-mono">POST /v1/embeddings</span>}
        text={text('api.offers.embeddings')}
      />
      <p className="api-note">{text('api.offers.note')}</p>
    </CardSection>
  )
}
