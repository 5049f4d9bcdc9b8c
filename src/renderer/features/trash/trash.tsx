import { useEffect } from 'react'
import type { SessionSummary } from '../../../contract/session.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { Button } from '../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { Empty } from '../../ui/empty/empty.tsx'

/** The deleted chats, each with its way back. */
export function Trash() {
  const app = useApp()
  const { sessions, text } = app
  const trash = useSelect(sessions.store, (state) => state.trash)
  useEffect(() => {
    void attempt(app, sessions.loadTrash())
  }, [app, sessions])
  return (
    <div className="page scroll" data-pane="page" tabIndex={-1}>
      <div className="page-inner">
        <div className="page-head">
          <p>{text('window.trash.text')}</p>
        </div>
        {trash.length === 0 ? (
          <div className="card">
            <Empty icon="trash" title={text('window.trash-empty.title')}>
              {text('window.trash-empty.text')}
            </Empty>
          </div>
        ) : (
          <CardSection>
            {trash.map((session) => (
              <TrashLine key={session.id} session={session} />
            ))}
          </CardSection>
        )}
      </div>
    </div>
  )
}

function TrashLine({ session }: { readonly session: SessionSummary }) {
  const app = useApp()
  const { locale, sessions, text } = app
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <CardLine
      title={session.title}
      text={text('window.trash.deleted-at', { date: date.format(session.deletedAt ?? session.updatedAt) })}
    >
      <Button
        icon="undo"
        aria-label={text('window.restore-of', { title: session.title })}
        onClick={() => void attempt(app, sessions.restore(session.id))}
      >
        {text('window.restore')}
      </Button>
    </CardLine>
  )
}
