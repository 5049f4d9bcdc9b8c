import { randomInt } from 'node:crypto'
import { Client } from 'pg'
import { backoffDelay } from '../../base/backoff.ts'
import { clientConfigOf } from './connection-options.ts'
import type { DatabaseOptions } from './connection-pool.ts'
import { postgresFailure } from './postgres-failure.ts'

/**
 * The sign by which other processes see that this one lives: an advisory lock on a number of its own, which the server
 * holds as long as one connection lasts. However the process ends, the lock ends with it, and nobody waits for a clock.
 */
export interface Presence {
  readonly number: number
  /** Resolves while the lock is held, and takes it again when its connection was lost. Rejects with ParleyError. */
  ensure(): Promise<void>
  close(): Promise<void>
}

const retries = { firstMs: 500, largestMs: 30_000, jitter: 0.3 }
// A computer that vanishes is noticed within a minute, and no limit on idle sessions ends this one.
const settings = `
  select set_config(name, value, false)
  from pg_settings join (values ('tcp_keepalives_idle', '30'), ('tcp_keepalives_interval', '10'),
    ('tcp_keepalives_count', '3'), ('idle_session_timeout', '0')) as wanted (name, value) using (name)`

/** Takes the lock. Rejects with ParleyError when the database cannot be reached. */
export async function announcePresence(options: DatabaseOptions): Promise<Presence> {
  const { address, log } = options
  const number = randomInt(2 ** 47, 2 ** 48 - 1)
  let holder: Client | undefined
  let taking: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const take = async () => {
    const client = new Client(clientConfigOf(address, options))
    client.on('error', () => undefined)
    client.on('end', () => {
      if (holder !== client) return
      holder = undefined
      log.warn('store-presence-lost')
      takeLater(1)
    })
    try {
      await client.connect()
      await client.query(settings)
      await client.query('select pg_advisory_lock($1)', [number])
      if (closed) await client.end()
      else holder = client
    } catch (error) {
      void client.end().catch(() => undefined)
      throw postgresFailure(error, address)
    }
  }
  const ensure = async () => {
    if (holder) return
    taking ??= take().finally(() => (taking = undefined))
    await taking
  }
  const takeLater = (attempt: number) => {
    if (closed) return
    const again = () => void ensure().catch(() => takeLater(attempt + 1))
    timer = setTimeout(again, backoffDelay(retries, attempt, Math.random)).unref()
  }
  await ensure()
  return {
    number,
    ensure,
    async close() {
      closed = true
      clearTimeout(timer)
      await taking?.catch(() => undefined)
      const last = holder
      holder = undefined
      await last?.end()
    },
  }
}
