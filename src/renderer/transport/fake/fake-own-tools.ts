import type { OwnTool } from '../../../contract/own-tool.ts'
import type { FakeHandlers } from './fake-method.ts'
import type { FakeWorld } from './fake-world.ts'

/** The user's own tools, in memory: what is agreed to is loaded. */
export function fakeOwnToolHandlers(
  world: FakeWorld,
): Pick<FakeHandlers, Extract<keyof FakeHandlers, `own-tools.${string}`>> {
  const put = (file: string, change: Partial<OwnTool>) => {
    const tools = world.ownTools.tools.map((each) => (each.file === file ? { ...each, ...change } : each))
    return (world.ownTools = { ...world.ownTools, tools })
  }
  return {
    'own-tools.list': () => world.ownTools,
    'own-tools.allow': ({ file }) => put(file, { state: 'loaded', tool: 'shout' }),
    'own-tools.forbid': ({ file }) => put(file, { state: 'new' }),
  }
}
