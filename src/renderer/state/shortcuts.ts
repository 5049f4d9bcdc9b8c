import { commandKeys } from '../../contract/command-keys.ts'
import { attempt } from './actions.ts'
import type { AppState } from './app-state.ts'
import { activeRuns } from './conversation.ts'
import { isNarrow } from './use-narrow.ts'
import { focusMessage, focusNextPane, newChat } from './window-focus.ts'

/** A key that works everywhere in the window. */
export interface Shortcut {
  readonly id: ShortcutId
  /** As the event names it, in small letters where it is one. */
  readonly key: string
  /** Whether it goes with Control, on a Mac with Command. */
  readonly command: boolean
  /** Does it; false where it stands for nothing, and the key goes on to what is focused. */
  readonly run: (app: AppState, event: Pick<KeyboardEvent, 'shiftKey'>) => boolean
}

export type ShortcutId =
  | 'new'
  | 'search'
  | 'find'
  | 'inspect'
  | 'sidebar'
  | 'settings'
  | 'undo'
  | 'rename'
  | 'panes'
  | 'leave'

const does =
  (work: (app: AppState) => void): Shortcut['run'] =>
  (app) => {
    work(app)
    return true
  }

/** All of them: what the window listens for, what stands at buttons, and what the settings list. */
export const shortcuts: readonly Shortcut[] = [
  { id: 'new', key: commandKeys.new, command: true, run: does(newChat) },
  { id: 'search', key: commandKeys.search, command: true, run: does(({ search }) => search.show()) },
  { id: 'find', key: commandKeys.find, command: true, run: findInChat },
  { id: 'inspect', key: commandKeys.inspect, command: true, run: inspect },
  {
    id: 'sidebar',
    key: commandKeys.sidebar,
    command: true,
    run: does(({ view }) => view.toggleSidebar(isNarrow())),
  },
  { id: 'settings', key: commandKeys.settings, command: true, run: does(({ view }) => view.showSettings()) },
  { id: 'undo', key: 'z', command: true, run: undo },
  { id: 'rename', key: 'F2', command: false, run: rename },
  {
    id: 'panes',
    key: 'F6',
    command: false,
    run: (_app, { shiftKey }) => {
      focusNextPane(shiftKey ? -1 : 1)
      return true
    },
  },
  { id: 'leave', key: 'Escape', command: false, run: leave },
]

/** The shortcut that a key stands for. */
export function shortcutOf(mac: boolean, event: KeyboardEvent): Shortcut | undefined {
  const command = mac ? event.metaKey : event.ctrlKey
  if (command && (event.altKey || event.shiftKey)) return undefined
  const key = command ? event.key.toLowerCase() : event.key
  return shortcuts.find((each) => each.command === command && each.key === key)
}

/** How it is written on this platform and in this language: `⌘N`, `Ctrl+N`, `Strg+N`. */
export function keysOf({ mac, text }: Pick<AppState, 'mac' | 'text'>, id: ShortcutId): string {
  const found = shortcuts.find((each) => each.id === id)
  if (!found) return ''
  const key = found.key === 'Escape' ? 'Esc' : found.key.toUpperCase()
  if (!found.command) return key
  return mac ? `⌘${key}` : text('shortcuts.control', { key })
}

/** Takes back what the newest message offers to take back; text that is being written has an undo of its own. */
function undo({ toasts }: AppState): boolean {
  const field = document.activeElement
  if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value) return false
  const toast = toasts.store.getState().toasts.findLast((each) => each.action)
  if (toast) toasts.act(toast.id)
  return toast !== undefined
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
  field?.focus()
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
    focusMessage()
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
