import { useApp, useSelect, useText } from '../../state/app-context.tsx'
import { keysOf } from '../../state/shortcuts.ts'
import { IconButton } from '../../ui/button/icon-button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Keys } from '../../ui/keys/keys.tsx'
import { SessionList } from './session-list.tsx'

export interface SidebarProps {
  readonly onHide: () => void
  readonly onNewChat: () => void
}

/** The chats, and the ways to everything else. */
export function Sidebar({ onHide, onNewChat }: SidebarProps) {
  const app = useApp()
  const { search, text } = app
  return (
    <nav className="sidebar" aria-label={text('window.sessions')} data-pane="sidebar" tabIndex={-1}>
      <div className="titlebar drag sidebar-titlebar">
        <IconButton
          icon="sidebar"
          label={text('window.hide-sidebar')}
          keys={keysOf(app, 'sidebar')}
          onClick={onHide}
        />
      </div>
      <div className="sidebar-top">
        <button type="button" className="row" onClick={onNewChat}>
          <Icon name="compose" />
          <span className="row-text">{text('window.new-chat')}</span>
          <Keys>{keysOf(app, 'new')}</Keys>
        </button>
        <button type="button" className="row" onClick={() => search.show()}>
          <Icon name="search" />
          <span className="row-text">{text('window.search')}</span>
          <Keys>{keysOf(app, 'search')}</Keys>
        </button>
      </div>
      <SessionList />
      <SidebarFoot />
    </nav>
  )
}

function SidebarFoot() {
  const { view } = useApp()
  const text = useText()
  const screen = useSelect(view.store, (state) => state.screen)
  return (
    <div className="sidebar-foot">
      <button type="button" className="row" onClick={() => view.showSettings()}>
        <Icon name="gear" />
        <span className="row-text">{text('window.settings')}</span>
      </button>
      <IconButton
        icon="archive"
        className="sidebar-trash"
        label={text('window.archive.title')}
        aria-current={screen === 'archive' ? 'page' : undefined}
        onClick={() => view.showArchive()}
      />
      <IconButton
        icon="trash"
        className="sidebar-trash"
        label={text('window.trash')}
        aria-current={screen === 'trash' ? 'page' : undefined}
        onClick={() => view.showTrash()}
      />
    </div>
  )
}
