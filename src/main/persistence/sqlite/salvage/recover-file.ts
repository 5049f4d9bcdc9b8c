import { rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { sessionIdSchema } from '../../../../contract/id.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'
import type { Counts } from '../../../../contract/storage.ts'
import { ParleyError } from '../../../core/errors.ts'
import { openDatabase } from '../database.ts'
import { migrations } from '../migrations.ts'
import { checkFile } from '../rescue/check-file.ts'
import { createTables } from '../tables.ts'
import { createTransfer } from '../transfer.ts'
import { readRecords } from './cells.ts'
import { openFindings, type Findings } from './findings.ts'
import { createRowFinder } from './found-rows.ts'
import { addFromJournals } from './journals.ts'
import { mendSession } from './mended-session.ts'
import { openPageFile, versionOf } from './page-file.ts'

/** What came of a recovery. */
export interface Recovered {
  readonly counts: Counts
  readonly pages: { readonly total: number; readonly unreadable: number }
  /** Rows that were there and made no sense, or belonged to nothing that was found. */
  readonly lostRows: number
}

/**
 * Reads whatever can be read of a damaged database, of which nothing is changed, and writes it into a new one, which is
 * checked. Throws `nothing-recovered`; then there is no new one.
 */
export function recoverFile(from: string, into: string): Recovered {
  const findings = openFindings(`${into}.findings`)
  try {
    const { pages, lostRows } = collect(from, findings)
    addFromJournals(findings)
    const { db } = openDatabase(into)
    const lostLater = writeAll(db, into, findings)
    db.close()
    const { counts } = checkFile(into, false, into)
    if (counts.sessions === 0) throw new ParleyError('nothing-recovered', { params: { path: from } })
    return { counts, pages, lostRows: lostRows + lostLater }
  } catch (error) {
    for (const beside of ['', '-wal', '-shm']) rmSync(`${into}${beside}`, { force: true })
    throw error
  } finally {
    findings.remove()
  }
}

function collect(from: string, findings: Findings): Pick<Recovered, 'pages' | 'lostRows'> {
  const file = openPageFile(from)
  try {
    const newest = migrations.at(-1)?.version ?? 0
    const version = versionOf(file) ?? newest
    const find = createRowFinder(version >= 1 && version <= newest ? version : newest)
    const unreadable = { pages: 0, rows: 0 }
    let invalid = 0
    findings.together(() => {
      for (const record of readRecords(file, unreadable)) {
        const row = find(record)
        if (row === 'invalid') invalid += 1
        else if (row !== 'foreign') findings.add(row)
      }
    })
    const pages = { total: file.pageCount, unreadable: unreadable.pages }
    return { pages, lostRows: unreadable.rows + invalid }
  } finally {
    file.close()
  }
}

/** Gives how many rows could not be written. */
function writeAll(db: Database, path: string, findings: Findings): number {
  const transfer = createTransfer(createTables(db, path, Date.now))
  const write = db.transaction((bundle: SessionBundle) => transfer.write(bundle))
  let lost = 0
  db.transaction(() => {
    for (const key of findings.keys()) {
      const mended = mendSession(findings, key)
      if (mended) {
        if (!write(mended.bundle)) write(underNewId(mended.bundle))
        lost += mended.lostCalls
      } else lost += findings.of('run', key).length + findings.of('call', key).length
    }
  })()
  return lost
}

// Two sessions outside the trash with one id cannot have been; one of them was in the trash, or has lost its name.
function underNewId(bundle: SessionBundle): SessionBundle {
  const id = sessionIdSchema.parse(crypto.randomUUID())
  return { ...bundle, session: { ...bundle.session, id } }
}
