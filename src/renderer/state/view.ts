import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MessageId, RunId, SessionId } from '../../contract/id.ts'
import type { Environment } from './environment.ts'
import { recall, remember } from './recall.ts'

export const settingsPages = [
  'providers',
  'default-model',
  'agents',
  'prompts',
  'run',
  'approvals',
  'limits',
  'usage',
  'mcp',
  'local-api',
  'storage',
  'appearance',
  'shortcuts',
  'updates',
  'about',
] as const
export type SettingsPage = (typeof settingsPages)[number]

export interface ViewState {
  readonly screen: 'chat' | 'trash' | 'archive' | 'settings'
  readonly settingsPage: SettingsPage
  /** The provider shown in Settings; absent means the one in use. */
  readonly settingsProvider?: string | undefined
  /** Whether a wide window hides its sidebar. */
  readonly sidebarHidden: boolean
  /** Whether a narrow window shows its sidebar as a drawer. */
  readonly drawerOpen: boolean
  /** Whether a wide window shows at the right how a run went. */
  readonly inspecting: boolean
  /** Whether a window without room for that shows it over the chat. */
  readonly inspectorOver: boolean
  /** Counts how often the user wanted to see there what the next request holds. */
  readonly contextAsked: number
  /** The run that it shows; the newest one of the chat when absent. */
  readonly inspected?: RunId | undefined
  /** Whether all versions of the open chat are shown over it. */
  readonly branchTree: boolean
  /** The message that is to be brought into sight, once it is there. */
  readonly target?: MessageId | undefined
  /** The message of the user's that is being written anew, and what it is to say. */
  readonly editing?: { readonly id: MessageId; readonly text: string } | undefined
  /** The title that is being edited, and where. */
  readonly renaming?: { readonly place: 'header' | 'sidebar'; readonly id: SessionId } | undefined
}

/** Which part of the window is shown. */
export interface View {
  readonly store: StoreApi<ViewState>
  readonly showChat: () => void
  readonly showTrash: () => void
  readonly showArchive: () => void
  readonly showSettings: (page?: SettingsPage, provider?: string) => void
  readonly edit: (editing: ViewState['editing']) => void
  readonly rename: (renaming: ViewState['renaming']) => void
  /** Brings a message of the open chat into sight; `undefined` when that is done. */
  readonly setTarget: (target: MessageId | undefined) => void
  readonly setBranchTree: (open: boolean) => void
  readonly setDrawer: (open: boolean) => void
  /** Shows how a run went, the newest one of the chat when none is named. */
  readonly inspect: (run: RunId, narrow: boolean) => void
  readonly toggleInspector: (narrow: boolean) => void
  /** Shows what the next request holds. */
  readonly showContext: (narrow: boolean) => void
  /** Hides or shows the sidebar in the way that fits the window's width. */
  readonly toggleSidebar: (narrow: boolean) => void
}

const HIDDEN_KEY = 'parley-sidebar-hidden'
const INSPECTING_KEY = 'parley-inspecting'

export function createView({ storage }: Pick<Environment, 'storage'>): View {
  const store = createStore<ViewState>(() => ({
    screen: 'chat',
    settingsPage: 'providers',
    sidebarHidden: recall(storage, HIDDEN_KEY) === true,
    drawerOpen: false,
    inspecting: recall(storage, INSPECTING_KEY) === true,
    inspectorOver: false,
    contextAsked: 0,
    branchTree: false,
  }))
  const inspect = (shown: boolean, narrow: boolean, inspected?: RunId) => {
    if (narrow) return store.setState({ inspectorOver: shown, inspected })
    remember(storage, INSPECTING_KEY, shown)
    store.setState({ inspecting: shown, inspected })
  }
  const show = (change: Partial<ViewState>) =>
    store.setState({ ...change, drawerOpen: false, inspectorOver: false })
  return {
    store,
    showChat: () => show({ screen: 'chat' }),
    showTrash: () => show({ screen: 'trash' }),
    showArchive: () => show({ screen: 'archive' }),
    showSettings: (settingsPage = store.getState().settingsPage, settingsProvider) =>
      show({ screen: 'settings', settingsPage, ...(settingsProvider && { settingsProvider }) }),
    edit: (editing) => store.setState({ editing }),
    rename: (renaming) => store.setState({ renaming }),
    setTarget: (target) => store.setState({ target }),
    inspect: (run, narrow) => inspect(true, narrow, run),
    toggleInspector(narrow) {
      const { inspecting, inspectorOver } = store.getState()
      inspect(narrow ? !inspectorOver : !inspecting, narrow)
    },
    showContext(narrow) {
      inspect(true, narrow)
      store.setState(({ contextAsked }) => ({ contextAsked: contextAsked + 1 }))
    },
    setBranchTree: (branchTree) => store.setState({ branchTree }),
    setDrawer: (drawerOpen) => store.setState({ drawerOpen }),
    toggleSidebar(narrow) {
      if (narrow) return store.setState(({ drawerOpen }) => ({ drawerOpen: !drawerOpen }))
      const sidebarHidden = !store.getState().sidebarHidden
      remember(storage, HIDDEN_KEY, sidebarHidden)
      store.setState({ sidebarHidden })
    },
  }
}
