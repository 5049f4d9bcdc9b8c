import { join } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import { isStorageAway, type Failure } from '../../contract/failure.ts'
import { createApp, type App } from '../app/create-app.ts'
import { rescueFor } from '../app/rescue.ts'
import { readEnvironment } from '../config/environment.ts'
import { createFileLog } from '../config/file-log.ts'
import { profileFolder, profilePaths } from '../config/paths.ts'
import { openProfileFolder } from '../config/profile-folder.ts'
import { contentSecurityPolicy, createRendererFiles } from '../config/renderer-files.ts'
import { failureFrom, failureOf } from '../core/errors.ts'
import type { Log } from '../core/ports/log.ts'
import { chooseFolder } from './choose-folder.ts'
import { desktopFlags } from './desktop-flags.ts'
import { connectPages } from './ipc.ts'
import { openKeyStore } from './key-store.ts'
import { openLink } from './links.ts'
import { lockDown } from './lock-down.ts'
import { setMenu } from './menu.ts'
import { registerPageScheme, servePage } from './page-protocol.ts'
import { readClipboard } from './read-clipboard.ts'
import { offerRescue } from './rescue-dialog.ts'
import { endWithLastWindow } from './stay.ts'
import { askWithoutServer, type WithoutServer } from './storage-dialog.ts'
import { systemProxy } from './system-proxy.ts'
import { followTheme } from './theme.ts'
import { openWindow, showWindow } from './window.ts'

const outFolder = join(import.meta.dirname, '..')

/** The desktop: one window on one profile. What cannot be started is explained in a dialog. */
export async function startDesktop(): Promise<void> {
  registerPageScheme()
  app.enableSandbox()
  try {
    const paths = profilePaths(profileFolder({ env: process.env, platform: process.platform }))
    openProfileFolder(paths.folder)
    app.setPath('userData', paths.folder)
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

async function open(paths: ReturnType<typeof profilePaths>, log: Log): Promise<void> {
  const env = app.isPackaged ? process.env : readEnvironment(process.env, process.cwd())
  const overrides = desktopFlags(process.argv, env)
  const create = (setAside?: Failure) =>
    createApp({
      face: 'desktop',
      version: app.getVersion(),
      profile: paths,
      overrides: setAside ? { ...overrides, storage: { engine: 'sqlite' } } : overrides,
      ...(setAside && { setAside }),
      env,
      secrets: openKeyStore(paths.encryptedKeys, process.platform),
      log,
      openLink,
      chooseFolder,
      readClipboard,
      systemProxy,
    })
  const parley = await createOrRescue(create, paths.database, log)
  if (!parley) return
  await lockDown(log)
  servePage(createRendererFiles(join(outFolder, 'renderer'), contentSecurityPolicy("'none'")))
  connectPages(parley.door, log)
  await followTheme(parley.door)
  setMenu(process.platform)
  openWindow(outFolder)
  // Nobody waits for it: what it cannot do stands in its settings.
  void parley.localApi.start()

  app.on('second-instance', () => showWindow(outFolder))
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(outFolder)
  })
  endWithLastWindow(parley, outFolder, () => showWindow(outFolder))
  quitAfter(() => parley.close(), log)
}

// What keeps the chats from being opened is offered a way out, again and again until they open or the person has enough.
async function createOrRescue(
  create: (setAside?: Failure) => Promise<App>,
  database: string,
  log: Log,
): Promise<App | undefined> {
  let setAside: Failure | undefined
  for (;;) {
    try {
      return await create(setAside)
    } catch (error) {
      const failure = failureFrom(error)
      const way = await wayOut(failure, database, log)
      if (way === undefined) throw error
      if (way === 'quit') {
        app.exit(1)
        return undefined
      }
      if (way === 'here') setAside = failureOf('storage-set-aside', { params: { ...failure.params } })
    }
  }
}

/** What the person chose; undefined where there is nothing to choose. */
async function wayOut(failure: Failure, database: string, log: Log): Promise<WithoutServer | undefined> {
  const { code, message, params } = failure
  const isAway = isStorageAway(code)
  const isDamaged = code === 'storage-corrupt' && params?.['path'] === database
  if (!isAway && !isDamaged) return undefined
  process.stderr.write(`${message}\n`)
  if (isAway) return askWithoutServer(failure)
  return (await offerRescue(rescueFor(database, log), failure)) ? 'again' : 'quit'
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
