import { Pool, type PoolClient } from 'pg'
import type { Log } from '../../core/ports/log.ts'
import { clientConfigOf, type PostgresAddress, type PostgresLimits } from './connection-options.ts'

/** Asks one statement and gives its rows. `$1` is the first of `values`. */
export type Query = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>

export interface DatabaseOptions extends PostgresLimits {
  readonly address: PostgresAddress
  readonly schema: string
  readonly log: Log
}

/** A connection while somebody uses it. */
export interface Loan {
  readonly query: Query
  /** Ends this connection, and the idle ones with it: what cut one has most likely cut all. */
  drop(): void
  giveBack(): void
}

/** Connections to lend. All reject with the errors of the driver. */
export interface ConnectionPool {
  lend(): Promise<Loan>
  /** Ends the connections as they come back; those that are still lent when the time is over are cut. */
  close(withinMs: number): Promise<void>
}

const maxConnections = 8

/** Makes the pool; nothing is connected yet. */
export function createConnectionPool(options: DatabaseOptions): ConnectionPool {
  const pool = new Pool({ ...clientConfigOf(options.address, options), max: maxConnections })
  // An idle connection that ends is taken out of the pool; nobody waits for it, and nothing is to be done.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const generations = new WeakMap<PoolClient, number>()
  const lent = new Set<Loan>()
  let generation = 0

  const loanOf = (client: PoolClient): Loan => {
    let dropped = false
    const loan: Loan = {
      query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
        (await client.query<Row>(text, [...values])).rows,
      drop() {
        dropped = true
        if (generations.get(client) === generation) generation++
      },
      giveBack() {
        if (lent.delete(loan)) client.release(dropped)
      },
    }
    lent.add(loan)
    return loan
  }
  const lend = async (): Promise<Loan> => {
    for (;;) {
      const client = await pool.connect()
      const loan = loanOf(client)
      try {
        if (!generations.has(client)) await prepareConnection(loan.query, options.schema)
      } catch (error) {
        loan.drop()
        loan.giveBack()
        throw error
      }
      const made = generations.get(client) ?? generation
      generations.set(client, made)
      if (made === generation) return loan
      loan.drop()
      loan.giveBack()
    }
  }
  const cut = () => {
    for (const loan of lent) {
      loan.drop()
      loan.giveBack()
    }
  }
  const close = async (withinMs: number) => {
    const timer = setTimeout(cut, withinMs)
    await pool.end().finally(() => clearTimeout(timer))
  }
  return { lend, close }
}

/** Tells a new connection which schema is ours. A server that is told to forget durability is overruled. */
async function prepareConnection(query: Query, schema: string): Promise<void> {
  await query(
    `select set_config('search_path', quote_ident($1), false),
       set_config('synchronous_commit', case current_setting('synchronous_commit')
         when 'off' then 'on' else current_setting('synchronous_commit') end, false)`,
    [schema],
  )
}
