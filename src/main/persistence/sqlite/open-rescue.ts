import { existsSync } from 'node:fs'
import { rm, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Backup } from '../../../contract/storage.ts'
import type { BackupShelf, Restored } from '../../core/ports/backups.ts'
import type { Log } from '../../core/ports/log.ts'
import { openBackupShelf, stageFile } from './backup-shelf.ts'
import { fileFailure } from './rescue/file-failure.ts'
import { install } from './rescue/install.ts'
import type { Inspection } from './rescue/inspect-file.ts'
import { refuseLocked } from './rescue/lock-probe.ts'
import { runTask } from './run-task.ts'
import type { Recovered } from './salvage/recover-file.ts'

/** What can be done with a database that is not open. No step deletes anything. */
export interface Rescue {
  /** Looks and changes nothing; undefined when there is none. Throws `profile-locked`, `profile-newer`, `storage-corrupt`. */
  inspect(): Promise<Inspection | undefined>
  /** Bytes that are free where the database lies. */
  freeBytes(): Promise<number>
  /** Everything beside it that it can be brought back from, newest first. */
  backups(): Promise<readonly Backup[]>
  /** The newest of these that was read back when it was made. */
  newestGood(): Promise<Backup | undefined>
  /**
   * Reads what can be read into a new database, which takes the place of the broken one; that is kept under another name
   * with everything beside it. Throws, with everything as it was, `profile-locked`, `nothing-recovered`, `storage-full`.
   */
  recover(): Promise<Recovered & { readonly kept: string }>
  /**
   * Puts a backup, or any database file of Parley, in its place; what was there is kept. Throws, with everything as it
   * was, `profile-locked`, `backup-missing`, `backup-refused`, `storage-full`.
   */
  restore(source: { readonly name: string } | { readonly file: string }): Promise<Restored>
}

export interface RescueOptions {
  /** The database file of the profile. */
  readonly path: string
  readonly now: () => number
  readonly log: Log
}

export function openRescue({ path, now, log }: RescueOptions): Rescue {
  const shelf: BackupShelf = openBackupShelf({ path, now })
  return {
    inspect: async () => (existsSync(path) ? runTask('inspect', { path, name: path }) : undefined),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(dirname(path))
      return bavail * bsize
    },
    backups: () => shelf.list(),
    newestGood: async () => (await shelf.list()).find(({ kind }) => kind === 'backup' || kind === 'upgrade'),
    async recover() {
      refuseLocked(path)
      const into = `${path}.recovered-${crypto.randomUUID()}.tmp`
      const recovered = await runTask('recover', { from: path, into, name: path })
      try {
        const { kept } = await install(into, path, 'broken', now())
        const { counts, pages, lostRows } = recovered
        log.warn('store-recovered', { kept, ...counts, unreadablePages: pages.unreadable, lostRows })
        return { ...recovered, kept }
      } catch (error) {
        await rm(into, { force: true })
        throw fileFailure(error, path)
      }
    },
    async restore(source) {
      refuseLocked(path)
      const staged = await ('name' in source ? shelf.stage(source.name) : stageFile(source.file, path, now))
      try {
        const { kept } = await staged.install()
        log.warn('store-restored', { kept, ...staged.counts })
        return { counts: staged.counts, kept }
      } catch (error) {
        throw fileFailure(error, path)
      } finally {
        await staged.discard()
      }
    },
  }
}
