import { createLocalApi, type LocalApi } from '../core/local-api/local-api.ts'
import type { ApiListener } from '../core/ports/api-listener.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import type { Door } from '../methods/door.ts'
import { createToken } from '../server/token.ts'
import type { Host } from './host.ts'

/** The API for programs of this computer. The door is asked for when the first of them may come. */
export function openLocalApi(
  { secrets, log }: Host,
  { book, clock, door }: { readonly book: SettingsBook; readonly clock: Clock; readonly door: () => Door },
): LocalApi {
  const listener: ApiListener = {
    async listen(options) {
      // Nobody waits for the code of a server who does not use it.
      const { startApiServer } = await import('../server/api/api-server.ts')
      return startApiServer({ ...options, door: door(), log, now: () => clock.now() })
    },
    async freePort(from) {
      const { findFreePort } = await import('../server/api/http-servers.ts')
      return findFreePort(from)
    },
  }
  // The name makes it known to programs that look for keys where none should be.
  return createLocalApi({ book, secrets, listener, newToken: () => `parley-${createToken()}`, clock })
}
