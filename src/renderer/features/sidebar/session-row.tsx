import { type KeyboardEvent, memo, useRef, useState } from 'react'
import type { SessionSummary } from '../../../contract/session.ts'
import { attempt, deleteSession } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { InlineEdit } from '../../ui/field/inline-edit.tsx'
import { useFocusBack } from '../../ui/field/use-focus-back.ts'
import { Icon } from '../../ui/icon/icon.tsx'
import { Ring } from '../../ui/ring/ring.tsx'
import { andGoOn, useFocusAlong } from './session-focus.ts'
import { SessionMenu } from './session-menu.tsx'

export interface SessionRowProps {
  readonly session: SessionSummary
  /** Whether Tab comes here. */
  readonly tabStop: boolean
}

/** One chat: opens it, and offers to rename or delete it. */
export const SessionRow = memo(function SessionRow({ session, tabStop }: SessionRowProps) {
  const app = useApp()
  const { conversation, view } = app
  const open = useSelect(conversation.store, (state) => state.sessionId === session.id)
  const shown = useSelect(view.store, (state) => state.screen === 'chat')
  const renaming = useSelect(
    view.store,
    ({ renaming: now }) => now?.place === 'sidebar' && now.id === session.id,
  )
  const [inMenu, setInMenu] = useState(false)
  const row = useRef<HTMLDivElement>(null)
  const hit = useRef<HTMLButtonElement>(null)
  useFocusBack(renaming, () => hit.current)
  useFocusAlong(session.id, hit)
  const rename = () => view.rename({ place: 'sidebar', id: session.id })
  const remove = () => andGoOn(hit.current, () => deleteSession(app, session))
  if (renaming) return <SessionTitleEdit session={session} />
  const show = () => {
    view.showChat()
    void conversation.open(session.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete') void remove()
    if (event.key !== 'F2') return
    event.stopPropagation()
    rename()
  }
  return (
    <div
      ref={row}
      className="row session-row"
      aria-current={(open && shown) || undefined}
      data-menu={inMenu || undefined}
    >
      <button
        ref={hit}
        type="button"
        className="session-hit"
        data-session={session.id}
        tabIndex={tabStop ? 0 : -1}
        aria-current={(open && shown) || undefined}
        onClick={show}
        onDoubleClick={rename}
        onKeyDown={onKeyDown}
      >
        <span className="row-text" dir="auto">
          {session.title}
        </span>
        <SessionMark session={session} />
      </button>
      <SessionMenu
        session={session}
        row={row}
        onRename={rename}
        onRemove={() => void remove()}
        onOpenChange={setInMenu}
      />
    </div>
  )
})

function SessionMark({ session }: { readonly session: SessionSummary }) {
  const { sessions, text } = useApp()
  const unread = useSelect(sessions.store, (state) => state.unread.has(session.id))
  if (session.asking) {
    return (
      <span className="session-asks">
        <Icon name="hand" size={14} />
        <span className="sr-only">{text('window.asking')}</span>
      </span>
    )
  }
  if (session.running) return <Ring label={text('window.running')} />
  if (!unread) return null
  return (
    <span className="unread-dot">
      <span className="sr-only">{text('window.unread')}</span>
    </span>
  )
}

function SessionTitleEdit({ session }: { readonly session: SessionSummary }) {
  const app = useApp()
  const { sessions, view, text } = app
  return (
    <div className="row session-row is-selected">
      <InlineEdit
        label={text('window.title')}
        value={session.title}
        className="session-edit"
        onCancel={() => view.rename(undefined)}
        onCommit={(title) => {
          view.rename(undefined)
          void attempt(app, sessions.rename(session.id, title))
        }}
      />
    </div>
  )
}
