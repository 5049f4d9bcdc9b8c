/** The statements of a migration, which has no semicolon within one. */
export function statementsOf(sql: string): readonly string[] {
  return sql
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
