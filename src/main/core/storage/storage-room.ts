import type {
  EngineChoice,
  Progress,
  StorageSettings,
  StorageState,
  StorageView,
} from '../../../contract/storage.ts'
import type { BackupShelf } from '../ports/backups.ts'
import type { Clock } from '../ports/clock.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { StoreOpener, StoreSwitch } from '../ports/store-switch.ts'
import { createSecretReader } from '../provider/secret-reader.ts'
import type { SettingsBook } from '../provider/settings.ts'
import { copySessions, type Copied } from './copy-sessions.ts'
import { locationOf, passwordName } from './engine-choice.ts'
import { backupUses, type BackupUses } from './backup-uses.ts'

/** What can be done with the place where sessions are kept. */
export interface StorageRoom extends BackupUses {
  view(): Promise<StorageView>
  /** `null`: for ever. */
  update(change: {
    sessionTtlMs?: number | null | undefined
    trashMs?: number | null | undefined
    backup?: StorageSettings['backup'] | undefined
  }): Promise<void>
  /** Resolves with how long it took to open the engine, in milliseconds. Throws what the opening throws. */
  test(choice: EngineChoice): Promise<number>
  /** Changes to another engine and keeps the choice. Throws what the opening throws, and `storage-failed`. */
  move(choice: EngineChoice, copy: boolean, tell: (progress: Progress) => void): Promise<Copied>
  /** Calls the listener when the engine is lost and when it is back; returns the function that ends it. */
  watch(listener: (state: StorageState) => void): () => void
}

export interface StorageDependencies {
  readonly storeSwitch: StoreSwitch
  readonly open: StoreOpener
  /** The engine of this start. */
  readonly first: EngineChoice
  /** The database file of the profile. */
  readonly file: string
  readonly book: SettingsBook
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly shelf: BackupShelf
}

/** The use cases of storage. */
export function createStorageRoom(dependencies: StorageDependencies): StorageRoom {
  const { storeSwitch, open, book, secrets, clock, file } = dependencies
  let inUse = dependencies.first
  let overridden = book.overrides().storage.engine !== undefined
  const withPassword = async (choice: EngineChoice): Promise<EngineChoice> => {
    const password = choice.password ?? (await secrets.get(passwordName(choice.engine)))
    return { ...choice, ...(password !== undefined && { password }) }
  }

  return {
    watch: (listener) => storeSwitch.watch(listener),
    async view() {
      const engines = ['redis', 'pgsql'] as const
      const reader = createSecretReader(secrets)
      const kept = await Promise.all(engines.map((engine) => reader.read(passwordName(engine))))
      return {
        engine: inUse.engine,
        location: locationOf(inUse, file),
        overridden,
        state: storeSwitch.state(),
        capabilities: storeSwitch.store.capabilities,
        settings: book.current().storage,
        passwords: engines.filter((_engine, index) => kept[index] !== undefined),
      }
    },
    async update({ sessionTtlMs, trashMs, backup }) {
      const { sessionTtlMs: ttl, trashMs: trash, ...rest } = book.current().storage
      const next = { sessionTtlMs: chosen(sessionTtlMs, ttl), trashMs: chosen(trashMs, trash) }
      await book.updateStorage({ ...rest, ...withoutUndefined(next), ...(backup && { backup }) })
    },
    ...backupUses(dependencies, () => inUse),
    async test(choice) {
      const start = clock.elapsed()
      const store = await open(await withPassword(choice))
      await store.close()
      return clock.elapsed() - start
    },
    async move(choice, copy, tell) {
      const target = await withPassword(choice)
      let result: Copied = { copied: 0, skipped: 0 }
      await storeSwitch.exchange(async (current) => {
        const store = await open(target)
        try {
          if (copy) result = await copySessions(current, store, tell)
          await keep(choice)
        } catch (error) {
          await store.close()
          throw error
        }
        return store
      })
      inUse = target
      overridden = false
      return result
    },
  }

  async function keep({ engine, redis, pgsql, password }: EngineChoice): Promise<void> {
    if (password !== undefined) await secrets.set(passwordName(engine), password)
    await book.updateStorage({ ...book.current().storage, engine, redis, pgsql })
  }
}

function chosen(change: number | null | undefined, before: number | undefined): number | undefined {
  if (change === undefined) return before
  return change ?? undefined
}

function withoutUndefined(fields: { sessionTtlMs: number | undefined; trashMs: number | undefined }) {
  const { sessionTtlMs, trashMs } = fields
  return { ...(sessionTtlMs !== undefined && { sessionTtlMs }), ...(trashMs !== undefined && { trashMs }) }
}
