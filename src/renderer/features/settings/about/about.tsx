import { copyText } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Page } from '../page.tsx'
import { faultDetails } from './fault-details.ts'
import { Licences } from './licences.tsx'
import { useBuildFacts, useSoftware } from './use-software.ts'

/** What this app is and runs on, where its data lies, how keys are kept, and whose work it contains. */
export function About() {
  const app = useApp()
  const { keeping, settings, text } = app
  const info = useSelect(settings.store, (state) => state.info)
  const storage = useSelect(keeping.store, (state) => state.view)
  const software = useSoftware()
  const build = useBuildFacts()
  if (!info) return null
  const copy = () => {
    const details = faultDetails({ info, software, storage, commit: build?.commit, locale: app.locale })
    void copyText(app, details, text('about.copied'))
  }
  const parts = software && [
    ...(software.electron ? [`Electron ${software.electron}`] : []),
    ...(software.chromium ? [`Chromium ${software.chromium}`] : []),
    `Node ${software.node}`,
    `SQLite ${software.sqlite}`,
  ]
  return (
    <Page title={text('settings.page.about')} text={text('about.text')}>
      <CardSection>
        <CardLine
          title={text('about.version')}
          text={build?.commit && text('about.commit', { commit: build.commit })}
        >
          <span className="hint">{info.version}</span>
          <Button icon="copy" disabled={!software} onClick={copy}>
            {text('about.copy')}
          </Button>
        </CardLine>
        <CardLine title={text('about.runs-on')} text={parts ? parts.join(' · ') : '…'}>
          <span className="hint">{software?.system}</span>
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
      <Licences packages={build?.packages} />
    </Page>
  )
}
