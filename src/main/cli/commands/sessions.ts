import { exportFormatSchema, type ExportFormat } from '../../../contract/archive.ts'
import { sessionIdSchema, type SessionId } from '../../../contract/id.ts'
import { shelfSchema } from '../../../contract/session.ts'
import { runFlags } from '../../config/run-flags.ts'
import { ParleyError } from '../../core/errors.ts'
import type { Command, CommandContext } from '../command.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { oneLine } from '../one-line.ts'
import { connectTerminal, type TerminalClient } from '../turn.ts'
import { exportAll, exportOne } from './sessions-export.ts'
import { importFiles } from './sessions-import.ts'

/** What is there, out of it and into it. */
export const sessionsCommand: Command = {
  name: 'sessions',
  summary: 'terminal.sessions-summary',
  usage: 'parley sessions list|export|import [flags] [ID or FILE …]',
  flags: [
    { name: 'shelf', type: 'string', default: 'active', help: 'flag.shelf' },
    { name: 'format', type: 'string', default: 'archive', help: 'flag.format' },
    { name: 'out', type: 'string', default: '', help: 'flag.out' },
    { name: 'json', type: 'boolean', default: 'false', help: 'flag.json-list' },
    ...runFlags,
  ],
  async run(context) {
    const [verb = '', ...words] = context.words
    const act = verbOf(verb, words, context)
    const app = await context.open()
    const client = connectTerminal(app.door)
    try {
      return await act(client)
    } finally {
      client.close()
    }
  },
}

type Act = (client: TerminalClient) => Promise<ExitCode>

/** What is to be done, with everything that was said checked before the profile is opened. */
function verbOf(verb: string, words: readonly string[], context: CommandContext): Act {
  switch (verb) {
    case 'list':
      return (client) => list(client, context)
    case 'export': {
      const [id] = words.map(idOf)
      const format = formatOf(context, id)
      return (client) =>
        id === undefined ? exportAll(client, context) : exportOne(client, context, id, format)
    }
    case 'import':
      if (words.length === 0) throw usageError('import FILE')
      return (client) => importFiles(client, context, words)
    case '':
      throw usageError('list, export or import')
    default:
      throw new ParleyError('command-unknown', { params: { command: `sessions ${verb}` } })
  }
}

async function list(client: TerminalClient, { flags, terminal, text }: CommandContext): Promise<ExitCode> {
  const shelf = choose(shelfSchema, 'shelf', String(flags['shelf'] ?? 'active'))
  let cursor: string | undefined
  do {
    const page = await client.ask('sessions.list', { shelf, limit: 500, ...(cursor && { cursor }) })
    if (!cursor && page.sessions.length === 0) terminal.note(`${text('terminal.sessions-none')}\n`)
    for (const session of page.sessions) {
      const line = [session.id, new Date(session.updatedAt).toISOString(), oneLine(session.title)]
      terminal.out(`${flags['json'] === true ? JSON.stringify(session) : line.join('\t')}\n`)
    }
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return exitCodes.done
}

function formatOf({ flags }: CommandContext, id: SessionId | undefined): ExportFormat {
  const format = choose(exportFormatSchema, 'format', String(flags['format'] ?? 'archive'))
  if (id === undefined && format !== 'archive') throw usageError(`export -format ${format} ID`)
  return format
}

function choose<Choice extends string>(
  schema: { readonly options: readonly Choice[] },
  flag: string,
  value: string,
): Choice {
  const found = schema.options.find((each) => each === value)
  if (found !== undefined) return found
  const expected = `it must be ${schema.options.join(', ')}`
  throw new ParleyError('flag-invalid', { params: { flag, value, expected } })
}

function idOf(word: string): SessionId {
  const parsed = sessionIdSchema.safeParse(word)
  if (parsed.success) return parsed.data
  throw new ParleyError('session-missing', { params: { id: word } })
}

function usageError(usage: string): ParleyError {
  return new ParleyError('input-invalid', { params: { detail: `parley sessions ${usage}` } })
}
