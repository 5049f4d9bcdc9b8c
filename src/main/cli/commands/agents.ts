import { runFlags } from '../../config/run-flags.ts'
import { ParleyError } from '../../core/errors.ts'
import type { Command } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { connectTerminal } from '../turn.ts'

/** What the user's agents are. */
export const agentsCommand: Command = {
  name: 'agents',
  summary: 'terminal.agents-summary',
  usage: 'parley agents [flags]',
  flags: [{ name: 'json', type: 'boolean', default: 'false', help: 'flag.json-agents' }, ...runFlags],
  async run({ open, terminal, flags, words, text }) {
    if (words.length > 0)
      throw new ParleyError('command-unknown', { params: { command: `agents ${words[0]}` } })
    const app = await open()
    const client = connectTerminal(app.door)
    const { agents } = await client.ask('agents.list', {})
    client.close()
    if (agents.length === 0) terminal.note(`${text('terminal.agents-none')}\n`)
    for (const agent of agents) {
      const model = agent.model === undefined ? '' : `${agent.providerId} ${agent.model}`
      terminal.out(
        `${flags['json'] === true ? JSON.stringify(agent) : `${agent.name}\t${model}`.trimEnd()}\n`,
      )
    }
    return exitCodes.done
  },
}
