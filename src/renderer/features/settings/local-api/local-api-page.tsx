import { useState } from 'react'
import { apiPorts, type LocalApiView } from '../../../../contract/local-api.ts'
import { copyText } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { failureText } from '../../../state/failure.ts'
import { Button } from '../../../ui/button/button.tsx'
import { IconButton } from '../../../ui/button/icon-button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { NumberInput } from '../../../ui/field/number-input.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Switch } from '../../../ui/switch/switch.tsx'
import { Page } from '../page.tsx'
import { ApiExamples } from './api-examples.tsx'
import { ApiOffers } from './api-offers.tsx'
import { ApiRequests } from './api-requests.tsx'
import { ApiToken } from './api-token.tsx'
import { useLocalApi } from './use-local-api.ts'
import { useSettingsText } from '../use-settings-text.ts'

/** What other programs of this computer can ask, where, and with which token. */
export function LocalApiPage() {
  const text = useSettingsText()
  const [view, update] = useLocalApi()
  if (!view) return null
  const isOpen = view.state.status === 'running'
  return (
    <Page title={text('settings.page.local-api')} text={text('api.text')}>
      <CardSection>
        <CardLine title={text('api.on')} text={<output>{text(`api.${view.state.status}.text`)}</output>}>
          <Switch label={text('api.on')} checked={view.on} onChange={(on) => update({ on })} />
        </CardLine>
        <FailedNotice view={view} onPort={(port) => update({ port })} onAgain={() => update({ on: true })} />
        <AddressLine view={view} />
        <PortLine port={view.port} onChange={(port) => update({ port })} />
        {view.on && <ApiToken />}
      </CardSection>
      {isOpen && <ApiExamples address={view.state.address} />}
      <ApiOffers />
      {view.on && <ApiRequests requests={view.requests} />}
    </Page>
  )
}

interface FailedNoticeProps {
  readonly view: LocalApiView
  readonly onPort: (port: number) => void
  readonly onAgain: () => void
}

function FailedNotice({ view: { state }, onPort, onAgain }: FailedNoticeProps) {
  const app = useApp()
  const text = useSettingsText()
  if (state.status !== 'failed') return null
  const { failure, freePort } = state
  const actions = (
    <>
      {freePort !== undefined && (
        <Button size="sm" onClick={() => onPort(freePort)}>
          {text('api.use-port', { port: String(freePort) })}
        </Button>
      )}
      <Button size="sm" variant="ghost" onClick={onAgain}>
        {text('api.try-again')}
      </Button>
    </>
  )
  return (
    <div className="api-failed">
      <Notice
        tone="danger"
        icon="alert"
        title={failureText(app.text, failure)}
        live="status"
        actions={actions}
      />
    </div>
  )
}

function AddressLine({ view: { state } }: { readonly view: LocalApiView }) {
  const app = useApp()
  const text = useSettingsText()
  if (state.status !== 'running') return null
  return (
    <CardLine title={text('api.address')} text={<span className="path font-mono">{state.address}</span>}>
      <IconButton
        icon="copy"
        label={text('api.address.copy')}
        onClick={() => void copyText(app, state.address, text('api.address.copied'))}
      />
    </CardLine>
  )
}

function PortLine({ port, onChange }: { readonly port: number; readonly onChange: (port: number) => void }) {
  const text = useSettingsText()
  const [bad, setBad] = useState(false)
  return (
    <CardLine
      title={text('api.port')}
      text={bad ? <span className="hint is-bad">{text('api.port.bad')}</span> : text('api.port.text')}
    >
      <NumberInput
        label={text('api.port')}
        value={port}
        min={apiPorts.least}
        max={apiPorts.most}
        onCommit={onChange}
        onRefuse={setBad}
      />
    </CardLine>
  )
}
