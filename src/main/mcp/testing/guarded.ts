import type { LoginServer } from './login-server.ts'
import { recipeOf, vaultOf } from './server-recipes.ts'
import { openServers } from './servers-fixture.ts'

/** A server that wants a login. `elsewhere` is what was asked that is not at its own origin. */
export async function openGuarded(
  login: LoginServer,
  vault = vaultOf(),
  ready: Parameters<typeof recipeOf>[3] = {},
) {
  const recipe = recipeOf('guarded', { type: 'http', url: `${login.origin}/mcp` }, {}, ready)
  const elsewhere: string[] = []
  const recording: typeof fetch = (address, init) => {
    const url = address instanceof Request ? address.url : String(address)
    if (!url.startsWith(login.origin)) elsewhere.push(url)
    return fetch(address, init)
  }
  const servers = await openServers([{ ...recipe, login: vault }], { fetch: recording })
  return { servers, vault, elsewhere }
}

/** A browser that must not be opened. */
export const opensNothing = (address: string) => Promise.reject(new Error(`would open ${address}`))
