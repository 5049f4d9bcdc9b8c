import { assertNever } from '../../../contract/assert-never.ts'
import type { Engine, EngineChoice, StorageSettings } from '../../../contract/storage.ts'
import type { Overrides } from '../ports/overrides.ts'
import type { SecretStore } from '../ports/secret-store.ts'

/** The name under which the password of an engine is kept. */
export function passwordName(engine: Engine): string {
  return `storage:${engine}`
}

/** The engine of this start: what flags and variables say over what the settings say. */
export async function chosenEngine(
  settings: StorageSettings,
  overrides: Overrides['storage'],
  secrets: SecretStore,
): Promise<EngineChoice> {
  const engine = overrides.engine ?? settings.engine
  const password = overrides.password ?? (await secrets.get(passwordName(engine)))
  return {
    engine,
    redis: { ...settings.redis, ...overrides.redis },
    pgsql: { ...settings.pgsql, ...overrides.pgsql },
    ...(password !== undefined && { password }),
  }
}

/** Where an engine keeps its data, for people. Never with credentials. */
export function locationOf({ engine, redis, pgsql }: EngineChoice, file: string): string {
  switch (engine) {
    case 'sqlite':
      return file
    case 'inmemory':
      return ''
    case 'redis':
      return `${redis.address.replace(/^.*@/, '')}/${redis.database}`
    case 'pgsql':
      return `${pgsql.host}:${pgsql.port}/${pgsql.database}`
    default:
      return assertNever(engine)
  }
}
