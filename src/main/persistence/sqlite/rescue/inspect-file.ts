import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Counts } from '../../../../contract/storage.ts'
import { ParleyError, reasonOf } from '../../../core/errors.ts'
import { countAll } from '../counts.ts'
import { checkVersion } from '../migrate.ts'
import { migrations } from '../migrations.ts'
import { isDamage, openingFailure } from '../sqlite-failure.ts'
import { lookAt } from './look-at.ts'

const verdictsSchema = z.array(z.object({ integrity_check: z.string() }))

const nothing: Counts = { sessions: 0, messages: 0, runs: 0, calls: 0, attachments: 0 }

/** What a look at a database found. */
export interface Inspection {
  readonly version: number
  /** The newest version that this Parley knows. */
  readonly known: number
  /** What is wrong, in SQLite's words; empty when nothing is. */
  readonly faults: readonly string[]
  /** Undefined when the damage keeps them from being counted. */
  readonly counts: Counts | undefined
}

/**
 * Looks at all of a database that nobody uses and changes nothing. Throws `profile-locked`, `profile-newer`,
 * `profile-unwritable`, and `storage-corrupt` for one that cannot be read at all.
 */
export function inspectFile(path: string): Inspection {
  const known = migrations.at(-1)?.version ?? 0
  try {
    return lookAt(path, (db) => {
      const version = checkVersion(db, path, known)
      const faults = faultsOf(db)
      return { version, known, faults, counts: version === 0 ? nothing : countsOf(db, faults) }
    })
  } catch (error) {
    throw error instanceof ParleyError ? error : openingFailure(error, path)
  }
}

function faultsOf(db: Database): readonly string[] {
  try {
    const verdicts = verdictsSchema.parse(db.pragma('integrity_check(10)'))
    const faults = verdicts.map((row) => row.integrity_check).filter((verdict) => verdict !== 'ok')
    // The second check looks through the indexes that may be what is wrong.
    return faults.length > 0 ? faults : orphansOf(db)
  } catch (error) {
    // Some damage ends a check instead of being its result.
    if (isDamage(error)) return [reasonOf(error)]
    throw error
  }
}

function orphansOf(db: Database): readonly string[] {
  const count = db.prepare<[], number>('select count(*) from pragma_foreign_key_check').pluck().get() ?? 0
  return count === 0 ? [] : [`${count} rows belong to nothing`]
}

function countsOf(db: Database, faults: readonly string[]): Counts | undefined {
  try {
    return countAll(db)
  } catch (error) {
    if (faults.length === 0) throw error
    return undefined
  }
}
