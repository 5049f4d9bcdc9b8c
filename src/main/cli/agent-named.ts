import type { AgentId } from '../../contract/id.ts'
import { isSameName } from '../../contract/name.ts'
import type { FlagValues } from '../config/flags.ts'
import { ParleyError } from '../core/errors.ts'
import type { TerminalClient } from './turn.ts'

/** The agent that `-agent` names, `null` for none, undefined where nothing is said. Throws `agent-unknown`. */
export async function agentNamed(
  { agent }: FlagValues,
  client: Pick<TerminalClient, 'ask'>,
): Promise<AgentId | null | undefined> {
  if (typeof agent !== 'string' || agent === '') return undefined
  const { agents } = await client.ask('agents.list', {})
  const found = agents.find(({ id, name }) => id === agent || isSameName(name, agent))
  if (found) return found.id
  if (isSameName(agent, 'none')) return null
  const known = agents.map(({ name }) => name).join(', ')
  throw new ParleyError('agent-unknown', { params: { name: agent, known: known || 'none' } })
}
