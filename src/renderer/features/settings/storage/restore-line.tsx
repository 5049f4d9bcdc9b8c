import { useState } from 'react'
import type { Backup } from '../../../../contract/storage.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { momentText, sizeText } from '../../../state/format.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine } from '../../../ui/card/card.tsx'
import { ConfirmDialog } from '../../../ui/dialog/dialog.tsx'

export interface RestoreLineProps {
  readonly copy: Backup & { readonly kind: 'backup' | 'upgrade' | 'replaced' }
}

/** One copy of the chats, and the way back to it. */
export function RestoreLine({ copy }: RestoreLineProps) {
  const app = useApp()
  const { keeping, text, now, locale } = app
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const when = momentText(text, copy.at, now(), locale)
  const tell = async () => {
    const { counts } = await keeping.restore(copy.name)
    app.toasts.show({ tone: 'done', text: text('backup.restored', { count: counts.sessions }) })
  }
  const restore = async () => {
    setAsking(false)
    setBusy(true)
    await attempt(app, tell())
    setBusy(false)
  }
  return (
    <li>
      <CardLine
        title={when}
        text={text('backup.copy', {
          kind: text(`backup.kind.${copy.kind}`),
          size: sizeText(text, copy.bytes),
        })}
      >
        <Button
          size="sm"
          busy={busy}
          aria-label={text('backup.restore-of', { when })}
          onClick={() => setAsking(true)}
        >
          {text('backup.restore')}
        </Button>
      </CardLine>
      <ConfirmDialog
        open={asking}
        title={text('backup.sure')}
        cancelLabel={text('window.cancel')}
        confirmLabel={text('backup.restore')}
        onCancel={() => setAsking(false)}
        onConfirm={() => void restore()}
      >
        {text('backup.sure.text', { when })}
      </ConfirmDialog>
    </li>
  )
}
