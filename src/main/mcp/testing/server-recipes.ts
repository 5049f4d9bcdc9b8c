import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { McpLaunch } from '../../../contract/mcp.ts'
import { systemClock } from '../../config/system-clock.ts'
import type { LoginVault, ReadyLaunch, ToolServerRecipe } from '../../core/ports/tool-servers.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import type { ServerHost } from '../server-host.ts'
import type { Script } from './scripted-server.ts'

const scriptedServer = fileURLToPath(new URL('./scripted-server.ts', import.meta.url))
const { resolve } = createRequire(import.meta.url)

/** Runs a test file's servers under the Node that runs the test. */
export function nodeLaunch(...args: readonly string[]): Extract<McpLaunch, { type: 'stdio' }> {
  return { type: 'stdio', command: process.execPath, args }
}

/** The entry of a server from npm, such as `server-everything`. */
export function publishedServer(name: string): string {
  return join(dirname(resolve(`@modelcontextprotocol/${name}/package.json`)), 'dist', 'index.js')
}

export function scripted(script: Script = {}, ...more: readonly string[]) {
  return nodeLaunch(scriptedServer, JSON.stringify(script), ...more)
}

/** A vault in memory. */
export function vaultOf(kept?: string): LoginVault {
  let text = kept
  return {
    read: async () => text,
    async write(next) {
      text = next
    },
  }
}

/** The recipe of a server with nothing to fill in. */
export function recipeOf(
  name: string,
  launch: McpLaunch,
  given: Readonly<Record<string, string>> = {},
  more: Pick<Extract<ReadyLaunch, { type: 'http' | 'sse' }>, 'login' | 'clientUrl'> = {},
): ToolServerRecipe {
  const ready: ReadyLaunch =
    launch.type === 'stdio'
      ? { ...launch, env: given }
      : { type: launch.type, url: launch.url, headers: given, ...more }
  return { name, launch, given: Object.keys(given), login: vaultOf(), resolve: async () => ready }
}

export function hostOf(folder: string, change: Partial<ServerHost> = {}): ServerHost {
  return {
    clock: systemClock,
    log: silentLog,
    random: Math.random,
    pingMs: 500,
    platform: process.platform,
    env: process.env,
    commandPath: async () => process.env['PATH'] ?? '',
    processFolder: join(folder, 'processes'),
    fetch,
    version: '0.0.0',
    ...change,
  }
}
