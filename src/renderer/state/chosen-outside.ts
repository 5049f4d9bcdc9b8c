import { sessionIdSchema, type SessionId } from '../../contract/id.ts'
import { menuCommandSchema, type MenuCommand } from '../../contract/menu-command.ts'
import { attempt } from './actions.ts'
import type { AppState } from './app-state.ts'
import { commandsOf } from './commands.ts'
import { shortcuts } from './shortcuts.ts'

/** Does what was chosen in the menu of the desktop. What makes no sense now does nothing. */
export function runMenuCommand(app: AppState, command: MenuCommand): void {
  const { view } = app
  switch (command) {
    case 'import':
      return view.showSettings('storage')
    case 'shortcuts':
    case 'about':
      return view.showSettings(command)
    case 'find':
    case 'inspect':
    case 'rename':
    case 'export-markdown':
    case 'export-html':
      // These are about the open chat, wherever one is in the window.
      if (view.store.getState().screen !== 'chat') view.showChat()
      break
    default:
  }
  const shortcut = shortcuts.find(({ id }) => id === command)
  if (shortcut) shortcut.run(app, { shiftKey: false })
  else
    commandsOf(app)
      .find(({ id }) => id === command)
      ?.run()
}

/** Shows the session of a notification. */
export function showSession(app: AppState, sessionId: SessionId): void {
  app.view.showChat()
  void attempt(app, app.conversation.open(sessionId))
}

/** Does what was chosen while there was no window; it stands in the address of the page that was opened for it. */
export function runFragment(app: AppState, fragment: string): void {
  const [, kind, value] = /^#(command|session)=(.+)$/.exec(fragment) ?? []
  const command = kind === 'command' && menuCommandSchema.safeParse(value).data
  const sessionId = kind === 'session' && sessionIdSchema.safeParse(value).data
  if (command) runMenuCommand(app, command)
  if (sessionId) showSession(app, sessionId)
}
