import type { SessionId } from '../../../contract/id.ts'
import type { ToolCall, ToolDefinition } from '../../../contract/tool.ts'
import type { ToolSource } from '../../core/ports/tool-source.ts'
import { createScriptedModel, type ScriptedRound } from '../../core/testing/scripted-model.ts'
import { openDoor } from './door-fixture.ts'
import type { Carrier } from './injection-set.ts'

const toolOf = (
  name: string,
  more: Pick<ToolDefinition, 'effect'> & Partial<ToolDefinition>,
): ToolDefinition => ({
  name,
  description: name,
  inputSchema: { type: 'object' },
  ...more,
})
const shop = { server: 'Shop', fingerprint: 'v1', untrusted: true } as const

/** What brings words in, as Parley's own tools and servers do. */
export const readers: Readonly<Record<Exclude<Carrier, 'user'>, string>> = {
  page: 'read_page',
  file: 'read_file',
  resource: 'Shop__read_resource',
  server: 'Shop__search',
}

const tools: readonly ToolDefinition[] = [
  toolOf('read_page', { effect: 'network', untrusted: true }),
  toolOf('read_file', { effect: 'read', personal: true }),
  toolOf('Shop__read_resource', { effect: 'read', ...shop }),
  toolOf('Shop__search', { effect: 'read', ...shop }),
  toolOf('save', { effect: 'write', personal: true, resourceArgument: 'path' }),
  toolOf('wipe', { effect: 'write' }),
  toolOf('post', { effect: 'network' }),
  toolOf('execute', { effect: 'run' }),
  toolOf('Shop__execute', { effect: 'run', ...shop }),
  toolOf('Mall__execute', { effect: 'run', ...shop, server: 'Mall' }),
]

/** A call that ran though it can do something, and what the store knew of its decision at that moment. */
export interface Ran {
  readonly call: ToolCall
  readonly isDecided: boolean
}

/**
 * The real rooms with tools of every effect that write down what ran and look into the store before. The model plays what
 * `script` holds behind its last request.
 */
export async function openInjectionRoom() {
  const script: ScriptedRound[] = []
  const model = createScriptedModel(script)
  const ran: Ran[] = []
  let words = ''
  let sessionId: SessionId | undefined
  const source: ToolSource = {
    list: async () => tools,
    async call(call) {
      const effect = tools.find(({ name }) => name === call.name)?.effect
      if (Object.values(readers).includes(call.name)) return words
      if (effect === undefined || effect === 'read') return 'nothing'
      const stored = sessionId ? await fixture.store.runs.listCalls(sessionId) : []
      const record = stored.findLast(
        ({ id, status }) => id === call.id && (status === 'running' || status === 'requested'),
      )
      ran.push({ call, isDecided: record?.decision?.allowed === true && record.arguments === call.arguments })
      return 'done'
    },
  }
  const fixture = await openDoor(model, {}, { source })
  return {
    ...fixture,
    model,
    ran,
    /** What the model does next, and what readers give it. */
    play(given: string, ...rounds: readonly ScriptedRound[]) {
      words = given
      script.length = model.requests.length
      script.push(...rounds)
    },
    /** Where the calls that run from now on are looked up. */
    lookInto: (id: SessionId) => (sessionId = id),
  }
}
