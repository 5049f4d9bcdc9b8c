import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import type { Counts } from '../../../contract/storage.ts'
import { ParleyError } from '../../core/errors.ts'
import { countAll } from './counts.ts'
import { inMemory } from './in-memory.ts'
import type { Migration } from './migrations.ts'
import type { Opened } from './protocol.ts'

/** Marks the file as one of Parley's, so that another program's database is never taken for an empty profile. */
const applicationId = 0x50_61_72_6c

/**
 * The version of the schema that was found; 0 for a new file. Throws `profile-newer` and, for another program's
 * database, `storage-corrupt`. Only reads.
 */
export function checkVersion(db: Database.Database, path: string, known: number): number {
  const found = Number(db.pragma('user_version', { simple: true }))
  const isEmpty = db.prepare('select 1 from sqlite_schema limit 1').get() === undefined
  if (!isEmpty && db.pragma('application_id', { simple: true }) !== applicationId) {
    throw new ParleyError('storage-corrupt', { params: { path, detail: 'it belongs to another program' } })
  }
  if (found > known) {
    throw new ParleyError('profile-newer', { params: { path, found: String(found), known: String(known) } })
  }
  return found
}

/**
 * Brings the schema to the last version, all steps or none, after a copy of what was there: half-way no version would know
 * it. Throws `storage-shrunk` when something would be missing afterwards.
 */
export function migrate(
  db: Database.Database,
  path: string,
  foundVersion: number,
  migrations: readonly Migration[],
): Opened {
  const pending = migrations.filter(({ version }) => version > foundVersion)
  const [first] = pending
  const snapshot = first && foundVersion > 0 && path !== inMemory ? takeSnapshot(db, path, first) : undefined
  const version = migrations.at(-1)?.version ?? 0
  if (!first) return { version, foundVersion, upgrade: undefined }
  const apply = () => {
    for (const { up } of pending) db.exec(up)
    db.pragma(`application_id = ${applicationId}`)
    db.pragma(`user_version = ${version}`)
  }
  if (foundVersion === 0) {
    db.transaction(apply).immediate()
    return { version, foundVersion, upgrade: undefined }
  }
  const counted = db.transaction(() => {
    const before = countAll(db)
    apply()
    return { before, after: checkCounts(before, countAll(db), path) }
  })
  const upgrade = {
    from: foundVersion,
    to: version,
    snapshot: basename(snapshot ?? ''),
    ...counted.immediate(),
  }
  return { version, foundVersion, upgrade }
}

function checkCounts(before: Counts, after: Counts, path: string): Counts {
  const kinds = ['sessions', 'messages', 'runs', 'calls', 'attachments'] as const
  const lost = kinds.filter((kind) => after[kind] < before[kind])
  if (lost.length === 0) return after
  const detail = lost.map((kind) => `${kind}: ${before[kind]} before, ${after[kind]} after`).join('; ')
  throw new ParleyError('storage-shrunk', { params: { path, detail } })
}

// Under another name until it is proven whole, so that no half copy can be taken for a good one.
function takeSnapshot(db: Database.Database, path: string, next: Migration): string {
  const snapshot = `${path}.before-v${next.version}`
  const unproven = `${snapshot}.tmp`
  rmSync(unproven, { force: true })
  // SQLite would make a file that everybody may read.
  closeSync(openSync(unproven, 'wx', 0o600))
  db.prepare('vacuum into ?').run(unproven)
  verify(unproven)
  const file = openSync(unproven, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(unproven, snapshot)
  return snapshot
}

function verify(path: string): void {
  const copy = new Database(path, { readonly: true })
  try {
    const verdict = String(copy.pragma('integrity_check(1)', { simple: true }))
    if (verdict !== 'ok') throw new ParleyError('storage-corrupt', { params: { path, detail: verdict } })
  } finally {
    copy.close()
  }
}
