import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { McpLaunch } from '../../../contract/mcp.ts'
import { temporaryFolder } from '../../config/testing/temporary-folder.ts'
import { systemClock } from '../../config/system-clock.ts'
import type { LoginVault, ReadyLaunch, ToolServerRecipe, ToolServers } from '../../core/ports/tool-servers.ts'
import { callOf } from '../../core/testing/tool-call.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import type { ServerHost } from '../server-host.ts'
import { openToolServers } from '../tool-servers.ts'
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
): ToolServerRecipe {
  const ready: ReadyLaunch =
    launch.type === 'stdio'
      ? { ...launch, env: given }
      : { type: launch.type, url: launch.url, headers: given }
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

/** Servers that are stopped when the test ends. */
export async function openServers(
  recipes: readonly ToolServerRecipe[],
  change: Partial<ServerHost> = {},
): Promise<ToolServers & { readonly folder: string }> {
  const folder = temporaryFolder()
  const servers = await openToolServers(hostOf(folder, change))
  servers.configure(recipes)
  onTestFinished(() => servers.close())
  return { ...servers, folder }
}

/** Resolves as soon as the server is in that state. */
export function untilState(servers: ToolServers, name: string, state: string): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (servers.status(name).state !== state) return
      unwatch()
      done()
    }
    const unwatch = servers.watch(look)
    look()
  })
}

export interface DiaryLine {
  readonly pid?: number
  readonly line?: string
}

/** What a scripted server wrote down. */
export function readDiary(path: string): readonly DiaryLine[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): DiaryLine => JSON.parse(line))
}

/** True while a process of that number runs; one that ended and was not yet asked about does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z'
  } catch {
    return false
  }
}

export const callOptions = { signal: new AbortController().signal, onProgress: () => undefined }

/** Makes a call that never ends by itself and aborts it for that reason as soon as the server has it. */
export async function abortedCall(servers: ToolServers, name: string, reason: unknown): Promise<unknown> {
  const controller = new AbortController()
  const { signal } = controller
  return servers.call(callOf(name), { signal, onProgress: () => controller.abort(reason) })
}
