import { attempt } from '../../state/actions.ts'
import { useApp, useConnection, useSelect } from '../../state/app-context.tsx'
import { dollarsText } from '../../state/format.ts'
import { keysOf } from '../../state/shortcuts.ts'
import { useNarrow } from '../../state/use-narrow.ts'
import { useNextModel } from '../../state/use-next-model.ts'
import { AgentChooser } from './agent-chooser.tsx'
import { useChatCost } from './use-chat-cost.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { IconButton } from '../../ui/button/icon-button.tsx'
import { InlineEdit } from '../../ui/field/inline-edit.tsx'
import { useFocusBack } from '../../ui/field/use-focus-back.ts'
import { tip } from '../../ui/tooltip/tip.ts'
import { Ring } from '../../ui/ring/ring.tsx'

export interface HeaderProps {
  /** Whether the sidebar is out of sight, so that there must be a way to it. */
  readonly sidebarHidden: boolean
  readonly onShowSidebar: () => void
  /** A fixed title, for screens that are no chat. */
  readonly title?: string
}

/** The bar over the content: what is shown, and what one should know about it. */
export function Header({ sidebarHidden, onShowSidebar, title }: HeaderProps) {
  const app = useApp()
  const { text } = app
  return (
    <header
      className="header drag"
      data-pane="header"
      tabIndex={-1}
      data-beside-lights={sidebarHidden || undefined}
    >
      {sidebarHidden && (
        <IconButton
          icon="sidebar"
          label={text('window.show-sidebar')}
          keys={keysOf(app, 'sidebar')}
          onClick={onShowSidebar}
        />
      )}
      {title === undefined ? <ChatTitle /> : <h1>{title}</h1>}
      {title === undefined && <AgentChooser />}
      <span className="flex-1" />
      <ConnectionSign />
      {title === undefined && <ChatCost />}
      {title === undefined && <DemoBadge />}
      {title === undefined && <FindButton />}
      {title === undefined && <InspectorButton />}
    </header>
  )
}

function ChatTitle() {
  const app = useApp()
  const { conversation, sessions, view, text } = app
  const session = useSelect(conversation.store, (state) => state.session)
  const renaming = useSelect(view.store, (state) => state.renaming?.place === 'header')
  useFocusBack(renaming, () => document.querySelector('#message'))
  if (!session) return <h1>{text('window.new-chat')}</h1>
  const rename = () => view.rename({ place: 'header', id: session.id })
  if (!renaming) {
    return (
      <h1>
        <span
          role="presentation"
          className="header-title"
          dir="auto"
          title={text('header.rename')}
          onDoubleClick={rename}
        >
          {session.title}
        </span>
      </h1>
    )
  }
  return (
    <InlineEdit
      label={text('window.title')}
      value={session.title}
      className="header-edit"
      onCancel={() => view.rename(undefined)}
      onCommit={(title) => {
        view.rename(undefined)
        void attempt(app, sessions.rename(session.id, title))
      }}
    />
  )
}

function ConnectionSign() {
  const { text } = useApp()
  const connection = useConnection()
  return (
    <output className="connection-sign">
      {connection === 'reconnecting' && (
        <>
          <Ring size={12} />
          {text('window.reconnecting')}
        </>
      )}
    </output>
  )
}

/** What the open chat has cost so far, as far as prices are known. */
function ChatCost() {
  const { locale, text } = useApp()
  const total = useChatCost()
  if (!total || total.priced === 0) return null
  const partly = total.priced < total.runs
  return (
    <span className="header-cost" {...tip(text(partly ? 'header.cost.partly' : 'header.cost'))}>
      {dollarsText(text, locale, total.cost)}
    </span>
  )
}

function FindButton() {
  const app = useApp()
  const { conversation, find, text } = app
  const isChat = useSelect(conversation.store, (state) => state.sessionId !== undefined)
  if (!isChat) return null
  return (
    <IconButton
      icon="search"
      label={text('find.name')}
      keys={keysOf(app, 'find')}
      onClick={() => {
        find.show()
        document.querySelector<HTMLElement>('#find')?.focus()
      }}
    />
  )
}

function InspectorButton() {
  const app = useApp()
  const { conversation, text, view } = app
  const isChat = useSelect(conversation.store, (state) => state.sessionId !== undefined)
  const tight = useNarrow('inspector')
  const shown = useSelect(view.store, (state) => (tight ? state.inspectorOver : state.inspecting))
  if (!isChat) return null
  return (
    <IconButton
      icon="inspector"
      label={text('inspector.name')}
      keys={keysOf(app, 'inspect')}
      aria-pressed={shown}
      onClick={() => view.toggleInspector(tight)}
    />
  )
}

function DemoBadge() {
  const { providers, text } = useApp()
  const { providerId } = useNextModel()
  const demo = useSelect(
    providers.store,
    (state) => state.providers.find((each) => each.id === providerId)?.protocol === 'demo',
  )
  return demo && <Badge>{text('window.demo-badge')}</Badge>
}
