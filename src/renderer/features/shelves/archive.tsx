import { useEffect } from 'react'
import type { SessionSummary } from '../../../contract/session.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { momentText } from '../../state/format.ts'
import { Button } from '../../ui/button/button.tsx'
import { CardLine } from '../../ui/card/card.tsx'
import { ShelfPage } from './shelf-page.tsx'

/** The chats that were put out of sight: search finds them, and each can be read and brought back. */
export function Archive() {
  const app = useApp()
  const { sessions, text } = app
  const archived = useSelect(sessions.store, (state) => state.archived)
  useEffect(() => {
    void attempt(app, sessions.loadArchive())
  }, [app, sessions])
  return (
    <ShelfPage
      icon="archive"
      isEmpty={archived.length === 0}
      text={text('window.archive.text')}
      emptyTitle={text('window.archive-empty.title')}
      emptyText={text('window.archive-empty.text')}
    >
      {archived.map((session) => (
        <ArchiveLine key={session.id} session={session} />
      ))}
    </ShelfPage>
  )
}

function ArchiveLine({ session }: { readonly session: SessionSummary }) {
  const app = useApp()
  const { conversation, locale, now, sessions, text, view } = app
  const { id, title } = session
  const when = momentText(text, session.updatedAt, now(), locale)
  const open = () => {
    view.showChat()
    void conversation.open(id)
  }
  return (
    <CardLine title={title} text={text('window.archive.used-at', { date: when })}>
      <Button aria-label={text('window.open-of', { title })} onClick={open}>
        {text('window.open')}
      </Button>
      <Button
        icon="undo"
        aria-label={text('window.unarchive-of', { title })}
        onClick={() => void attempt(app, sessions.change(id, { archived: false }))}
      >
        {text('window.unarchive')}
      </Button>
    </CardLine>
  )
}
