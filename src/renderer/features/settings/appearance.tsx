import { languageChoiceSchema, languageNames } from '../../../contract/language/languages.ts'
import { themeSchema } from '../../../contract/settings.ts'
import { useText } from '../../state/app-context.tsx'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { Segmented } from '../../ui/segmented/segmented.tsx'
import { Page } from './page.tsx'
import { useSettings } from './use-settings.ts'

/** How the window looks. */
export function Appearance() {
  const text = useText()
  const [settings, update] = useSettings()
  if (!settings) return null
  return (
    <Page title={text('settings.page.appearance')} text={text('appearance.text')}>
      <CardSection>
        <CardLine title={text('appearance.theme')} text={text('appearance.theme.text')}>
          <Segmented
            label={text('appearance.theme')}
            value={settings.theme}
            options={themeSchema.options.map((theme) => ({
              value: theme,
              label: text(`appearance.theme.${theme}`),
            }))}
            onChange={(theme) => update({ theme })}
          />
        </CardLine>
        <CardLine title={text('appearance.language')} text={text('appearance.language.text')}>
          <Segmented
            label={text('appearance.language')}
            value={settings.language}
            options={languageChoiceSchema.options.map((language) => ({
              value: language,
              label: language === 'system' ? text('appearance.language.system') : languageNames[language],
            }))}
            onChange={(language) => update({ language })}
          />
        </CardLine>
      </CardSection>
    </Page>
  )
}
