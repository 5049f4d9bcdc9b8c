import { TypeOverrides, type ClientConfig } from 'pg'
import { ParleyError } from '../../core/errors.ts'
import { unpackJson, unpackText } from './lossless.ts'

/** Where the database is, and as whom to ask. */
export interface PostgresAddress {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  /** Without one the driver looks where PostgreSQL's own programs do: `PGPASSWORD` and the password file. */
  readonly password?: string
  /** `verified` asks for a certificate that this machine trusts; `unverified` encrypts and trusts anybody. */
  readonly tls?: 'off' | 'unverified' | 'verified'
}

/** How long to wait, in milliseconds. */
export interface PostgresLimits {
  readonly connectWithinMs: number
  readonly answerWithinMs: number
}

/** The address as failures and logs name it: without user and password. */
export function nameOf({ host, port, database }: PostgresAddress): string {
  return `postgresql://${host}:${port}/${database}`
}

/** Reads `postgresql://user:password@host:port/database?sslmode=…`. Throws `input-invalid`, without the text. */
export function readAddress(text: string): PostgresAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const database = url && decodeURIComponent(url.pathname.slice(1))
  if (!url || !database || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new ParleyError('input-invalid', {
      params: { detail: 'this is no address of a PostgreSQL database' },
    })
  }
  return {
    host: url.searchParams.get('host') ?? (url.hostname || 'localhost'),
    port: Number(url.port || 5432),
    database,
    user: decodeURIComponent(url.username) || 'postgres',
    ...(url.password && { password: decodeURIComponent(url.password) }),
    tls: tlsOf(url.searchParams.get('sslmode')),
  }
}

function tlsOf(mode: string | null): NonNullable<PostgresAddress['tls']> {
  if (mode === 'verify-ca' || mode === 'verify-full') return 'verified'
  return mode === 'require' || mode === 'no-verify' ? 'unverified' : 'off'
}

const columnTypes = { bigint: 20, text: 25, jsonb: 3802 }

/** What the driver needs for one connection. Columns come out as what our rows mean by them. */
export function clientConfigOf(address: PostgresAddress, limits: PostgresLimits): ClientConfig {
  const types = new TypeOverrides()
  types.setTypeParser(columnTypes.bigint, Number)
  types.setTypeParser(columnTypes.text, unpackText)
  types.setTypeParser(columnTypes.jsonb, unpackJson)
  const { host, port, database, user, password, tls = 'off' } = address
  return {
    host,
    port,
    database,
    user,
    password,
    types,
    ssl: tls === 'off' ? false : { rejectUnauthorized: tls === 'verified' },
    application_name: 'parley',
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    connectionTimeoutMillis: limits.connectWithinMs,
    statement_timeout: limits.answerWithinMs,
    // The server's own limit comes first and says more; this one is for a server that is silent.
    query_timeout: limits.answerWithinMs + 2000,
    idle_in_transaction_session_timeout: 2 * limits.answerWithinMs,
  }
}
