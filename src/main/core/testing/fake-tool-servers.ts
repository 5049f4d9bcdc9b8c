import type { McpStatus } from '../../../contract/mcp.ts'
import { ParleyError } from '../errors.ts'
import type { ReadyLaunch, ToolServerRecipe, ToolServers } from '../ports/tool-servers.ts'

const stopped: McpStatus = { state: 'stopped', tools: [], leftOut: 0, output: [] }

/** Servers that start nothing. `configured` is what they were told last, `started` what a start would have used. */
export function createFakeToolServers(): ToolServers & {
  readonly configured: () => readonly ToolServerRecipe[]
  readonly started: ReadyLaunch[]
} {
  let recipes: readonly ToolServerRecipe[] = []
  const started: ReadyLaunch[] = []
  const listeners = new Set<() => void>()
  return {
    started,
    configured: () => recipes,
    configure(next) {
      recipes = next
      for (const listener of listeners) listener()
    },
    status: () => stopped,
    async restart(name) {
      for (const recipe of recipes) if (recipe.name === name) started.push(await recipe.resolve())
    },
    async probe(recipe) {
      started.push(await recipe.resolve())
      return stopped
    },
    matter: {
      list: async () => ({ resources: [], prompts: [], leftOut: 0 }),
      read: async (_, uri) => uri,
      prompt: async (_, prompt) => prompt,
    },
    signIn: async (_name, open) => open('https://login.example/authorize'),
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    list: async () => [],
    call: async ({ name }) => {
      throw new ParleyError('tool-unknown', { params: { tool: name } })
    },
    close: async () => undefined,
  }
}
