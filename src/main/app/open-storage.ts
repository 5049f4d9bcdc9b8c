import type { EngineChoice, Upgrade } from '../../contract/storage.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { StoreOpener, StoreSwitch } from '../core/ports/store-switch.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import type { LeftRun } from '../core/run/left-run.ts'
import { recoverRuns } from '../core/run/recovery.ts'
import { chosenEngine } from '../core/storage/engine-choice.ts'
import {
  createStorageRoom,
  type StorageDependencies,
  type StorageRoom,
} from '../core/storage/storage-room.ts'
import { guardStore } from '../persistence/guarded-store.ts'
import { openBackupShelf } from '../persistence/sqlite/backup-shelf.ts'
import type { Host } from './host.ts'
import { createStoreOpener } from './open-store.ts'

/** The store of this start and what is needed to change it. */
export interface OpenedStorage {
  readonly first: EngineChoice
  readonly open: StoreOpener
  readonly storeSwitch: StoreSwitch
  /** Set when the database was brought to a new format. */
  readonly upgrade: Upgrade | undefined
  /** Runs that wait for outputs, as an earlier start left them. */
  readonly left: readonly LeftRun[]
}

/** Opens the engine that is chosen and closes the runs that nobody works on any more. Throws as the engine does. */
export async function openStorage(host: Host, book: SettingsBook, clock: Clock): Promise<OpenedStorage> {
  const first = await chosenEngine(book.current().storage, host.overrides.storage, host.secrets)
  let upgrade: Upgrade | undefined
  const open = createStoreOpener(host.profile.database, host.log, (done) => (upgrade ??= done))
  const storeSwitch = guardStore(await open(first), { clock, random: Math.random, log: host.log })
  const left: LeftRun[] = []
  try {
    await recoverRuns(storeSwitch.store, clock, host.log, (run) => left.push(run))
  } catch (error) {
    await storeSwitch.store.close()
    throw error
  }
  return { first, open, storeSwitch, upgrade, left }
}

type StorageNeeds = Pick<StorageDependencies, 'storeSwitch' | 'open' | 'first' | 'book' | 'clock'>

/** What is done with that store, and with its backups. */
export function storageRoomOf({ profile, secrets }: Host, needs: StorageNeeds): StorageRoom {
  const shelf = openBackupShelf({ path: profile.database, now: () => needs.clock.now() })
  return createStorageRoom({ ...needs, file: profile.database, secrets, shelf })
}
