import type { AgentId, SessionId } from '../../../contract/id.ts'
import { agentFlag, runFlags } from '../../config/run-flags.ts'
import type { Command, CommandContext } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { FailureError } from '../failure-error.ts'
import { agentNamed } from '../agent-named.ts'
import { createAnswering } from '../answering.ts'
import { createAsking, namesOf, type Asking } from '../asking.ts'
import { createTurnPrinter } from '../turn-printer.ts'
import { connectTerminal, type TerminalClient } from '../turn.ts'

/** A conversation in the terminal. An error is shown and the conversation goes on. */
export const chatCommand: Command = {
  name: 'chat',
  summary: 'terminal.chat-summary',
  usage: 'parley chat [flags]',
  flags: [{ name: 'allow', type: 'string', default: '', help: 'flag.allow' }, agentFlag, ...runFlags],
  async run(context) {
    const { terminal, text } = context
    const app = await context.open()
    const client = connectTerminal(app.door)
    const agentId = await agentNamed(context.flags, client)
    terminal.out(await bannerOf(context, client))

    const input = terminal.openLines()
    const write = (words: string) => terminal.out(words)
    const answering = createAnswering({ client, text, write, interactive: terminal.interactive })
    const turn: Turn = { agentId, cancel: undefined, tryNow: undefined, asking: undefined }
    // Ctrl-C stops the answer that is being written; without one it ends the conversation.
    const forget = terminal.onStop(() => (turn.cancel ? turn.cancel() : input.close()))
    // Enter alone asks at once, where the answer waits for its next attempt.
    input.offer((line) => {
      if (turn.asking?.answer(line) || answering.answer(line)) return true
      const hurries = line === '' && turn.tryNow !== undefined
      if (hurries) turn.tryNow?.()
      return hurries
    })
    let sessionId: SessionId | undefined
    for (;;) {
      terminal.out(text('terminal.you'))
      const words = (await input.next())?.trim()
      if (words === undefined || ['/exit', 'exit'].includes(words.toLowerCase())) break
      if (words.toLowerCase() === '/new') {
        sessionId = undefined
        terminal.out(`${text('terminal.new-session')}\n\n`)
      } else if (words !== '') {
        sessionId = await answer(context, client, words, sessionId, turn)
        terminal.out('\n')
      }
    }
    forget()
    answering.close()
    input.close()
    terminal.out(`${text('terminal.farewell')}\n`)
    client.close()
    return exitCodes.done
  },
}

interface Turn {
  /** Who answers in new chats; undefined leaves that to the settings. */
  readonly agentId: AgentId | null | undefined
  /** Set while an answer is being written. */
  cancel: (() => void) | undefined
  /** Set while the answer waits for its next attempt. */
  tryNow: (() => void) | undefined
  /** Set while an answer is being written. */
  asking: Asking | undefined
}

async function bannerOf({ text }: CommandContext, client: TerminalClient): Promise<string> {
  const settings = await client.ask('settings.get', {})
  const { tools } = await client.ask('tools.list', {})
  const lines = [
    text('terminal.title'),
    text('terminal.model', { model: settings.model, provider: settings.providerId }),
    text(settings.parallelTools ? 'terminal.parallel' : 'terminal.serial'),
    text('terminal.tools', { tools: tools.map(({ name }) => name).join(', ') }),
    text('terminal.commands'),
    '='.repeat(50),
  ]
  return `${lines.join('\n')}\n\n`
}

async function answer(
  { terminal, text, flags }: CommandContext,
  client: TerminalClient,
  words: string,
  sessionId: SessionId | undefined,
  turn: Turn,
): Promise<SessionId | undefined> {
  try {
    const { run, session } = await client.ask('runs.start', {
      text: words,
      ...(sessionId ? { sessionId } : turn.agentId !== undefined && { agentId: turn.agentId }),
    })
    turn.cancel = () => void client.ask('runs.cancel', { runId: run.id })
    terminal.out(text('terminal.assistant'))
    const write = (part: string) => terminal.out(part)
    const printer = createTurnPrinter({ answer: write, activity: write, text })
    const { interactive } = terminal
    const asking = createAsking({ client, run, text, write, interactive, allowed: namesOf(flags['allow']) })
    turn.asking = asking
    for await (const event of client.follow(run)) {
      printer.print(event)
      asking.see(event)
      const waits = event.type === 'retry-scheduled'
      turn.tryNow = waits ? () => void client.ask('runs.try-now', { runId: run.id }) : undefined
      if (waits) terminal.out(`${text('terminal.try-now')}\n`)
      if (event.type !== 'run-ended') continue
      if (event.status === 'cancelled') terminal.out(`${text('terminal.stopped')}\n`)
      if (event.failure) terminal.out(`${text('terminal.error', { reason: event.failure.message })}\n`)
      if (event.incompleteReason) terminal.out(`${text(`terminal.incomplete-${event.incompleteReason}`)}\n`)
    }
    return session.id
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    terminal.out(`${text('terminal.error', { reason: error.message })}\n`)
    return sessionId
  } finally {
    turn.cancel = undefined
    turn.tryNow = undefined
    turn.asking = undefined
  }
}
