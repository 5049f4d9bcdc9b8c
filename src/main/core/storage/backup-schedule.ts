import { failureFrom } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { StorageRoom } from './storage-room.ts'

export interface BackupScheduleOptions {
  readonly storage: Pick<StorageRoom, 'backUp' | 'backups' | 'view'>
  readonly clock: Clock
  readonly log: Log
}

/** How long after the start the first look is, and how long apart looks are at most, in milliseconds. */
const firstLookMs = 30_000
const longestPauseMs = 3_600_000

/** Makes a backup whenever the newest one is older than the settings say. Returns the function that stops it. */
export function startBackups({ storage, clock, log }: BackupScheduleOptions): () => void {
  let stopped = false
  let cancel = clock.after(firstLookMs, () => void look())
  const look = async () => {
    let pause = longestPauseMs
    try {
      const { capabilities, settings } = await storage.view()
      const { everyMs } = settings.backup
      if (capabilities.backups && everyMs !== null) {
        pause = Math.min(pause, everyMs)
        if (await isDue(storage, clock.now() - everyMs)) await storage.backUp()
      }
    } catch (error) {
      log.warn('backup-failed', { code: failureFrom(error).code })
    }
    if (!stopped) cancel = clock.after(pause, () => void look())
  }
  return () => {
    stopped = true
    cancel()
  }
}

async function isDue(storage: Pick<StorageRoom, 'backups'>, before: number): Promise<boolean> {
  const newest = (await storage.backups()).find(({ kind }) => kind === 'backup')
  return newest === undefined || newest.at <= before
}
