import { lazy } from 'react'
import { newChatKey } from '../../contract/draft.ts'
import { Composer } from '../features/composer/composer.tsx'
import { FindBar } from '../features/find/find-bar.tsx'
import { FirstStart } from '../features/first-start/first-start.tsx'
import { useOnlyDemo } from '../features/first-start/use-only-demo.ts'
import { Header } from '../features/header/header.tsx'
import { Sidebar } from '../features/sidebar/sidebar.tsx'
import { EmptyChat } from '../features/transcript/empty-chat.tsx'
import { Transcript } from '../features/transcript/transcript.tsx'
import type { Highlighter } from '../markdown/index.ts'
import { useApp, useSelect } from '../state/app-context.tsx'
import { focusMessage, newChat } from '../state/window-focus.ts'
import { useNarrow } from '../state/use-narrow.ts'
import { WindowPart } from '../ui/window-part/window-part.tsx'

// Not needed for the first picture.
const Archive = lazy(async () => ({ default: (await import('../features/shelves/archive.tsx')).Archive }))
const PromptDialog = lazy(async () => ({
  default: (await import('../features/prompt/prompt-dialog.tsx')).PromptDialog,
}))
const Trash = lazy(async () => ({ default: (await import('../features/shelves/trash.tsx')).Trash }))
const BranchTreeDialog = lazy(async () => ({
  default: (await import('../features/branches/branch-tree-dialog.tsx')).BranchTreeDialog,
}))
const Inspector = lazy(async () => ({
  default: (await import('../features/inspector/inspector.tsx')).Inspector,
}))

const shelfTitles = { archive: 'window.archive.title', trash: 'window.trash' } as const

export interface ChatWindowProps {
  readonly screen: 'chat' | 'trash' | 'archive'
  readonly highlighter: Highlighter
}

/** The chats at the left, the open one at the right. In a narrow window the chats lie in a drawer. */
export function ChatWindow({ screen, highlighter }: ChatWindowProps) {
  const app = useApp()
  const { text, view } = app
  const narrow = useNarrow()
  const { drawerOpen, sidebarHidden, ...state } = useSelect(view.store, (all) => all)
  const tight = useNarrow('inspector')
  const inspecting = screen === 'chat' && (tight ? state.inspectorOver : state.inspecting)
  const shown = narrow ? drawerOpen : !sidebarHidden
  const toggle = () => view.toggleSidebar(narrow)
  return (
    <div
      className="window"
      data-sidebar={narrow ? 'drawer' : shown ? 'beside' : 'hidden'}
      data-inspector={inspecting ? (tight ? 'drawer' : 'beside') : undefined}
    >
      {shown && <Sidebar onHide={toggle} onNewChat={() => newChat(app)} />}
      {shown && narrow && (
        <button
          type="button"
          className="drawer-scrim"
          aria-label={text('window.close-sidebar')}
          onClick={() => view.setDrawer(false)}
        />
      )}
      <main className="window-main">
        {screen !== 'chat' ? (
          <>
            <Header sidebarHidden={!shown} onShowSidebar={toggle} title={text(shelfTitles[screen])} />
            <WindowPart>{screen === 'trash' ? <Trash /> : <Archive />}</WindowPart>
          </>
        ) : (
          <>
            <Header sidebarHidden={!shown} onShowSidebar={toggle} />
            <div className="chat-body">
              <FindBar />
              <Transcript highlighter={highlighter} empty={<EmptyScreen />} />
            </div>
            <Composer />
            <PromptForm />
          </>
        )}
      </main>
      {inspecting && tight && (
        <button
          type="button"
          className="drawer-scrim"
          aria-label={text('inspector.close')}
          onClick={() => view.toggleInspector(true)}
        />
      )}
      {screen === 'chat' && state.branchTree && <OverChat />}
      {inspecting && (
        <WindowPart>
          <Inspector overlaid={tight} />
        </WindowPart>
      )}
    </div>
  )
}

function OverChat() {
  return (
    <WindowPart>
      <BranchTreeDialog />
    </WindowPart>
  )
}

/** What a prompt asks for, if one does. */
function PromptForm() {
  const { prompts } = useApp()
  const filling = useSelect(prompts.store, (state) => state.filling)
  return (
    <WindowPart awaited={filling !== undefined}>{filling && <PromptDialog filling={filling} />}</WindowPart>
  )
}

function EmptyScreen() {
  const { conversation, drafts } = useApp()
  const onlyDemo = useOnlyDemo()
  const pick = (question: string) => {
    drafts.set(conversation.store.getState().sessionId ?? newChatKey, question)
    focusMessage()
  }
  return (
    <>
      <EmptyChat onPick={pick} />
      {onlyDemo && <FirstStart />}
    </>
  )
}
