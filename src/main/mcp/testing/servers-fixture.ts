import { readFileSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../../config/testing/temporary-folder.ts'
import type { ToolServerRecipe, ToolServers } from '../../core/ports/tool-servers.ts'
import { callOf } from '../../core/testing/tool-call.ts'
import type { ServerHost } from '../server-host.ts'
import { openToolServers } from '../tool-servers.ts'
import { hostOf } from './server-recipes.ts'

type OpenedServers = ToolServers & { readonly folder: string }

/** Servers that are stopped when the test ends. A list waits for as long as they take to start. */
export async function openServers(
  recipes: readonly ToolServerRecipe[],
  change: Partial<ServerHost> = {},
): Promise<OpenedServers> {
  const servers = await openImpatient(recipes, change)
  const isStarting = () => recipes.some(({ name }) => servers.status(name).state === 'starting')
  return {
    ...servers,
    async list() {
      const tools = await servers.list()
      if (!isStarting()) return tools
      await new Promise<void>((done) => {
        const unwatch = servers.watch(() => {
          if (isStarting()) return
          unwatch()
          done()
        })
      })
      // Who failed would be started again by the next list.
      return recipes.some(({ name }) => servers.status(name).state === 'failed') ? [] : servers.list()
    },
  }
}

/** The same, but a list waits only as long as a run would, after which a busy machine has not started any. */
export async function openImpatient(
  recipes: readonly ToolServerRecipe[],
  change: Partial<ServerHost> = {},
): Promise<OpenedServers> {
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
