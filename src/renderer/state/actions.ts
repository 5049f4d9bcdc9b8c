import type { MessageId } from '../../contract/id.ts'
import type { MediaPart } from '../../contract/message.ts'
import { cleanName } from '../../contract/file-name.ts'
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
  const { sessions, text } = app
  await putAway(app, session, {
    shelf: 'trash',
    work: () => sessions.remove(session.id),
    undo: () => sessions.restore(session.id),
    said: text('window.toast.deleted', { title: session.title }),
  })
}

/** Moves a chat to the archive at once and offers to take that back. */
export async function archiveSession(app: AppState, session: SessionSummary): Promise<void> {
  const { sessions, text } = app
  await putAway(app, session, {
    shelf: 'archived',
    work: () => sessions.change(session.id, { archived: true }),
    undo: () => sessions.change(session.id, { archived: false }),
    said: text('window.toast.archived', { title: session.title }),
  })
}

interface Away {
  readonly shelf: 'trash' | 'archived'
  readonly work: () => Promise<void>
  readonly undo: () => Promise<void>
  readonly said: string
}

async function putAway(app: AppState, session: SessionSummary, away: Away): Promise<void> {
  const { shelf, work, undo, said } = away
  const { conversation, toasts, text } = app
  const wasOpen = conversation.store.getState().sessionId === session.id
  // At once, so that the chat is not seen where it goes.
  if (wasOpen) conversation.startNew()
  if (!(await attempt(app, work()))) {
    if (wasOpen) await conversation.open(session.id)
    return
  }
  const takeBack = async () => {
    const restored = await attempt(app, undo())
    if (restored && wasOpen) await conversation.open(session.id)
  }
  const toast = toasts.show({
    tone: shelf === 'trash' ? 'removed' : 'archived',
    text: said,
    action: { label: text('window.undo'), run: () => void takeBack() },
  })
  dismissWhenGone(app, toast, { shelf, id: session.id })
}

/** Takes the offer away when somebody has brought the chat back, or it is gone for good: there is nothing to undo then. */
function dismissWhenGone(
  { sessions, toasts }: AppState,
  toast: string,
  { shelf, id }: Pick<Away, 'shelf'> & Pick<SessionSummary, 'id'>,
): void {
  const lies = () => sessions.store.getState()[shelf].some((each) => each.id === id)
  if (!lies()) return
  const stop = sessions.store.subscribe(() => {
    const isShown = toasts.store.getState().toasts.some((each) => each.id === toast)
    if (isShown && lies()) return
    stop()
    toasts.dismiss(toast)
  })
}

/** Removes an MCP server at once and offers to take that back. */
export async function removeMcpServer(app: AppState, name: string): Promise<void> {
  const { mcp, toasts, text } = app
  if (!(await attempt(app, mcp.remove(name)))) return
  toasts.show({
    tone: 'removed',
    text: text('mcp.toast.removed', { name }),
    action: { label: text('window.undo'), run: () => void attempt(app, mcp.restore(name)) },
  })
}

/** Goes on in a copy of the open chat up to a message, and leaves the chat as it is. */
export async function forkHere(app: AppState, messageId: MessageId): Promise<void> {
  const { conversation, sessions, toasts, text } = app
  const { sessionId } = conversation.store.getState()
  if (!sessionId) return
  const done = await attempt(
    app,
    sessions.fork(sessionId, messageId).then((fork) => conversation.open(fork.id)),
  )
  if (done) toasts.show({ tone: 'done', text: text('window.toast.forked') })
}

/** Lets the user keep a picture or a file of a message. */
export async function saveMedia(app: AppState, part: MediaPart): Promise<void> {
  // It may have come with a chat that somebody else wrote.
  const name = cleanName(part.name ?? app.text('transcript.image'))
  const save = async () => app.saveFile(name, await app.contents.blob(part))
  await attempt(app, save())
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
