import { safeLink } from '../../contract/link.ts'
import type { SessionSummary } from '../../contract/session.ts'
import type { AppState } from './app-state.ts'
import { failureOf, failureText } from './failure.ts'

/** Waits for work of the user's; a failure is told in a toast. True when it was done. */
export async function attempt(app: AppState, work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    app.toasts.show({ tone: 'failed', text: failureText(app.text, failureOf(error)) })
    return false
  }
}

/** Moves a chat to the trash at once and offers to take that back. */
export async function deleteSession(app: AppState, session: SessionSummary): Promise<void> {
  const { conversation, sessions, toasts, text } = app
  if (!(await attempt(app, sessions.remove(session.id)))) return
  const wasOpen = conversation.store.getState().sessionId === session.id
  if (wasOpen) conversation.startNew()
  const undo = async () => {
    const restored = await attempt(app, sessions.restore(session.id))
    if (restored && wasOpen) await conversation.open(session.id)
  }
  toasts.show({
    tone: 'removed',
    text: text('window.toast.deleted', { title: session.title }),
    action: { label: text('window.undo'), run: () => void undo() },
  })
}

/** Copies text and says so. */
export async function copyText(app: AppState, copied: string, said: string): Promise<void> {
  const { toasts, text } = app
  try {
    await app.copy(copied)
    toasts.show({ tone: 'done', text: said })
  } catch {
    toasts.show({ tone: 'failed', text: text('window.copy-failed') })
  }
}

/** Opens a link outside Parley: through the core, which checks it again, or from a browser page as a new page. */
export async function openLink(app: AppState, url: string): Promise<void> {
  const link = safeLink(url, (text) => URL.parse(text))
  if (link && app.settings.store.getState().info?.face === 'server') return app.openPage(link)
  await attempt(app, app.transport.invoke('links.open', { url }))
}
