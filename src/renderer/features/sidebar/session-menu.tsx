import { lazy, type RefObject, useRef, useState } from 'react'
import type { SessionSummary } from '../../../contract/session.ts'
import { archiveSession, attempt } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { IconButton } from '../../ui/button/icon-button.tsx'
import { WhenOpened } from '../../ui/dialog/when-opened.tsx'
import { andGoOn, hitOf } from './session-focus.ts'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu/menu.tsx'

const FolderDialog = lazy(async () => ({ default: (await import('./folder-dialog.tsx')).FolderDialog }))

export interface SessionMenuProps {
  readonly session: SessionSummary
  /** The whole row, where a right click opens it too. */
  readonly row: RefObject<HTMLElement | null>
  readonly onRename: () => void
  readonly onRemove: () => void
  /** Told when the menu opens and closes. */
  readonly onOpenChange: (open: boolean) => void
}

/** What can be done with a chat besides opening it. */
export function SessionMenu({ session, row, onRename, onRemove, onOpenChange }: SessionMenuProps) {
  const app = useApp()
  const { archive, sessions, text } = app
  const [filing, setFiling] = useState(false)
  // The dialog has the focus then: a chat that took it back late would be deleted by the key that empties the field.
  const left = useRef(false)
  const focusAfter = () => !left.current && (hitOf(session.id) ?? true)
  const file = () => {
    left.current = true
    setFiling(true)
  }
  const pinned = session.pinnedAt !== undefined
  return (
    <span className="session-more">
      <Menu
        area={row}
        onOpenChange={(open) => {
          if (open) left.current = false
          onOpenChange(open)
        }}
        finalFocus={focusAfter}
        trigger={
          <IconButton
            icon="more"
            size="sm"
            tabIndex={-1}
            tooltip={false}
            label={text('window.more-of', { title: session.title })}
          />
        }
      >
        <MenuItem icon="edit" label={text('window.rename')} keys="F2" onSelect={onRename} />
        <MenuItem
          icon="pin"
          label={text(pinned ? 'window.unpin' : 'window.pin')}
          onSelect={() => void attempt(app, sessions.change(session.id, { pinned: !pinned }))}
        />
        <MenuItem icon="folder" label={text('window.folder')} onSelect={file} />
        <MenuItem
          icon="archive"
          label={text('window.archive')}
          onSelect={() => void andGoOn(hitOf(session.id), () => archiveSession(app, session))}
        />
        <MenuSeparator />
        {(['markdown', 'html'] as const).map((format) => (
          <MenuItem
            key={format}
            icon="export"
            label={text(`window.export.${format}`)}
            onSelect={() => void attempt(app, archive.exportOne(session.id, format))}
          />
        ))}
        <MenuSeparator />
        <MenuItem icon="trash" label={text('window.delete')} destructive onSelect={onRemove} />
      </Menu>
      <WhenOpened typed open={filing}>
        <FolderDialog session={session} open={filing} onClose={() => setFiling(false)} />
      </WhenOpened>
    </span>
  )
}
