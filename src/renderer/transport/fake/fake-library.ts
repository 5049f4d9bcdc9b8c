import type { AgentView } from '../../../contract/agent.ts'
import { agentIdOf, promptIdOf } from '../../../contract/id.ts'
import { promptFileSchema, type Prompt } from '../../../contract/prompt.ts'
import type { Notice } from '../../../contract/notice.ts'
import { localFailure } from '../local-failure.ts'
import { FailureError } from '../transport.ts'
import type { FakeHandlers } from './fake-method.ts'
import type { FakeWorld } from './fake-world.ts'

type Tell = (notice: Notice) => void
type Some<Room extends string> = Pick<FakeHandlers, Extract<keyof FakeHandlers, `${Room}.${string}`>>

/** A core that keeps agents and prompts and knows nothing else of them. */
export function fakeLibraryHandlers(world: FakeWorld, tell: Tell): Some<'agents' | 'prompts'> {
  return { ...agentHandlers(world, tell), ...promptHandlers(world, tell) }
}

function agentHandlers(world: FakeWorld, tell: Tell): Some<'agents'> {
  const removed = new Map<string, AgentView>()
  let made = 0
  const change = (agents: readonly AgentView[]) => {
    world.agents = agents
    tell({ type: 'agents-changed', agents })
    return { agents }
  }
  const find = (id: string) => found(world.agents, id, () => localFailure('agent-missing', { id }))
  return {
    'agents.list': () => ({ agents: world.agents }),
    'agents.save': ({ id, ...words }) => {
      refuseNamesake(world.agents, words.name, id)
      const known = id !== undefined && find(id)
      const agent = { ...words, id: id ?? agentIdOf(`agent-${(made += 1)}`), hash: JSON.stringify(words) }
      const others = world.agents.map((each) => (each.id === agent.id ? agent : each))
      return { agent, ...change(known ? others : [...world.agents, agent]) }
    },
    'agents.remove': ({ id }) => {
      removed.set(id, find(id))
      return change(world.agents.filter((each) => each.id !== id))
    },
    'agents.restore': ({ id }) =>
      change([
        ...world.agents,
        found([...removed.values()], id, () => localFailure('agent-missing', { id })),
      ]),
    'agents.duplicate': ({ id }) => {
      const agent = { ...find(id), id: agentIdOf(`agent-${(made += 1)}`), name: `${find(id).name} 2` }
      return { agent, ...change([...world.agents, agent]) }
    },
  }
}

function promptHandlers(world: FakeWorld, tell: Tell): Some<'prompts'> {
  const removed = new Map<string, Prompt>()
  let made = 0
  const change = (prompts: readonly Prompt[]) => {
    world.prompts = prompts
    tell({ type: 'prompts-changed', prompts })
    return { prompts }
  }
  const newId = () => promptIdOf(`prompt-${(made += 1)}`)
  const find = (id: string) => found(world.prompts, id, () => localFailure('prompt-missing', { id }))
  return {
    'prompts.list': () => ({ prompts: world.prompts }),
    'prompts.clipboard': () => ({ text: '' }),
    'prompts.save': ({ id, ...words }) => {
      refuseNamesake(world.prompts, words.name, id)
      const known = id !== undefined && find(id)
      const prompt = { ...words, id: id ?? newId() }
      const others = world.prompts.map((each) => (each.id === prompt.id ? prompt : each))
      return { prompt, ...change(known ? others : [...world.prompts, prompt]) }
    },
    'prompts.remove': ({ id }) => {
      removed.set(id, find(id))
      return change(world.prompts.filter((each) => each.id !== id))
    },
    'prompts.restore': ({ id }) =>
      change([
        ...world.prompts,
        found([...removed.values()], id, () => localFailure('prompt-missing', { id })),
      ]),
    'prompts.import': ({ text }) => {
      const { prompts } = promptFileSchema.parse(JSON.parse(text))
      const added = prompts.map((words) => ({ ...words, id: newId() }))
      return { added: added.length, ...change([...world.prompts, ...added]) }
    },
    'prompts.export': () => ({ text: JSON.stringify({ version: 1, prompts: world.prompts }) }),
  }
}

function found<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  failure: () => ConstructorParameters<typeof FailureError>[0],
): Item {
  const item = items.find((each) => each.id === id)
  if (!item) throw new FailureError(failure())
  return item
}

function refuseNamesake(
  items: readonly { readonly id: string; readonly name: string }[],
  name: string,
  id: string | undefined,
): void {
  const isTaken = items.some((each) => each.name === name && each.id !== id)
  if (isTaken) throw new FailureError(localFailure('name-taken', { name }))
}
