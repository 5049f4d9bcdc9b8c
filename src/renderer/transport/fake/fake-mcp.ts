import type { McpServerChange, McpServerView, McpStatus } from '../../../contract/mcp.ts'
import { isSameLogin, loginValueNames, type LoginValueName } from '../../../contract/mcp-login.ts'
import type { Notice } from '../../../contract/notice.ts'
import { localFailure } from '../local-failure.ts'
import { FailureError } from '../transport.ts'
import type { FakeHandlers } from './fake-method.ts'
import type { FakeWorld } from './fake-world.ts'

const stopped: McpStatus = { state: 'stopped', tools: [], leftOut: 0, output: [] }

/** A core that keeps servers and starts none. */
export function fakeMcpHandlers(
  world: FakeWorld,
  tell: (notice: Notice) => void,
): Pick<FakeHandlers, Extract<keyof FakeHandlers, `mcp.${string}`>> {
  const removed = new Map<string, McpServerView>()
  const change = (servers: readonly McpServerView[]) => {
    world.mcpServers = servers
    tell({ type: 'mcp-changed', servers: [...servers] })
    return { servers: [...servers] }
  }
  const find = (name: string) => {
    const server = world.mcpServers.find((each) => each.name === name)
    if (!server) throw new FailureError(localFailure('mcp-server-missing', { name }))
    return server
  }
  return {
    'mcp.list': () => ({ servers: [...world.mcpServers] }),
    'mcp.put': (given) => {
      const before = world.mcpServers.find(({ name }) => name === given.previousName)
      const view = viewOf(given, before)
      return change(
        before
          ? world.mcpServers.map((each) => (each === before ? view : each))
          : [...world.mcpServers, view],
      )
    },
    'mcp.remove': ({ name }) => {
      removed.set(name, find(name))
      return change(world.mcpServers.filter((each) => each.name !== name))
    },
    'mcp.restore': ({ name }) => {
      const server = removed.get(name)
      if (!server) throw new FailureError(localFailure('mcp-server-missing', { name }))
      return change([...world.mcpServers, server])
    },
    'mcp.restart': ({ name }) => (find(name), { servers: [...world.mcpServers] }),
    'mcp.sign-in': ({ name }) => (find(name), { servers: [...world.mcpServers] }),
    'mcp.test': ({ name }) => ({ ...find(name).status, state: 'ready' }),
    'mcp.offers': () => ({ resources: [], prompts: [], leftOut: 0 }),
    'mcp.read': ({ uri }) => ({ text: uri }),
    'mcp.prompt': ({ prompt }) => ({ text: prompt }),
    'mcp.look-around': () => ({ found: [] }),
    'mcp.take': () => ({ servers: [...world.mcpServers], report: { added: [], skipped: [] } }),
    'mcp.questions': () => ({ questions: [] }),
    'mcp.answer': () => ({}),
    'mcp.import': () => ({ servers: [...world.mcpServers], report: { added: [], skipped: [] } }),
  }
}

function viewOf(given: McpServerChange, before: McpServerView | undefined): McpServerView {
  const { name, launch, enabled, variables, shareFolders, asks, samples, login } = given
  return {
    name,
    launch,
    enabled,
    variables,
    shareFolders,
    asks,
    samples,
    login,
    env: kept(given.env, before?.env),
    headers: kept(given.headers, before?.headers),
    loginValues: loginValueNames.filter((value) => keepsLogin(given, before, value)),
    wanted: [],
    status: before?.status ?? stopped,
  }
}

function keepsLogin(
  given: McpServerChange,
  before: McpServerView | undefined,
  value: LoginValueName,
): boolean {
  const same = isSameLogin(before?.login, given.login) && before?.loginValues.includes(value) === true
  return given.loginValues[value] === undefined ? same : given.loginValues[value] !== null
}

function kept(values: McpServerChange['env'], names: readonly string[] = []): string[] {
  return [...new Set([...names, ...Object.keys(values)])].filter((each) => values[each] !== null)
}
