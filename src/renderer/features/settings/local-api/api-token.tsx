import { useEffect, useState } from 'react'
import { attempt, copyText } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { IconButton } from '../../../ui/button/icon-button.tsx'
import { CardLine } from '../../../ui/card/card.tsx'
import { ConfirmDialog } from '../../../ui/dialog/dialog.tsx'
import { useSettingsText } from '../use-settings-text.ts'

/** As long as a token, and nothing of it. */
const hidden = '•'.repeat(24)

/** The token, which stays out of the page until somebody wants to see or copy it. */
export function ApiToken() {
  const app = useApp()
  const text = useSettingsText()
  const { transport } = app
  const keyStore = useSelect(app.settings.store, (state) => state.info?.keyStore)
  const [shown, setShown] = useState<string>()
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    const hide = () => setShown(undefined)
    window.addEventListener('blur', hide)
    return () => window.removeEventListener('blur', hide)
  }, [])
  const read = async () => (await transport.invoke('local-api.token', {})).token
  const show = async () => setShown(shown === undefined ? await read() : undefined)
  const copy = async () => copyText(app, await read(), text('api.token.copied'))
  const renew = async () => {
    setAsking(false)
    setShown(undefined)
    await transport.invoke('local-api.renew-token', {})
    app.toasts.show({ tone: 'done', text: text('api.token.renewed') })
  }
  return (
    <>
      <CardLine
        title={text('api.token')}
        text={
          <>
            <span className="path api-token font-mono">{shown ?? hidden}</span>
            <br />
            {text('api.token.text')}
            <br />
            {keyStore && text(`api.token.kept.${keyStore}`)}
          </>
        }
      >
        <IconButton
          icon={shown === undefined ? 'eye' : 'lock'}
          label={text(shown === undefined ? 'api.token.show' : 'api.token.hide')}
          onClick={() => void attempt(app, show())}
        />
        <IconButton icon="copy" label={text('api.token.copy')} onClick={() => void attempt(app, copy())} />
        <Button size="sm" onClick={() => setAsking(true)}>
          {text('api.token.renew')}
        </Button>
      </CardLine>
      <ConfirmDialog
        open={asking}
        title={text('api.token.renew.sure')}
        cancelLabel={text('window.cancel')}
        confirmLabel={text('api.token.renew.action')}
        onCancel={() => setAsking(false)}
        onConfirm={() => void attempt(app, renew())}
      >
        {text('api.token.renew.text')}
      </ConfirmDialog>
    </>
  )
}
