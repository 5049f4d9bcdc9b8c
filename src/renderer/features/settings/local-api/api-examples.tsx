import { useState } from 'react'
import { copyText } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { IconButton } from '../../../ui/button/icon-button.tsx'
import { CardSection } from '../../../ui/card/card.tsx'
import { Segmented } from '../../../ui/segmented/segmented.tsx'
import { exampleLanguages, exampleNames, exampleOf, type ExampleLanguage } from './example-code.ts'
import { useSettingsText } from '../use-settings-text.ts'

/** A first question from a program, with the model that answers new chats. */
export function ApiExamples({ address }: { readonly address: string }) {
  const app = useApp()
  const text = useSettingsText()
  const settings = useSelect(app.settings.store, (state) => state.settings)
  const [language, setLanguage] = useState<ExampleLanguage>('curl')
  if (!settings) return null
  const code = exampleOf(language, address, `${settings.providerId}/${settings.model}`)
  return (
    <CardSection
      title={text('api.try')}
      aside={
        <Segmented
          label={text('api.try.language')}
          value={language}
          options={exampleLanguages.map((value) => ({ value, label: exampleNames[value] }))}
          onChange={setLanguage}
        />
      }
    >
      <div className="api-example">
        <pre className="font-mono">{code}</pre>
        <IconButton
          icon="copy"
          label={text('api.try.copy')}
          onClick={() => void copyText(app, code, text('api.try.copied'))}
        />
      </div>
      <p className="api-note">{text('api.try.text')}</p>
    </CardSection>
  )
}
