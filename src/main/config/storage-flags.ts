import { engineSchema, type Engine, type PgsqlSettings, type RedisSettings } from '../../contract/storage.ts'
import { ParleyError } from '../core/errors.ts'
import type { StorageOverrides } from '../core/ports/overrides.ts'
import type { Environment } from './environment.ts'
import type { FlagSpec, FlagValues } from './flags.ts'

/** The flags of the storage engines. Their words are those that scripts for other chat programs use already. */
export const storageFlags: readonly FlagSpec[] = [
  { name: 'session', type: 'string', default: 'sqlite', help: 'flag.session' },
  { name: 'redis-addr', type: 'string', default: 'localhost:6379', help: 'flag.redis-addr' },
  { name: 'pg-host', type: 'string', default: 'localhost', help: 'flag.pg-host' },
  { name: 'pg-port', type: 'number', default: '5432', help: 'flag.pg-port', most: 65_535 },
  { name: 'pg-user', type: 'string', default: 'root', help: 'flag.pg-user' },
  { name: 'pg-password', type: 'string', default: '', help: 'flag.pg-password' },
  { name: 'pg-database', type: 'string', default: 'parley', help: 'flag.pg-database' },
]

/** What flags, and behind them variables, say about storage. Throws `session-service-unknown`, `flag-invalid`. */
export function storageOverridesFrom(flags: FlagValues, env: Environment): StorageOverrides {
  const engine = engineFrom(flags)
  const redis = redisFrom(flags, env)
  const pgsql = pgsqlFrom(flags, env)
  const password =
    engine === 'redis' ? env['REDIS_PASSWORD'] : (textOf(flags['pg-password']) ?? env['PG_PASSWORD'])
  return {
    ...(engine && { engine }),
    ...(redis && { redis }),
    ...(pgsql && { pgsql }),
    ...(password !== undefined && { password }),
  }
}

function engineFrom(flags: FlagValues): Engine | undefined {
  const service = flags['session']
  if (service === undefined) return undefined
  const engine = engineSchema.safeParse(service)
  if (engine.success) return engine.data
  const params = { service: String(service), known: engineSchema.options.join(', ') }
  throw new ParleyError('session-service-unknown', { params })
}

function redisFrom(flags: FlagValues, env: Environment): Partial<RedisSettings> | undefined {
  const address = textOf(flags['redis-addr']) ?? env['REDIS_ADDR']
  return address === undefined ? undefined : { address }
}

function pgsqlFrom(flags: FlagValues, env: Environment): Partial<PgsqlSettings> | undefined {
  const host = textOf(flags['pg-host']) ?? env['PG_HOST']
  const port = portOf(flags['pg-port'] ?? env['PG_PORT'])
  const user = textOf(flags['pg-user']) ?? env['PG_USER']
  const database = textOf(flags['pg-database']) ?? env['PG_DATABASE']
  const named = {
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    ...(database !== undefined && { database }),
  }
  return Object.keys(named).length > 0 ? named : undefined
}

function textOf(value: FlagValues[string] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function portOf(value: FlagValues[string] | undefined): number | undefined {
  if (value === undefined) return undefined
  const port = Number(value)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  const params = { flag: 'pg-port', value: String(value), expected: 'it must be a port, 1 to 65535' }
  throw new ParleyError('flag-invalid', { params })
}
