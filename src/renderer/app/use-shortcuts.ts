import { useEffect } from 'react'
import { attempt } from '../state/actions.ts'
import { useApp } from '../state/app-context.tsx'
import type { AppState } from '../state/app-state.ts'
import { activeRuns } from '../state/conversation.ts'
import { focusNextPane, newChat } from '../state/window-focus.ts'
import { isNarrow } from '../state/use-narrow.ts'

/** The keys that work everywhere in the window. */
export function useShortcuts(): void {
  const app = useApp()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      if (act(app, event)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [app])
}

/** Does what the key stands for; false when it stands for nothing here. */
function act(app: AppState, event: KeyboardEvent): boolean {
  const command = app.mac ? event.metaKey : event.ctrlKey
  if (command && !event.altKey && !event.shiftKey) return actOnCommand(app, event.key.toLowerCase())
  switch (event.key) {
    case 'F6':
      focusNextPane(event.shiftKey ? -1 : 1)
      return true
    case 'F2':
      return rename(app)
    case 'Escape':
      return leave(app)
    default:
      return false
  }
}

/** Takes back what the newest message offers to take back; text that is being written has an undo of its own. */
function undo({ toasts }: AppState): boolean {
  const field = document.activeElement
  if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value) return false
  const toast = toasts.store.getState().toasts.findLast((each) => each.action)
  if (toast) toasts.act(toast.id)
  return toast !== undefined
}

function actOnCommand(app: AppState, key: string): boolean {
  switch (key) {
    case 'n':
      newChat(app)
      return true
    case 'k':
      app.search.show()
      return true
    case 'f':
      return findInChat(app)
    case ',':
      app.view.showSettings()
      return true
    case 'z':
      return undo(app)
    case 'i':
      return inspect(app)
    case 'b':
      app.view.toggleSidebar(isNarrow())
      return true
    default:
      return false
  }
}

function inspect({ conversation, view }: AppState): boolean {
  if (view.store.getState().screen !== 'chat' || !conversation.store.getState().sessionId) return false
  view.toggleInspector(isNarrow('inspector'))
  return true
}

function findInChat({ find, view }: AppState): boolean {
  if (view.store.getState().screen !== 'chat') return false
  const field = document.querySelector<HTMLInputElement>('#find')
  if (!field) find.show()
  field?.select()
  return find.store.getState().open
}

function rename({ conversation, view }: AppState): boolean {
  const { sessionId } = conversation.store.getState()
  if (!sessionId || view.store.getState().screen !== 'chat') return false
  view.rename({ place: 'header', id: sessionId })
  return true
}

/** Escape goes one step back: the drawer, the screen, the search in the chat, at last the run. */
function leave(app: AppState): boolean {
  const { conversation, find, view } = app
  // A list that was closed may stay in the page.
  if (document.querySelector(':is(.menu, .dialog)[data-open]')) return false
  const { drawerOpen, inspectorOver, screen } = view.store.getState()
  if (inspectorOver) {
    view.toggleInspector(true)
    return true
  }
  if (drawerOpen) {
    view.setDrawer(false)
    return true
  }
  if (screen !== 'chat') {
    view.showChat()
    return true
  }
  if (find.store.getState().open) {
    find.hide()
    return true
  }
  if (activeRuns(conversation.store.getState().transcript).length === 0) return false
  void attempt(app, conversation.stop())
  return true
}
