import type { McpLaunch } from '../../contract/mcp.ts'
import { ParleyError } from '../core/errors.ts'
import type { McpRoom } from '../core/mcp/mcp-room.ts'
import type { Caller } from './caller.ts'
import type { Handlers } from './door.ts'

/**
 * The methods of MCP servers. A command runs with all rights of the user, so it comes from the app's own window only: no
 * page of a browser and no program adds one, changes one or switches one on; of pasted servers a page adds the others. Nor does one let an address ask for a
 * variable of this computer, or for its folders.
 */
export function mcpHandlers(mcp: McpRoom): Pick<Handlers, Extract<keyof Handlers, `mcp.${string}`>> {
  const listed = () => ({ servers: [...mcp.views()] })
  return {
    'mcp.list': async () => listed(),
    async 'mcp.put'(change, caller) {
      refuseCommand(change.launch, caller)
      const ofComputer =
        change.variables.length > 0 || [change.shareFolders, change.asks, change.samples].includes(true)
      if (ofComputer && caller.kind !== 'window') throw new ParleyError('mcp-window-only')
      if (change.previousName !== undefined) refuseCommand(mcp.get(change.previousName).launch, caller)
      await mcp.put(change)
      return listed()
    },
    async 'mcp.remove'({ name }, caller) {
      refusePrograms(caller)
      await mcp.remove(name)
      return listed()
    },
    async 'mcp.restore'({ name }, caller) {
      refuseCommand(mcp.removed(name).launch, caller)
      await mcp.restore(name)
      return listed()
    },
    async 'mcp.restart'({ name }, caller) {
      refusePrograms(caller)
      await mcp.restart(name)
      return listed()
    },
    async 'mcp.sign-in'({ name, client }, caller) {
      if (caller.kind !== 'window') throw new ParleyError('mcp-window-only')
      await mcp.signIn(name, client)
      return listed()
    },
    async 'mcp.test'({ name }, caller) {
      refuseCommand(mcp.get(name).launch, caller)
      return mcp.test(name)
    },
    async 'mcp.import'({ text }, caller) {
      refusePrograms(caller)
      const report = await mcp.import(text, caller.kind === 'window')
      return { ...listed(), report }
    },
    ...matterHandlers(mcp),
    ...otherHandlers(mcp),
    ...questionHandlers(mcp),
  }
}

function questionHandlers({ questions }: McpRoom): Pick<Handlers, 'mcp.questions' | 'mcp.answer'> {
  return {
    async 'mcp.questions'(_, caller) {
      refusePrograms(caller)
      return { questions: questions.open() }
    },
    async 'mcp.answer'({ id, answer }, caller) {
      refusePrograms(caller)
      questions.answer(id, answer)
      return {}
    },
  }
}

function matterHandlers({ matter }: McpRoom): Pick<Handlers, 'mcp.offers' | 'mcp.read' | 'mcp.prompt'> {
  return {
    async 'mcp.offers'({ name }, caller) {
      refusePrograms(caller)
      return matter.list(name)
    },
    async 'mcp.read'({ name, uri }, caller) {
      refusePrograms(caller)
      return { text: await matter.read(name, uri) }
    },
    async 'mcp.prompt'(asked, caller) {
      refusePrograms(caller)
      return { text: await matter.prompt(asked.name, asked.prompt, asked.arguments) }
    },
  }
}

function otherHandlers(mcp: McpRoom): Pick<Handlers, 'mcp.look-around' | 'mcp.take'> {
  return {
    async 'mcp.look-around'(_, caller) {
      if (caller.kind !== 'window') throw new ParleyError('mcp-window-only')
      return { found: await mcp.lookAround() }
    },
    async 'mcp.take'({ program, names }, caller) {
      if (caller.kind !== 'window') throw new ParleyError('mcp-window-only')
      const report = await mcp.take(program, names)
      return { servers: [...mcp.views()], report }
    },
  }
}

function refuseCommand({ type }: McpLaunch, caller: Caller): void {
  refusePrograms(caller)
  if (type === 'stdio' && caller.kind !== 'window') throw new ParleyError('mcp-window-only')
}

function refusePrograms({ kind }: Caller): void {
  if (kind === 'http') throw new ParleyError('mcp-window-only')
}
