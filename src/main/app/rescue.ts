import type { Text } from '../../contract/language/text.ts'
import { systemClock } from '../config/system-clock.ts'
import type { Log } from '../core/ports/log.ts'
import { openRescue, type Rescue } from '../persistence/sqlite/open-rescue.ts'

export type { Rescue }

type Recovered = Awaited<ReturnType<Rescue['recover']>>
type Restored = Awaited<ReturnType<Rescue['restore']>>

/** What can be done with the database of a profile while no app is open on it. */
export function rescueFor(database: string, log: Log): Rescue {
  return openRescue({ path: database, now: () => systemClock.now(), log })
}

/** What was saved, what was not, and where the damaged file is, in sentences. */
export function recoveredText(text: Text, { counts, pages, lostRows, kept }: Recovered): readonly string[] {
  const lost = { pages: pages.unreadable, total: pages.total, rows: lostRows }
  const isWhole = pages.unreadable === 0 && lostRows === 0
  return [
    text('rescue.counts', counts),
    isWhole ? text('rescue.nothing-lost') : text('rescue.lost', lost),
    text('rescue.kept', { path: kept }),
  ]
}

/** What the backup holds and where the file is that was there before, in sentences. */
export function restoredText(text: Text, { counts, kept }: Restored): readonly string[] {
  return [text('rescue.counts', counts), text('rescue.kept', { path: kept })]
}
