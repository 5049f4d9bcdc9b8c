import { app } from 'electron'
import { isStorageAway, type Failure } from '../../contract/failure.ts'
import { createApp, type App } from '../app/create-app.ts'
import { rescueFor } from '../app/rescue.ts'
import { readEnvironment } from '../config/environment.ts'
import type { ProfilePaths } from '../config/paths.ts'
import { failureFrom, failureOf } from '../core/errors.ts'
import type { Log } from '../core/ports/log.ts'
import { chooseFolder } from './choose-folder.ts'
import { desktopFlags } from './desktop-flags.ts'
import { openKeyStore } from './key-store.ts'
import { openLink } from './links.ts'
import { readClipboard } from './read-clipboard.ts'
import { offerRescue } from './rescue-dialog.ts'
import { askWithoutServer, type WithoutServer } from './storage-dialog.ts'
import { systemProxy } from './system-proxy.ts'

/**
 * Opens the profile with all that Parley is; what keeps the chats from being opened is offered a way out, again and again.
 * Undefined when the person has had enough of it. Throws as `createApp` does, and for a bad flag.
 */
export async function openParley(paths: ProfilePaths, log: Log): Promise<App | undefined> {
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
  let setAside: Failure | undefined
  for (;;) {
    try {
      return await create(setAside)
    } catch (error) {
      const failure = failureFrom(error)
      const way = await wayOut(failure, paths.database, log)
      if (way === undefined) throw error
      if (way === 'quit') return undefined
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
