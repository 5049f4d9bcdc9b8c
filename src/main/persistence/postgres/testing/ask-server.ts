import { Client } from 'pg'
import type { PostgresAddress } from '../connection-options.ts'

/** Asks the server as `psql` would, over a connection of its own. Gives the rows as the driver makes them. */
export async function askServer(
  address: PostgresAddress & { readonly schema?: string },
  statement: string,
): Promise<readonly Record<string, unknown>[]> {
  const { host, port, database, user, password, schema = 'public' } = address
  const client = new Client({ host, port, database, user, password, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await client.query(`set search_path = ${client.escapeIdentifier(schema)}`)
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
