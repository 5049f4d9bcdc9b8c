/** Parley leaves SQLite's page size as it is, so a header that is lost takes nothing with it. */
export const pageSize = 4096
