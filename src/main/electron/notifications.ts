import { app, BrowserWindow, Notification } from 'electron'
import type { TextKey } from '../../contract/language/text.ts'
import type { RunStatus } from '../../contract/run.ts'
import type { Core } from './follow-core.ts'
import { createTidings, type Tiding } from './tidings.ts'
import type { Desk } from './window.ts'
import type { Words } from './words.ts'

/**
 * While no window of Parley is in front, the system tells that an answer ended or waits for the person, and a click leads
 * to it. How many wait stands at the app's icon.
 */
export function tellThroughSystem(core: Core, { text }: Words, desk: Desk): void {
  const tidings = createTidings()
  const shown = new Map<string, Notification>()
  let waiting = 0

  const show = (tiding: Tiding, key: TextKey) => {
    const session = tiding.type === 'question' ? undefined : tiding.session
    const body = core.settings().notifications === 'titled' ? session?.title : undefined
    const place = session?.id ?? ''
    shown.get(place)?.close()
    const notification = new Notification({ title: text(key), ...(body && { body }) })
    // Held, since one that is collected tells of no click.
    shown.set(place, notification)
    notification.on('click', () => {
      if (session) desk.tell({ type: 'session-chosen', sessionId: session.id })
      else desk.show()
    })
    notification.show()
  }
  core.onNotice((notice) => {
    const tiding = tidings.hear(notice)
    if (tidings.waiting() !== waiting) {
      waiting = tidings.waiting()
      app.setBadgeCount(waiting)
    }
    if (!tiding || isInFront()) return
    if (tiding.type !== 'ended') askForAttention()
    if (core.settings().notifications === 'never' || !Notification.isSupported()) return
    void sentenceOf(tiding, core).then((key) => {
      if (key && !isInFront()) show(tiding, key)
    })
  })
  app.on('browser-window-focus', (_event, window) => {
    window.flashFrame(false)
    for (const notification of shown.values()) notification.close()
    shown.clear()
  })
}

function isInFront(): boolean {
  return BrowserWindow.getFocusedWindow() !== null
}

function askForAttention(): void {
  for (const window of BrowserWindow.getAllWindows()) window.flashFrame(true)
}

async function sentenceOf(tiding: Tiding, core: Core): Promise<TextKey | undefined> {
  if (tiding.type === 'question') return 'notification.question'
  if (tiding.type === 'asking') return 'notification.asking'
  const opened = await core.ask('sessions.open', { sessionId: tiding.session.id })
  const status: RunStatus | undefined = opened?.transcript.runs.at(-1)?.status
  // Who stopped an answer knows that it ended.
  if (!status || status === 'cancelled') return undefined
  return status === 'completed' ? 'notification.ready' : 'notification.ended'
}
