import { assertNever } from '../../contract/assert-never.ts'
import type { Upgrade } from '../../contract/storage.ts'
import type { Log } from '../core/ports/log.ts'
import type { StoreOpener } from '../core/ports/store-switch.ts'
import { openSqliteStore } from '../persistence/sqlite/open.ts'

/** Opens whichever engine is chosen. The code of the servers' clients is loaded only when it is needed. */
export function createStoreOpener(
  file: string,
  log: Log,
  onUpgrade: (upgrade: Upgrade) => void,
): StoreOpener {
  return async ({ engine, redis, pgsql, password }) => {
    switch (engine) {
      case 'sqlite':
        return openSqliteStore({ path: file, log, onUpgrade })
      case 'inmemory':
        return openSqliteStore({ path: ':memory:', log })
      case 'redis': {
        const { openRedisStore } = await import('../persistence/redis/open.ts')
        return openRedisStore({ ...redis, ...(password && { password }), log })
      }
      case 'pgsql': {
        const { openPostgresStore } = await import('../persistence/postgres/open.ts')
        const tls = pgsql.tls ? ('verified' as const) : ('off' as const)
        return openPostgresStore({ ...pgsql, tls, ...(password && { password }), log })
      }
      default:
        return assertNever(engine)
    }
  }
}
