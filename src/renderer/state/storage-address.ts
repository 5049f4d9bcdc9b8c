import {
  pgsqlSettingsSchema,
  redisSettingsSchema,
  type EngineChoice,
  type StorageSettings,
} from '../../contract/storage.ts'

/** An engine that is reached over the network. */
export type ServerEngine = 'redis' | 'pgsql'

/** The address of a server as one line, such as `postgres://parley@localhost:5432/parley`. Never with a password. */
export function writeAddress(
  engine: ServerEngine,
  { redis, pgsql }: Pick<StorageSettings, ServerEngine>,
): string {
  if (engine === 'redis') {
    const user = redis.username === undefined ? '' : `${encodeURIComponent(redis.username)}@`
    return `${redis.tls ? 'rediss' : 'redis'}://${user}${redis.address}/${redis.database}`
  }
  const user = encodeURIComponent(pgsql.user)
  const name = encodeURIComponent(pgsql.database)
  return `postgres://${user}@${pgsql.host}:${pgsql.port}/${name}${pgsql.tls ? '?sslmode=require' : ''}`
}

/** Reads such a line; a password in it is taken out. Undefined when it is no address of that engine. */
export function readAddress(
  engine: ServerEngine,
  line: string,
): Pick<EngineChoice, ServerEngine | 'password'> | undefined {
  const url = URL.parse(
    line.includes('://') ? line : `${engine === 'redis' ? 'redis' : 'postgres'}://${line}`,
  )
  if (!url || url.hostname === '') return undefined
  const user = decodeURIComponent(url.username)
  const name = decodeURIComponent(url.pathname.slice(1))
  const password = url.password === '' ? {} : { password: decodeURIComponent(url.password) }
  if (engine === 'redis') {
    if (!['redis:', 'rediss:'].includes(url.protocol)) return undefined
    const redis = redisSettingsSchema.safeParse({
      address: `${url.hostname}:${url.port || '6379'}`,
      ...(user !== '' && { username: user }),
      database: Number(name || '0'),
      tls: url.protocol === 'rediss:',
    })
    return redis.success
      ? { redis: redis.data, pgsql: pgsqlSettingsSchema.parse({}), ...password }
      : undefined
  }
  if (!['postgres:', 'postgresql:'].includes(url.protocol)) return undefined
  const pgsql = pgsqlSettingsSchema.safeParse({
    host: url.hostname,
    port: Number(url.port || '5432'),
    ...(user !== '' && { user }),
    ...(name !== '' && { database: name }),
    tls: ['require', 'verify-ca', 'verify-full'].includes(url.searchParams.get('sslmode') ?? ''),
  })
  return pgsql.success ? { redis: redisSettingsSchema.parse({}), pgsql: pgsql.data, ...password } : undefined
}
