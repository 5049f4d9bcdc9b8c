import { Client } from 'pg'
import type { PostgresAddress } from '../connection-options.ts'

type Place = PostgresAddress & { readonly schema?: string }

/** Asks the server as `psql` would, over a connection of its own. Gives the rows as the driver makes them. */
export async function askServer(
  place: Place,
  statement: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = await connect(place)
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** Keeps a transaction open after one statement, with every lock that it took, until the function is called. */
export async function holdOpen(place: Place, statement: string): Promise<() => Promise<void>> {
  const client = await connect(place)
  await client.query('begin')
  await client.query(statement)
  return () => client.end()
}

async function connect({ host, port, database, user, password, schema = 'public' }: Place): Promise<Client> {
  const client = new Client({ host, port, database, user, password, options: '-c TimeZone=UTC' })
  await client.connect()
  await client.query(`set search_path = ${client.escapeIdentifier(schema)}`)
  return client
}
