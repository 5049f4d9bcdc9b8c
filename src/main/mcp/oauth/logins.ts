import type { LoginClient } from '../../../contract/mcp.ts'
import { ParleyError } from '../../core/errors.ts'
import type { ToolServerRecipe } from '../../core/ports/tool-servers.ts'
import type { ServerHost } from '../server-host.ts'

/** The logins that people go through now, one for each server. */
export interface Logins {
  /** Ends one that goes on for the same server. Throws as `signIn` does. */
  signIn(
    recipe: ToolServerRecipe,
    open: (address: string) => Promise<void>,
    client?: LoginClient,
  ): Promise<void>
  /** Ends all. */
  close(): void
}

export function createLogins(host: ServerHost): Logins {
  const open = new Map<string, AbortController>()
  return {
    async signIn(recipe, openAddress, client) {
      const { name: server, login: vault } = recipe
      open.get(server)?.abort(new Error('another login was begun'))
      const controller = new AbortController()
      open.set(server, controller)
      try {
        const launch = await recipe.resolve()
        if (launch.type === 'stdio') throw new ParleyError('mcp-server-missing', { params: { name: server } })
        // Loaded here for the same reason as a connection.
        const { signIn } = await import('./sign-in.ts')
        const { url } = launch
        await signIn({ server, url, vault, host, open: openAddress, client, signal: controller.signal })
      } finally {
        if (open.get(server) === controller) open.delete(server)
      }
    },
    close() {
      for (const controller of open.values()) controller.abort(new Error('Parley was closed'))
    },
  }
}
