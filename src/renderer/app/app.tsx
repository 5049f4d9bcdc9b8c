import { CSPProvider } from '@base-ui/react/csp-provider'
import { Fragment, lazy, useEffect } from 'react'
import type { Highlighter } from '../markdown/index.ts'
import { attempt } from '../state/actions.ts'
import { AppProvider, useApp, useSelect } from '../state/app-context.tsx'
import type { AppState } from '../state/app-state.ts'
import { failureText } from '../state/failure.ts'
import { WindowPart } from '../ui/window-part/window-part.tsx'
import { AppToasts } from './app-toasts.tsx'
import { KeepWhole, ScreenPart } from './broken.tsx'
import { ChatWindow } from './chat-window.tsx'
import { Refused } from './refused.tsx'
import { useChosen } from './use-chosen.ts'
import { useLanguage } from './use-language.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useLook } from './use-look.ts'
import { useTheme } from './use-theme.ts'

/** Not needed for the first picture. */
// These begin to load with the first picture, which does not wait for them.
const SearchDialog = lazy(async () => ({
  default: (await import('../features/search/search-dialog.tsx')).SearchDialog,
}))
const ApprovalDialog = lazy(async () => ({
  default: (await import('../features/approval/approval-dialog.tsx')).ApprovalDialog,
}))
const Tooltips = lazy(async () => ({
  default: (await import('../ui/tooltip/tooltips.tsx')).Tooltips,
}))
const QuestionDialog = lazy(async () => ({
  default: (await import('../features/question/question-dialog.tsx')).QuestionDialog,
}))
const Settings = lazy(async () => ({
  default: (await import('../features/settings/settings.tsx')).Settings,
}))

export interface AppProps {
  readonly app: AppState
  readonly highlighter: Highlighter
}

/** The whole window. */
export function App({ app, highlighter }: AppProps) {
  const locale = useLanguage(app)
  useChosen(app)
  useEffect(() => {
    void start(app)
  }, [app])
  useEffect(
    () =>
      app.transport.subscribe((notice) => {
        if (notice.type === 'update-found') tellUpdate(app, notice.release.version)
      }),
    [app],
  )
  return (
    <CSPProvider disableStyleElements>
      <AppProvider value={app}>
        <Fragment key={locale}>
          <KeepWhole>
            <Screen highlighter={highlighter} />
            <Search />
            <WindowPart>
              <ApprovalDialog />
            </WindowPart>
            <WindowPart>
              <Tooltips />
            </WindowPart>
            <Questions />
          </KeepWhole>
          <AppToasts />
        </Fragment>
      </AppProvider>
    </CSPProvider>
  )
}

function Search() {
  const { search } = useApp()
  const open = useSelect(search.store, (state) => state.open)
  return (
    <WindowPart awaited={open}>
      <SearchDialog />
    </WindowPart>
  )
}

/** What MCP servers ask, over everything: it belongs to no chat. */
function Questions() {
  const { mcp } = useApp()
  const asked = useSelect(mcp.store, ({ questions }) => questions.length > 0)
  useEffect(() => void mcp.loadQuestions().catch(() => undefined), [mcp])
  if (!asked) return null
  return (
    <WindowPart>
      <QuestionDialog />
    </WindowPart>
  )
}

function Screen({ highlighter }: { readonly highlighter: Highlighter }) {
  const app = useApp()
  const screen = useSelect(app.view.store, (state) => state.screen)
  useTheme()
  useLook()
  useShortcuts()
  return (
    <Refused>
      <ScreenPart key={screen === 'settings' ? 'settings' : 'chats'}>
        {screen === 'settings' ? <Settings /> : <ChatWindow screen={screen} highlighter={highlighter} />}
      </ScreenPart>
    </Refused>
  )
}

function tellUpdate({ text, toasts, view }: AppState, version: string): void {
  const action = { label: text('updates.show'), run: () => view.showSettings('updates') }
  toasts.show({ tone: 'done', text: text('updates.found', { version }), action })
}

/** Reads what the window shows and tells once what went wrong at the start without stopping it. */
async function start(app: AppState): Promise<void> {
  if (!(await attempt(app, app.load()))) return
  const { info } = app.settings.store.getState()
  for (const warning of info?.warnings ?? []) {
    app.toasts.show({ tone: 'failed', text: failureText(app.text, warning) })
  }
  if (info?.upgrade) app.toasts.show({ tone: 'done', text: app.text('backup.upgraded', info.upgrade.after) })
}
