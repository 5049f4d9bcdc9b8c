import { longestPrompt } from '../../contract/prompt.ts'
import { failureFrom, ParleyError } from '../core/errors.ts'
import type { Agents } from '../core/library/agents.ts'
import type { Prompts } from '../core/library/prompts.ts'
import type { Log } from '../core/ports/log.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'

/** Agents and the prompts of the library. */
export function libraryHandlers(
  agents: Agents,
  prompts: Prompts,
  readClipboard: (() => Promise<string>) | undefined,
): Pick<Handlers, Extract<keyof Handlers, `${'agents' | 'prompts'}.${string}`>> {
  const allAgents = async () => ({ agents: await agents.views() })
  const allPrompts = () => ({ prompts: prompts.all() })
  return {
    'agents.list': allAgents,
    async 'agents.save'(words) {
      const agent = await agents.save(words)
      return { agent, ...(await allAgents()) }
    },
    async 'agents.remove'({ id }) {
      await agents.remove(id)
      return allAgents()
    },
    async 'agents.restore'({ id }) {
      await agents.restore(id)
      return allAgents()
    },
    async 'agents.duplicate'({ id }) {
      const agent = await agents.duplicate(id)
      return { agent, ...(await allAgents()) }
    },
    'prompts.list': async () => allPrompts(),
    async 'prompts.save'(words) {
      const prompt = await prompts.save(words)
      return { prompt, ...allPrompts() }
    },
    async 'prompts.remove'({ id }) {
      await prompts.remove(id)
      return allPrompts()
    },
    async 'prompts.restore'({ id }) {
      await prompts.restore(id)
      return allPrompts()
    },
    async 'prompts.import'({ text }) {
      const added = await prompts.importText(text)
      return { added, ...allPrompts() }
    },
    async 'prompts.clipboard'(_input, caller) {
      if (caller.kind !== 'window' || !readClipboard) throw new ParleyError('clipboard-refused')
      const text = await readClipboard()
      if (text.length > longestPrompt)
        throw new ParleyError('clipboard-long', { params: { most: String(longestPrompt) } })
      return { text }
    },
    'prompts.export': async () => ({ text: prompts.exportText() }),
  }
}

interface Library {
  readonly agents: Agents
  readonly prompts: Prompts
}

/** Tells everybody of changes. Returns the function that ends it. */
export function watchLibrary({ agents, prompts }: Library, audience: Audience, log: Log): () => void {
  const tellAgents = async () => audience.tell({ type: 'agents-changed', agents: await agents.views() })
  const unwatchAgents = agents.watch(() => {
    tellAgents().catch((error: unknown) => log.warn('agents-not-told', { code: failureFrom(error).code }))
  })
  const unwatchPrompts = prompts.watch(() =>
    audience.tell({ type: 'prompts-changed', prompts: prompts.all() }),
  )
  return () => {
    unwatchAgents()
    unwatchPrompts()
  }
}
