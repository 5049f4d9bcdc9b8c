import { sessionIdSchema } from '../../../contract/id.ts'
import { maxMessageBytes } from '../../../contract/draft.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import { listOf } from '../../config/flags.ts'
import { agentFlag, runFlags } from '../../config/run-flags.ts'
import { formatFrom } from '../answer-format.ts'
import type { Command, CommandContext } from '../command.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { ParleyError } from '../../core/errors.ts'
import { createAnswering } from '../answering.ts'
import { createAsking, namesOf } from '../asking.ts'
import { agentNamed } from '../agent-named.ts'
import { attachFiles } from '../attach-files.ts'
import { clientToolsFrom, submitLines } from '../client-tools.ts'
import { createTurnPrinter } from '../turn-printer.ts'
import { connectTerminal, type TerminalClient } from '../turn.ts'

/** One turn: the question on the command line or on standard input, the answer on standard output. */
export const runCommand: Command = {
  name: 'run',
  summary: 'terminal.run-summary',
  usage: 'parley run [flags] "text"',
  flags: [
    { name: 'json', type: 'boolean', default: 'false', help: 'flag.json' },
    { name: 'schema', type: 'string', default: '', help: 'flag.schema' },
    { name: 'session-id', type: 'string', default: '', help: 'flag.session-id' },
    { name: 'attach', type: 'list', default: '', help: 'flag.attach' },
    { name: 'client-tools', type: 'string', default: '', help: 'flag.client-tools' },
    { name: 'allow', type: 'string', default: '', help: 'flag.allow' },
    agentFlag,
    ...runFlags,
  ],
  async run(context) {
    const sessionId = sessionIdOf(context)
    const format = await formatFrom(context.flags)
    const clientTools = await clientToolsFrom(context.flags)
    const question = await questionOf(context, clientTools.length > 0)
    const app = await context.open()
    const client = connectTerminal(app.door)
    const attachments = await attachFiles(context, client)
    const agentId = await agentNamed(context.flags, client)
    const options = {
      ...(format && { generation: { ...(await client.ask('settings.get', {})).generation, format } }),
      ...(clientTools.length > 0 && { clientTools }),
    }
    const { run } = await client.ask('runs.start', {
      text: question,
      ...(attachments.length > 0 && { attachments }),
      ...(sessionId && { sessionId }),
      ...(agentId !== undefined && { agentId }),
      options,
    })

    let stops = 0
    const forget = context.terminal.onStop(() => {
      stops += 1
      // Whoever presses Ctrl-C twice does not want to wait for a tool to notice.
      if (stops > 1) process.exit(exitCodes.stopped)
      void client.ask('runs.cancel', { runId: run.id })
    })
    const print = printerFor(context)
    const answers = answersFrom(context, client, run, clientTools.length > 0)
    let end: RunEvent | undefined
    for await (const event of client.follow(run)) {
      print(event)
      answers.see(event)
      end = event
    }
    forget()
    answers.close()
    client.close()
    return end?.type === 'run-ended' ? reportEnd(end, context) : exitCodes.failed
  },
}

/** Who answers while the run goes on: a person at the terminal, or the program that writes into standard input. */
function answersFrom(
  { terminal, text, flags }: CommandContext,
  client: TerminalClient,
  run: Run,
  piped: boolean,
) {
  const lines = terminal.interactive || piped ? terminal.openLines() : undefined
  const write = (words: string) => terminal.note(words)
  const interactive = lines !== undefined && !piped
  const asking = createAsking({ client, run, text, write, interactive, allowed: namesOf(flags['allow']) })
  const answering = createAnswering({ client, text, write, interactive })
  if (interactive) lines.offer((line) => asking.answer(line) || answering.answer(line))
  const outputs = lines && piped ? submitLines(lines, { client, run, write }) : undefined
  return {
    see(event: RunEvent) {
      asking.see(event)
      outputs?.see(event)
    },
    close() {
      answering.close()
      lines?.close()
    },
  }
}

function sessionIdOf({ flags }: CommandContext) {
  const given = flags['session-id']
  if (given === undefined || given === '') return undefined
  const parsed = sessionIdSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const expected = 'it must be 1 to 128 letters, digits or . _ : @ -'
  throw new ParleyError('flag-invalid', { params: { flag: 'session-id', value: String(given), expected } })
}

// The message's own limits are checked behind the door, the same for every face.
async function questionOf(
  { words, terminal, flags }: CommandContext,
  isInputTaken: boolean,
): Promise<string> {
  if (isInputTaken) return words.join(' ')
  // A file may stand alone.
  if (words.length === 0 && listOf(flags['attach']).length > 0) return ''
  const fromInput = words[0] === '-' || (words.length === 0 && !terminal.interactive)
  return fromInput ? terminal.readAll(maxMessageBytes) : words.join(' ')
}

function printerFor({ flags, terminal, text }: CommandContext): (event: RunEvent) => void {
  if (flags['json'] === true) return (event) => terminal.out(`${JSON.stringify(event)}\n`)
  const printer = createTurnPrinter({
    answer: (words) => terminal.out(words),
    activity: (line) => terminal.note(line),
    text,
  })
  return (event) => printer.print(event)
}

function reportEnd(
  end: Extract<RunEvent, { type: 'run-ended' }>,
  { terminal, text }: CommandContext,
): ExitCode {
  switch (end.status) {
    case 'completed':
      return exitCodes.done
    case 'cancelled':
      terminal.note(`${text('terminal.stopped')}\n`)
      return exitCodes.stopped
    case 'expired':
      terminal.note(`${text('terminal.expired')}\n`)
      return exitCodes.failed
    case 'incomplete':
      terminal.note(`${text(`terminal.incomplete-${end.incompleteReason ?? 'interrupted'}`)}\n`)
      return exitCodes.failed
    default:
      terminal.note(`${end.failure?.message ?? text('terminal.failed')}\n`)
      if (end.failure?.providerMessage) terminal.note(`  ${end.failure.providerMessage}\n`)
      return exitCodes.failed
  }
}
