import { useApp, useSelect } from '../../state/app-context.tsx'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { Page } from './page.tsx'

/** What this app is, where its data lies, and how keys are kept. */
export function About() {
  const { settings, text } = useApp()
  const info = useSelect(settings.store, (state) => state.info)
  if (!info) return null
  return (
    <Page title={text('settings.page.about')} text={text('about.text')}>
      <CardSection>
        <CardLine title={text('about.version')}>
          <span className="hint">{info.version}</span>
        </CardLine>
        <CardLine
          title={text('about.data')}
          text={
            <>
              {text('about.data.text')} <span className="path font-mono">{info.profilePath}</span>
            </>
          }
        />
        <CardLine title={text('about.keys')} text={text(`about.keys.${info.keyStore}`)} />
      </CardSection>
    </Page>
  )
}
