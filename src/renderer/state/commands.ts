import { themeSchema } from '../../contract/settings.ts'
import type { SessionSummary } from '../../contract/session.ts'
import { archiveSession, attempt, deleteSession, forkHere } from './actions.ts'
import type { AppState } from './app-state.ts'
import { activeRuns } from './conversation.ts'
import { isParallel } from './settings.ts'
import { keysOf } from './shortcuts.ts'
import { isNarrow } from './use-narrow.ts'
import { settingsPages } from './view.ts'
import { newChat } from './window-focus.ts'

/** Something that the window can do, wherever one is in it. */
export interface Command {
  readonly id: string
  readonly icon: CommandIcon
  /** What it does, in the user's language. */
  readonly name: string
  /** The shortcut as it is written on this platform. */
  readonly keys?: string
  readonly run: () => void
}

export type CommandIcon =
  | 'compose'
  | 'search'
  | 'inspector'
  | 'sidebar'
  | 'parallel'
  | 'palette'
  | 'gear'
  | 'archive'
  | 'trash'
  | 'stop'
  | 'edit'
  | 'pin'
  | 'export'
  | 'fork'
  | 'agent'
  | 'prompt'

/** What can be done now, what is at hand first. */
export function commandsOf(app: AppState): readonly Command[] {
  const { session } = app.conversation.store.getState()
  const isChat = app.view.store.getState().screen === 'chat'
  return [
    ...runningCommands(app),
    ...everywhere(app),
    ...(session && isChat ? [...lookCommands(app), ...chatCommands(app, session)] : []),
    ...libraryCommands(app),
    ...settingsCommands(app),
  ]
}

function runningCommands(app: AppState): readonly Command[] {
  const { conversation, text } = app
  if (activeRuns(conversation.store.getState().transcript).length === 0) return []
  const run = () => void attempt(app, conversation.stop())
  return [{ id: 'stop', icon: 'stop', name: text('command.stop'), run }]
}

function everywhere(app: AppState): readonly Command[] {
  const { settings, text, view } = app
  const parallel = isParallel(settings.store.getState())
  const setParallel = () => void attempt(app, settings.update({ parallelTools: !parallel }))
  return [
    {
      id: 'new',
      icon: 'compose',
      name: text('window.new-chat'),
      keys: keysOf(app, 'new'),
      run: () => newChat(app),
    },
    {
      id: 'parallel',
      icon: 'parallel',
      name: text(parallel ? 'command.serial' : 'command.parallel'),
      run: setParallel,
    },
    {
      id: 'sidebar',
      icon: 'sidebar',
      name: text('command.sidebar'),
      keys: keysOf(app, 'sidebar'),
      run: () => view.toggleSidebar(isNarrow()),
    },
    { id: 'archive', icon: 'archive', name: text('command.show-archive'), run: () => view.showArchive() },
    { id: 'trash', icon: 'trash', name: text('command.show-trash'), run: () => view.showTrash() },
  ]
}

function lookCommands(app: AppState): readonly Command[] {
  const { find, text, view } = app
  return [
    {
      id: 'find',
      icon: 'search',
      name: text('find.name'),
      keys: keysOf(app, 'find'),
      run: () => find.show(),
    },
    {
      id: 'inspect',
      icon: 'inspector',
      name: text('inspector.name'),
      keys: keysOf(app, 'inspect'),
      run: () => view.toggleInspector(isNarrow('inspector')),
    },
  ]
}

function chatCommands(app: AppState, session: SessionSummary): readonly Command[] {
  const { archive, conversation, sessions, text, view } = app
  const pinned = session.pinnedAt !== undefined
  const end = conversation.store.getState().transcript.messages.at(-1)
  const exportAs = (format: 'markdown' | 'html'): Command => ({
    id: `export-${format}`,
    icon: 'export',
    name: text(`window.export.${format}`),
    run: () => void attempt(app, archive.exportOne(session.id, format)),
  })
  return [
    {
      id: 'rename',
      icon: 'edit',
      name: text('command.rename'),
      keys: keysOf(app, 'rename'),
      run: () => view.rename({ place: 'header', id: session.id }),
    },
    {
      id: 'pin',
      icon: 'pin',
      name: text(pinned ? 'command.unpin' : 'command.pin'),
      run: () => void attempt(app, sessions.change(session.id, { pinned: !pinned })),
    },
    ...(end
      ? [
          {
            id: 'fork',
            icon: 'fork',
            name: text('command.fork'),
            run: () => void forkHere(app, end.id),
          } as const,
        ]
      : []),
    ...((conversation.store.getState().transcript.branches?.length ?? 0) > 0
      ? [
          {
            id: 'branches',
            icon: 'fork',
            name: text('branch.tree'),
            run: () => view.setBranchTree(true),
          } as const,
        ]
      : []),
    exportAs('markdown'),
    exportAs('html'),
    {
      id: 'put-away',
      icon: 'archive',
      name: text('command.archive'),
      run: () => void archiveSession(app, session),
    },
    {
      id: 'delete',
      icon: 'trash',
      name: text('command.delete'),
      run: () => void deleteSession(app, session),
    },
  ]
}

function libraryCommands(app: AppState): readonly Command[] {
  const { agents, prompts, text } = app
  const chats = agents.store.getState().agents.map(({ id, name }): Command => ({
    id: `chat-with-${id}`,
    icon: 'agent',
    name: text('command.chat-with', { agent: name }),
    run: () => newChat(app, id),
  }))
  const texts = prompts.store.getState().prompts.map((prompt): Command => ({
    id: `insert-${prompt.id}`,
    icon: 'prompt',
    name: text('command.insert-prompt', { name: prompt.name }),
    run: () => void import('./insert-prompt.ts').then((room) => room.insertPrompt(app, prompt)),
  }))
  return [...chats, ...texts]
}

function settingsCommands(app: AppState): readonly Command[] {
  const { settings, text, view } = app
  const pages = settingsPages.map((page): Command => ({
    id: `settings-${page}`,
    icon: 'gear',
    name: text('command.settings', { page: text(`settings.page.${page}`) }),
    run: () => view.showSettings(page),
  }))
  const { settings: now } = settings.store.getState()
  const themes = themeSchema.options
    .filter((theme) => theme !== now?.theme)
    .map((theme): Command => ({
      id: `theme-${theme}`,
      icon: 'palette',
      name: text('command.theme', { theme: text(`appearance.theme.${theme}`) }),
      run: () => void attempt(app, settings.update({ theme })),
    }))
  return [...themes, ...pages]
}
