import Database from 'better-sqlite3'
import { inMemory } from '../in-memory.ts'
import { defineFunctions } from '../functions.ts'
import { migrations } from '../migrations.ts'

interface SchemaRow {
  readonly type: string
  readonly name: string
  readonly tbl_name: string
  readonly sql: string | null
}

const schemaSql = 'select type, name, tbl_name, sql from sqlite_schema order by type, name'

/**
 * What is in the schema of a database and is not Parley's, or is missing there; undefined when it is exactly that of
 * its version. A trigger or a view in a file from elsewhere would be somebody else's code.
 */
export function foreignPart(db: Database.Database, version: number): string | undefined {
  const found = db.prepare<[], SchemaRow>(schemaSql).all()
  const known = new Set(schemaOf(version).map(textOf))
  const foreign = found.find((row) => !known.has(textOf(row)))
  if (foreign) return `${foreign.type} ${foreign.name} is not Parley's`
  return found.length === known.size ? undefined : 'a part of its schema is missing'
}

/** The names of a table's columns in the order in which a version stores them; empty when it has no such table. */
export function columnsOf(version: number, table: string): readonly string[] {
  return withSchema(version, (db) =>
    db.prepare<[string], string>('select name from pragma_table_info(?) order by cid').pluck().all(table),
  )
}

function schemaOf(version: number): readonly SchemaRow[] {
  return withSchema(version, (db) => db.prepare<[], SchemaRow>(schemaSql).all())
}

function withSchema<Result>(version: number, read: (db: Database.Database) => Result): Result {
  const db = new Database(inMemory)
  try {
    defineFunctions(db)
    for (const step of migrations) if (step.version <= version) db.exec(step.up)
    return read(db)
  } finally {
    db.close()
  }
}

function textOf({ type, name, tbl_name, sql }: SchemaRow): string {
  return JSON.stringify([type, name, tbl_name, sql])
}
