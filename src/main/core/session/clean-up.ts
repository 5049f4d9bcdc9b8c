import { failureFrom } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/stores.ts'
import type { SessionId } from '../../../contract/id.ts'

export interface CleanUpOptions {
  readonly store: Pick<Store, 'sessions'>
  readonly clock: Clock
  readonly log: Log
  readonly everyMs: number
  /** How long the trash keeps what was put there, in milliseconds; undefined for ever. */
  readonly trashMs: () => number | undefined
  /** Removes the content that nothing refers to any more; gives how much of it there was. */
  readonly sweep: () => Promise<number>
  /** Called for each session whose time is over and that lies in the trash now. */
  readonly onTrashed: (id: SessionId) => void
  /** Called for each session that is gone for good. */
  readonly onPurged: (id: SessionId) => void
}

/** Ends what is over, now and then again and again. Returns the function that stops it. */
export function startCleanUp({
  store,
  clock,
  log,
  everyMs,
  trashMs,
  sweep,
  onTrashed,
  onPurged,
}: CleanUpOptions): () => void {
  let stopped = false
  let cancel: (() => void) | undefined
  const round = async () => {
    try {
      const kept = trashMs()
      const ids = await store.sessions.expire(kept === undefined ? undefined : clock.now() - kept)
      if (ids.length > 0) log.info('sessions-expired', { count: ids.length })
      for (const id of ids) {
        const isKept = (await store.sessions.get(id)) !== undefined
        if (stopped) return
        if (isKept) onTrashed(id)
        else onPurged(id)
      }
      const count = stopped ? 0 : await sweep()
      if (count > 0) log.info('attachments-removed', { count })
    } catch (error) {
      log.warn('clean-up-failed', { code: failureFrom(error).code })
    }
    if (!stopped) cancel = clock.after(everyMs, () => void round())
  }
  void round()
  return () => {
    stopped = true
    cancel?.()
  }
}
