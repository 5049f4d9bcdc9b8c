import type { ReactNode } from 'react'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { useNarrow } from '../../state/use-narrow.ts'
import type { SettingsPage } from '../../state/view.ts'
import { focusMessage } from '../../state/window-focus.ts'
import { Icon } from '../../ui/icon/icon.tsx'
import type { IconName } from '../../ui/icon/icon-shapes.ts'
import { Keys } from '../../ui/keys/keys.tsx'
import { About } from './about/about.tsx'
import { Appearance } from './appearance.tsx'
import { ApprovalsPage } from './approvals/approvals-page.tsx'
import { DefaultModel } from './default-model.tsx'
import { AgentsPage } from './library/agents-page.tsx'
import { PromptsPage } from './library/prompts-page.tsx'
import { LimitsPage } from './limits/limits-page.tsx'
import { LocalApiPage } from './local-api/local-api-page.tsx'
import { McpPage } from './mcp/mcp-page.tsx'
import { ProvidersPage } from './providers/providers-page.tsx'
import { RunPage } from './run-page.tsx'
import { ShortcutsPage } from './shortcuts-page.tsx'
import { StoragePage } from './storage/storage-page.tsx'
import { UpdatesPage } from './updates/updates-page.tsx'
import { UsagePage } from './usage/usage-page.tsx'

const groups = [
  { label: 'settings.group.models', pages: ['providers', 'default-model', 'agents', 'prompts'] },
  { label: 'settings.group.work', pages: ['run', 'approvals', 'mcp', 'local-api', 'limits', 'usage'] },
  { label: 'settings.group.app', pages: ['storage', 'appearance', 'shortcuts', 'updates', 'about'] },
] as const satisfies readonly { label: string; pages: readonly SettingsPage[] }[]

const icons: Readonly<Record<SettingsPage, IconName>> = {
  providers: 'plug',
  'default-model': 'model',
  agents: 'agent',
  prompts: 'prompt',
  run: 'play',
  approvals: 'tool',
  limits: 'gauge',
  usage: 'coin',
  mcp: 'server',
  'local-api': 'terminal',
  storage: 'database',
  appearance: 'palette',
  shortcuts: 'keyboard',
  updates: 'retry',
  about: 'info',
}

/** The settings, in place of the chats. */
export function Settings() {
  const { view } = useApp()
  const page = useSelect(view.store, (state) => state.settingsPage)
  return (
    <div className="settings">
      <SettingsNavigation page={page} />
      <main className="settings-main" data-pane="page" tabIndex={-1}>
        {pageOf(page)}
      </main>
    </div>
  )
}

function pageOf(page: SettingsPage): ReactNode {
  const pages: Readonly<Record<SettingsPage, ReactNode>> = {
    providers: <ProvidersPage />,
    'default-model': <DefaultModel />,
    agents: <AgentsPage />,
    prompts: <PromptsPage />,
    run: <RunPage />,
    approvals: <ApprovalsPage />,
    limits: <LimitsPage />,
    usage: <UsagePage />,
    mcp: <McpPage />,
    'local-api': <LocalApiPage />,
    storage: <StoragePage />,
    appearance: <Appearance />,
    shortcuts: <ShortcutsPage />,
    updates: <UpdatesPage />,
    about: <About />,
  }
  return pages[page]
}

function SettingsNavigation({ page }: { readonly page: SettingsPage }) {
  const { text, view } = useApp()
  const narrow = useNarrow()
  const leave = () => {
    view.showChat()
    focusMessage()
  }
  return (
    <nav className="sidebar" aria-label={text('settings.name')} data-pane="sidebar" tabIndex={-1}>
      <div className="titlebar drag" />
      <div className="settings-nav">
        <button type="button" className="row" onClick={leave}>
          <Icon name="left" />
          <span className="row-text">{text('settings.back')}</span>
          <Keys>esc</Keys>
        </button>
        {groups.map((group) => (
          <div key={group.label}>
            <h2 className="row-heading">{text(group.label)}</h2>
            {group.pages.map((each) => (
              <button
                key={each}
                ref={each === page && narrow ? bringIntoSight : undefined}
                type="button"
                className="row"
                aria-current={each === page ? 'page' : undefined}
                onClick={() => view.showSettings(each)}
              >
                <Icon name={icons[each]} />
                <span className="row-text">{text(`settings.page.${each}`)}</span>
              </button>
            ))}
          </div>
        ))}
      </div>
    </nav>
  )
}

/** In a narrow window the pages stand in one row that scrolls; that it goes on is seen on both sides. */
function bringIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest', inline: 'center' })
}
