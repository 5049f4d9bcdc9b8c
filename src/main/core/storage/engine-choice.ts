import { assertNever } from '../../../contract/assert-never.ts'
import type { Engine, EngineChoice, StorageSettings } from '../../../contract/storage.ts'
import { ParleyError } from '../errors.ts'
import type { Overrides } from '../ports/overrides.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import { createSecretReader } from '../provider/secret-reader.ts'

/** The name under which the password of an engine is kept. */
export function passwordName(engine: Engine): string {
  return `storage:${engine}`
}

/**
 * The engine of this start: what flags and variables say over what the settings say. Throws `storage-refused` where its
 * password is kept and cannot be read.
 */
export async function chosenEngine(
  settings: StorageSettings,
  overrides: Overrides['storage'],
  secrets: SecretStore,
): Promise<EngineChoice> {
  const engine = overrides.engine ?? settings.engine
  const reader = createSecretReader(secrets)
  const password = overrides.password ?? (await reader.read(passwordName(engine)))
  const choice: EngineChoice = {
    engine,
    redis: { ...settings.redis, ...overrides.redis },
    pgsql: { ...settings.pgsql, ...overrides.pgsql },
    ...(password !== undefined && { password }),
  }
  const fault = reader.fault()
  if (fault === undefined) return choice
  const reason = `its password cannot be read on this computer: ${fault}`
  throw new ParleyError('storage-refused', { params: { host: locationOf(choice, ''), reason } })
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
