import { createConnectionPool, type DatabaseOptions, type Query } from './connection-pool.ts'
import { endsConnection, isUndone, postgresFailure } from './postgres-failure.ts'

/** `quick` may be lost when the server dies, though not when Parley does; `snapshot` reads as of one moment. */
export type TransactionKind = 'durable' | 'quick' | 'snapshot'

/** One database, over as many connections as are needed. Everything rejects with ParleyError. */
export interface Database {
  readonly query: Query
  /** All of the work or nothing. The work may be done again from its beginning, so it changes nothing else. */
  transaction<Result>(kind: TransactionKind, work: (query: Query) => Promise<Result>): Promise<Result>
  /** Ends the connections; those that are busy for longer are cut. */
  close(withinMs: number): Promise<void>
}

const begin: Readonly<Record<TransactionKind, string>> = {
  durable: 'begin',
  quick: 'begin; set local synchronous_commit = off',
  snapshot: 'begin isolation level repeatable read read only',
}
const maxAttempts = 5

/** Nothing is connected until the first question. */
export function createDatabase(options: DatabaseOptions): Database {
  const { address, log } = options
  const pool = createConnectionPool(options)

  const withLoan = async <Result>(work: (query: Query) => Promise<Result>): Promise<Result> => {
    const loan = await pool.lend().catch((error: unknown) => {
      throw postgresFailure(error, address)
    })
    try {
      return await work(loan.query)
    } catch (error) {
      const failure = postgresFailure(error, address)
      if (endsConnection(error)) {
        log.warn('store-connection-lost', { code: failure.failure.code })
        loan.drop()
      }
      throw failure
    } finally {
      loan.giveBack()
    }
  }
  return {
    query: (text, values) => withLoan((query) => query(text, values)),
    transaction: (kind, work) => withLoan((query) => transact(query, kind, work)),
    close: (withinMs) => pool.close(withinMs),
  }
}

async function transact<Result>(
  query: Query,
  kind: TransactionKind,
  work: (query: Query) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    await query(begin[kind])
    try {
      const result = await work(query)
      await query('commit')
      return result
    } catch (error) {
      if (!endsConnection(error)) await query('rollback')
      if (!isUndone(error) || attempt === maxAttempts) throw error
    }
  }
}
