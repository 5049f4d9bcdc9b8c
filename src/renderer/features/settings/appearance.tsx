import { languageNames, offeredLanguages } from '../../../contract/language/languages.ts'
import { announcementsSchema, densitySchema, motionSchema, type Look } from '../../../contract/look.ts'
import { themeSchema, type EffectiveSettings, type SettingsChange } from '../../../contract/settings.ts'
import { useText } from '../../state/app-context.tsx'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { Segmented } from '../../ui/segmented/segmented.tsx'
import { AccentLine, TextSizeLine } from './look-lines.tsx'
import { NotificationsSection } from './notifications-section.tsx'
import { Page } from './page.tsx'
import { useSettings } from './use-settings.ts'

/** How the window looks, and what screen readers are told. */
export function Appearance() {
  const text = useText()
  const [settings, update] = useSettings()
  if (!settings) return null
  const { look } = settings
  const updateLook = (change: Partial<Look>) => update({ look: { ...look, ...change } })
  return (
    <Page title={text('settings.page.appearance')} text={text('appearance.text')}>
      <CardSection title={text('look.colours')}>
        <ThemeLine theme={settings.theme} update={update} />
        <AccentLine
          theme={settings.theme}
          accent={look.accent}
          onChange={(accent) => updateLook({ accent })}
        />
      </CardSection>
      <CardSection title={text('look.reading')}>
        <LanguageLine language={settings.language} update={update} />
        <TextSizeLine size={look.textSize} onChange={(textSize) => updateLook({ textSize })} />
        <CardLine title={text('look.density')} text={text('look.density.text')}>
          <Segmented
            label={text('look.density')}
            value={look.density}
            options={densitySchema.options.map((value) => ({ value, label: text(`look.density.${value}`) }))}
            onChange={(density) => updateLook({ density })}
          />
        </CardLine>
      </CardSection>
      <CardSection title={text('look.hearing')}>
        <CardLine title={text('look.motion')} text={text('look.motion.text')}>
          <Segmented
            label={text('look.motion')}
            value={look.motion}
            options={motionSchema.options.map((value) => ({ value, label: text(`look.motion.${value}`) }))}
            onChange={(motion) => updateLook({ motion })}
          />
        </CardLine>
        <CardLine title={text('look.announcements')} text={text('look.announcements.text')}>
          <Segmented
            label={text('look.announcements')}
            value={look.announcements}
            options={announcementsSchema.options.map((value) => ({
              value,
              label: text(`look.announcements.${value}`),
            }))}
            onChange={(announcements) => updateLook({ announcements })}
          />
        </CardLine>
      </CardSection>
      <NotificationsSection />
    </Page>
  )
}

interface LineProps {
  readonly update: (change: SettingsChange) => void
}

function ThemeLine({ theme, update }: LineProps & Pick<EffectiveSettings, 'theme'>) {
  const text = useText()
  return (
    <CardLine title={text('appearance.theme')} text={text('appearance.theme.text')}>
      <Segmented
        label={text('appearance.theme')}
        value={theme}
        options={themeSchema.options.map((value) => ({ value, label: text(`appearance.theme.${value}`) }))}
        onChange={(next) => update({ theme: next })}
      />
    </CardLine>
  )
}

function LanguageLine({ language, update }: LineProps & Pick<EffectiveSettings, 'language'>) {
  const text = useText()
  return (
    <CardLine title={text('appearance.language')} text={text('appearance.language.text')}>
      <Segmented
        label={text('appearance.language')}
        value={language}
        options={offeredLanguages.map((value) => ({
          value,
          label: value === 'system' ? text('appearance.language.system') : languageNames[value],
        }))}
        onChange={(next) => update({ language: next })}
      />
    </CardLine>
  )
}
