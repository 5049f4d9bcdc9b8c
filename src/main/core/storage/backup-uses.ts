import type { Backup, EngineChoice } from '../../../contract/storage.ts'
import { ParleyError } from '../errors.ts'
import type { BackupShelf, Restored, StagedBackup } from '../ports/backups.ts'
import type { StoreOpener, StoreSwitch } from '../ports/store-switch.ts'
import type { Store } from '../ports/stores.ts'
import type { SettingsBook } from '../provider/settings.ts'

interface Needs {
  readonly storeSwitch: StoreSwitch
  readonly shelf: BackupShelf
  readonly book: SettingsBook
  readonly open: StoreOpener
}

/** What can be done with backups. */
export interface BackupUses {
  /** Everything that the chats can be brought back from, newest first; nothing for an engine without backups. */
  backups(): Promise<readonly Backup[]>
  /** Makes a backup and reads it back. Throws `backup-unsupported`, `storage-full`, `profile-unwritable`, `backup-refused`. */
  backUp(): Promise<Backup>
  /**
   * Goes back to one of the backups; what was there is kept. Throws, with everything as it was, `backup-unsupported`,
   * `backup-missing`, `backup-refused`, and what the opening throws.
   */
  restore(name: string): Promise<Restored>
}

/** The use cases of backups, of whichever engine is in use. */
export function backupUses({ storeSwitch, shelf, book, open }: Needs, inUse: () => EngineChoice): BackupUses {
  const requireBackups = () => {
    if (storeSwitch.store.capabilities.backups) return
    throw new ParleyError('backup-unsupported', { params: { engine: inUse().engine } })
  }
  return {
    backups: async () => (storeSwitch.store.capabilities.backups ? shelf.list() : []),
    async backUp() {
      requireBackups()
      return shelf.make((path) => copyInto(storeSwitch.store, path), book.current().storage.backup.keep)
    },
    async restore(name) {
      requireBackups()
      return exchange(storeSwitch, await shelf.stage(name), () => open(inUse()))
    },
  }
}

/** Puts a checked backup in the place of the database that is in use. When it throws, the old one is in use again. */
async function exchange(
  storeSwitch: StoreSwitch,
  staged: StagedBackup,
  open: () => Promise<Store>,
): Promise<Restored> {
  let kept: string | undefined
  let refusal: unknown
  await storeSwitch.exchange(async (current) => {
    await current.close()
    let takeBack: (() => Promise<void>) | undefined
    try {
      const installed = await staged.install()
      takeBack = installed.takeBack
      const store = await open()
      kept = installed.kept
      return store
    } catch (error) {
      refusal = error
      await takeBack?.()
      return open()
    }
  })
  await staged.discard()
  if (kept === undefined) throw refusal
  return { counts: staged.counts, kept }
}

async function copyInto(store: Store, path: string): Promise<void> {
  if (store.copyInto) return store.copyInto(path)
  throw new ParleyError('storage-failed', { params: { detail: 'this engine is not copied' } })
}
