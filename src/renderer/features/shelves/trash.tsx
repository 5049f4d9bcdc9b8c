import { useEffect, useState } from 'react'
import type { SessionSummary } from '../../../contract/session.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { momentText } from '../../state/format.ts'
import { Button } from '../../ui/button/button.tsx'
import { CardLine } from '../../ui/card/card.tsx'
import { ConfirmDialog } from '../../ui/dialog/dialog.tsx'
import { ShelfPage } from './shelf-page.tsx'

/** The deleted chats, each with its way back and its way out. */
export function Trash() {
  const app = useApp()
  const { sessions, text } = app
  const trash = useSelect(sessions.store, (state) => state.trash)
  const [asking, setAsking] = useState<readonly SessionSummary[]>()
  useEffect(() => {
    void attempt(app, sessions.loadTrash())
  }, [app, sessions])
  const purge = async (gone: readonly SessionSummary[]) => {
    setAsking(undefined)
    // One after the other, so that a failure leaves the rest as it is.
    for (const { id } of gone) if (!(await attempt(app, sessions.purge(id)))) return
  }
  return (
    <>
      <ShelfPage
        icon="trash"
        isEmpty={trash.length === 0}
        text={text('window.trash.text')}
        emptyTitle={text('window.trash-empty.title')}
        emptyText={text('window.trash-empty.text')}
        action={
          trash.length > 0 && (
            <Button className="is-destructive" onClick={() => setAsking(trash)}>
              {text('window.trash.empty')}
            </Button>
          )
        }
      >
        {trash.map((session) => (
          <TrashLine key={session.id} session={session} onPurge={() => setAsking([session])} />
        ))}
      </ShelfPage>
      <ConfirmDialog
        open={asking !== undefined}
        title={text('window.purge.sure', { count: asking?.length ?? 0, title: asking?.[0]?.title ?? '' })}
        cancelLabel={text('window.cancel')}
        confirmLabel={text('window.purge')}
        onCancel={() => setAsking(undefined)}
        onConfirm={() => void purge(asking ?? [])}
      >
        {text('window.purge.text')}
      </ConfirmDialog>
    </>
  )
}

interface TrashLineProps {
  readonly session: SessionSummary
  readonly onPurge: () => void
}

function TrashLine({ session, onPurge }: TrashLineProps) {
  const app = useApp()
  const { locale, now, sessions, text } = app
  const { title } = session
  const when = momentText(text, session.deletedAt ?? session.updatedAt, now(), locale)
  return (
    <CardLine title={title} text={text('window.trash.deleted-at', { date: when })}>
      <Button
        icon="undo"
        aria-label={text('window.restore-of', { title })}
        onClick={() => void attempt(app, sessions.restore(session.id))}
      >
        {text('window.restore')}
      </Button>
      <Button className="is-destructive" aria-label={text('window.purge-of', { title })} onClick={onPurge}>
        {text('window.purge')}
      </Button>
    </CardLine>
  )
}
