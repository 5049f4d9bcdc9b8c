/** The path under which SQLite keeps a database in memory. */
export const inMemory = ':memory:'
