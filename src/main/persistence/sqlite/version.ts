/** The version of the SQLite that is built in. Loaded when somebody asks, for the databases live in a thread of their own. */
export async function sqliteVersion(): Promise<string> {
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(':memory:')
  try {
    return String(db.prepare('select sqlite_version()').pluck().get())
  } finally {
    db.close()
  }
}
