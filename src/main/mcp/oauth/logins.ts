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
  /** Ends those of servers that are gone or were changed: what they give would be kept for another one. */
  keepOnly(recipes: readonly ToolServerRecipe[]): void
  /** Ends all. */
  close(): void
}

interface Going {
  readonly recipe: ToolServerRecipe
  readonly controller: AbortController
}

export function createLogins(host: ServerHost): Logins {
  const open = new Map<string, Going>()
  const end = (server: string, why: string) => open.get(server)?.controller.abort(new Error(why))
  return {
    async signIn(recipe, openAddress, client) {
      const { name: server, login: vault } = recipe
      end(server, 'another login was begun')
      const going = { recipe, controller: new AbortController() }
      open.set(server, going)
      try {
        const launch = await recipe.resolve()
        if (launch.type === 'stdio') throw new ParleyError('mcp-server-missing', { params: { name: server } })
        // Parley logs in by itself at the start that follows.
        if (launch.login) return
        // Loaded here for the same reason as a connection.
        const { signIn } = await import('./sign-in.ts')
        const { url, clientUrl } = launch
        const { signal } = going.controller
        await signIn({ server, url, vault, host, open: openAddress, client, clientUrl, signal })
      } finally {
        if (open.get(server) === going) open.delete(server)
      }
    },
    keepOnly(recipes) {
      for (const [server, { recipe }] of open) {
        if (!recipes.includes(recipe)) end(server, 'the server was changed')
      }
    },
    close() {
      for (const server of open.keys()) end(server, 'Parley was closed')
    },
  }
}
