import type { Mark, PartPlace } from '../../../contract/context-mark.ts'
import { messageIdSchema, sessionIdSchema, type SessionId } from '../../../contract/id.ts'
import { agentFlag, runFlags } from '../../config/run-flags.ts'
import { ParleyError } from '../../core/errors.ts'
import { agentNamed } from '../agent-named.ts'
import type { Command, CommandContext } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { oneLine } from '../one-line.ts'
import { connectTerminal, type TerminalClient } from '../turn.ts'

/** What is done with items, by its word. */
const marks: Readonly<Record<string, Mark | null>> = {
  mute: 'muted',
  pin: 'pinned',
  shorten: 'shortened',
  send: null,
}
/** Turns that are listed item by item. */
const turns = 10_000

/** What the next request of a chat holds, and what the user wants of it. */
export const contextCommand: Command = {
  name: 'context',
  summary: 'terminal.context-summary',
  usage: 'parley context -session-id ID [flags] [mute|pin|shorten|send ITEM …]',
  flags: [
    { name: 'session-id', type: 'string', default: '', help: 'flag.session-context' },
    { name: 'json', type: 'boolean', default: 'false', help: 'flag.json-context' },
    agentFlag,
    ...runFlags,
  ],
  async run(context) {
    const [verb, ...words] = context.words
    const sessionId = sessionOf(context)
    const mark = verb === undefined ? undefined : marks[verb]
    if (verb !== undefined && mark === undefined) {
      throw new ParleyError('command-unknown', { params: { command: `context ${verb}` } })
    }
    const places = words.map(placeOf)
    if (verb !== undefined && places.length === 0) throw usageError(`${verb} ITEM`)
    const app = await context.open()
    const client = connectTerminal(app.door)
    try {
      if (mark !== undefined) await client.ask('context.mark', { sessionId, places, mark })
      await list(client, context, sessionId)
    } finally {
      client.close()
    }
    return exitCodes.done
  },
}

async function list(
  client: TerminalClient,
  { flags, terminal, text }: CommandContext,
  sessionId: SessionId,
): Promise<void> {
  const agentId = await agentNamed(flags, client)
  const chosen = agentId === undefined ? {} : { agentId }
  const { items, tokens } = await client.ask('context.items', { sessionId, text: '', turns, ...chosen })
  for (const item of items) {
    const line = [item.id, item.kind, item.state, item.tokens, oneLine(item.label)].join('\t')
    terminal.out(`${flags['json'] === true ? JSON.stringify(item) : line}\n`)
  }
  terminal.note(`${text('terminal.context-sum', { count: tokens })}\n`)
}

function sessionOf({ flags }: CommandContext): SessionId {
  const given = String(flags['session-id'] ?? '')
  const parsed = sessionIdSchema.safeParse(given)
  if (parsed.success) return parsed.data
  if (given === '') throw usageError('-session-id ID')
  throw new ParleyError('session-missing', { params: { id: given } })
}

/** An item as the list names it: the id of its message, and the number of the part behind a colon. */
function placeOf(item: string): PartPlace {
  const [, id = '', part] = /^(.+):(\d{1,5})$/.exec(item) ?? []
  const messageId = messageIdSchema.safeParse(id)
  if (!messageId.success) throw new ParleyError('message-missing', { params: { id: item } })
  return { messageId: messageId.data, part: Number(part) }
}

function usageError(usage: string): ParleyError {
  return new ParleyError('input-invalid', { params: { detail: `parley context ${usage}` } })
}
