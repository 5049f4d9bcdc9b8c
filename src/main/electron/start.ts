import { join } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import type { App } from '../app/create-app.ts'
import { createFileLog } from '../config/file-log.ts'
import { profileFolder, profilePaths, type ProfilePaths } from '../config/paths.ts'
import { openProfileFolder } from '../config/profile-folder.ts'
import { contentSecurityPolicy, createRendererFiles } from '../config/renderer-files.ts'
import { failureFrom } from '../core/errors.ts'
import type { Log } from '../core/ports/log.ts'
import { offerContextMenus } from './context-menu.ts'
import { connectPages } from './ipc.ts'
import { lockDown } from './lock-down.ts'
import { setMenu } from './menu.ts'
import { registerPageScheme, servePage } from './page-protocol.ts'
import { endWithLastWindow } from './stay.ts'
import { showTheme } from './theme.ts'
import { createDesk } from './window.ts'
import { createWindowMemory } from './window-memory.ts'
import { createWords } from './words.ts'

const outFolder = join(import.meta.dirname, '..')

/** How long a quit waits for a start that is not done, in milliseconds; systems that shut down wait for five seconds. */
const startLimitMs = 4_000

/** The desktop: one window on one profile. What cannot be started is explained in a dialog. */
export async function startDesktop(): Promise<void> {
  registerPageScheme()
  app.enableSandbox()
  try {
    const paths = profilePaths(profileFolder({ env: process.env, platform: process.platform }))
    openProfileFolder(paths.folder)
    app.setPath('userData', paths.folder)
    // Windows shows notifications under the name of the shortcut that bears this id, which the installer made.
    if (app.isPackaged) app.setAppUserModelId('app.parley.desktop')
    if (!app.requestSingleInstanceLock()) {
      app.quit()
      return
    }
    await app.whenReady()
    await open(paths, createFileLog(paths.log, Date.now))
  } catch (error) {
    await app.whenReady()
    const { message } = failureFrom(error)
    process.stderr.write(`${message}\n`)
    dialog.showErrorBox('Parley', message)
    app.exit(1)
  }
}

/**
 * The window comes first, and with it what keeps it safe; the rest of the program is read, and the chats are opened, while
 * the page loads. What the page asks meanwhile waits.
 */
async function open(paths: ProfilePaths, log: Log): Promise<void> {
  const opening = Promise.withResolvers<App>()
  await lockDown(log)
  servePage(createRendererFiles(join(outFolder, 'renderer'), contentSecurityPolicy("'none'")))
  connectPages(
    opening.promise.then(({ door }) => door),
    log,
  )
  showTheme(paths.settings)
  const words = createWords()
  const desk = createDesk(outFolder, createWindowMemory(paths.window, log))
  offerContextMenus(words, log)
  setMenu(words, desk)
  desk.open()
  app.on('second-instance', () => desk.show())
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) desk.open()
  })
  quitAfter(() => closing(opening.promise), log)

  const { openParley } = await import('./open-parley.ts')
  const parley = await openParley(paths, log)
  if (!parley) {
    app.exit(1)
    return
  }
  const { followDesktop } = await import('./follow-desktop.ts')
  // Before the page is answered: what happens from its first question on is to be heard.
  await followDesktop(parley.door, words, desk)
  opening.resolve(parley)
  // Nobody waits for it: what it cannot do stands in its settings.
  void parley.localApi.start()
  endWithLastWindow(parley, outFolder, words.text, () => desk.show())
}

/** A start that is not done has nothing to save, but may be about to write. */
async function closing(opening: Promise<App>): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, startLimitMs))
  const parley = await Promise.race([opening, late])
  if (parley) await parley.close()
}

// Electron does not wait for promises, so the first quit is held until everything is on disk.
function quitAfter(close: () => Promise<void>, log: Log): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    close()
      .catch((error: unknown) => log.error('close-failed', { code: failureFrom(error).code }))
      .finally(() => {
        closed = true
        app.quit()
      })
  })
}
