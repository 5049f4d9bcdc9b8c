import { ParleyError } from '../../core/errors.ts'
import type { Query } from './connection-pool.ts'
import type { Migration } from './migrations.ts'

/** What opening found and left behind. */
export interface Migrated {
  readonly version: number
  /** The version before; 0 for a new schema. */
  readonly foundVersion: number
}

/** Any number will do, as long as every Parley takes the same: it lets one process at a time look and change. */
const lockNumber = 0x50_61_72_6c_65_79

/**
 * Makes the schema or brings it up to date, within the transaction of the caller: of several processes that begin at
 * once the others wait for the first one. Throws `storage-refused` for an encoding that cannot hold every text, and
 * `profile-newer`. `path` names the database in failures.
 */
export async function migrate(
  query: Query,
  place: { readonly schema: string; readonly path: string; readonly host: string },
  migrations: readonly Migration[],
): Promise<Migrated> {
  await query('select pg_advisory_xact_lock($1)', [lockNumber])
  await query('set local statement_timeout = 0')
  await expectUnicode(query, place.host)
  await makeSchema(query, place.schema)
  const [row] = await query<{ version: number | null }>('select max(version) as version from schema_versions')
  const foundVersion = row?.version ?? 0
  const version = migrations.at(-1)?.version ?? 0
  if (foundVersion > version) {
    const params = { path: place.path, found: String(foundVersion), known: String(version) }
    throw new ParleyError('profile-newer', { params })
  }
  for (const step of migrations.filter((migration) => migration.version > foundVersion)) {
    await query(step.up)
    await query('insert into schema_versions (version) values ($1)', [step.version])
  }
  return { version, foundVersion }
}

async function expectUnicode(query: Query, host: string): Promise<void> {
  const [row] = await query<{ encoding: string }>(`select current_setting('server_encoding') as encoding`)
  if (row?.encoding === 'UTF8') return
  const reason = `its encoding is ${row?.encoding} and has to be UTF8`
  throw new ParleyError('storage-refused', { params: { host, reason } })
}

// "If not exists" would ask for the right to create even what somebody else has made for us.
async function makeSchema(query: Query, schema: string): Promise<void> {
  const [row] = await query<{ name: string; hasSchema: boolean; hasVersions: boolean }>(
    `select quote_ident($1) as name, to_regnamespace(quote_ident($1)) is not null as "hasSchema",
       to_regclass(quote_ident($1) || '.schema_versions') is not null as "hasVersions"`,
    [schema],
  )
  if (!row?.hasSchema) await query(`create schema ${row?.name}`)
  if (row?.hasVersions) return
  await query(`
    create table schema_versions (
      version integer primary key,
      applied_at timestamptz not null default now(),
      expires_at timestamptz,
      deleted_at timestamptz
    )`)
}
