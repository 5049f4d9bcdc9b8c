import { readFile } from 'node:fs/promises'
import type { Failure } from '../../../contract/failure.ts'
import type { AnswerFormat } from '../../../contract/generation.ts'
import type { AgentId } from '../../../contract/id.ts'
import type { MethodInput } from '../../../contract/method.ts'
import type { Text } from '../../../contract/language/text.ts'
import { textOf } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import { agentFlag, runFlags } from '../../config/run-flags.ts'
import { failureFrom, ParleyError, reasonOf } from '../../core/errors.ts'
import { formatFrom } from '../answer-format.ts'
import { readBatch, type BatchConversation } from '../batch-input.ts'
import { agentNamed } from '../agent-named.ts'
import { createAnswering } from '../answering.ts'
import { createAsking, namesOf } from '../asking.ts'
import type { Command, CommandContext } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { FailureError } from '../failure-error.ts'
import { connectTerminal, type TerminalClient } from '../turn.ts'

const mostBytes = 200_000_000
const mostAtOnce = 64

/** What became of one conversation. */
interface Outcome {
  /** From 0, in the order of the input. */
  readonly index: number
  readonly status: Run['status']
  /** The last answer; null when there is none. */
  readonly text: string | null
  readonly model?: string
  readonly usage?: Run['usage']
  readonly cost?: number
  readonly sessionId?: string
  readonly failure?: Pick<Failure, 'code' | 'message' | 'providerMessage'>
}

/** Many conversations in, their answers out in the same order; one that fails stops no other. */
export const batchCommand: Command = {
  name: 'batch',
  summary: 'terminal.batch-summary',
  usage: 'parley batch [flags] FILE',
  flags: [
    { name: 'json', type: 'boolean', default: 'false', help: 'flag.json-batch' },
    { name: 'concurrency', type: 'number', default: '4', help: 'flag.concurrency' },
    { name: 'schema', type: 'string', default: '', help: 'flag.schema' },
    { name: 'keep', type: 'boolean', default: 'false', help: 'flag.keep' },
    { name: 'allow', type: 'string', default: '', help: 'flag.allow' },
    agentFlag,
    ...runFlags,
  ],
  async run(context) {
    const atOnce = concurrencyOf(context)
    const format = await formatFrom(context.flags)
    const conversations = readBatch(await inputOf(context))
    const app = await context.open()
    const client = connectTerminal(app.door)
    const write = (words: string) => context.terminal.note(words)
    const answering = createAnswering({ client, text: context.text, write, interactive: false })
    const batch = createBatch({
      client,
      keep: context.flags['keep'] === true,
      options: await optionsFor(client, format),
      agentId: await agentNamed(context.flags, client),
      text: context.text,
      allowed: namesOf(context.flags['allow']),
    })
    const forget = context.terminal.onStop(() => {
      // Whoever presses Ctrl-C twice does not want to wait.
      if (batch.stop() > 1) process.exit(exitCodes.stopped)
    })
    const print = printerFor(context)
    const count = await inOrder(conversations, atOnce, batch.answer, print.one)
    print.end()
    forget()
    answering.close()
    client.close()
    const said = context.text('terminal.batch-failed', { count, total: conversations.length })
    if (count > 0) context.terminal.note(`${said}\n`)
    if (batch.isStopped()) return exitCodes.stopped
    return count > 0 ? exitCodes.failed : exitCodes.done
  },
}

function concurrencyOf({ flags }: CommandContext): number {
  const value = flags['concurrency'] ?? 4
  if (typeof value === 'number' && value >= 1 && value <= mostAtOnce) return value
  const expected = `it must be a whole number from 1 to ${mostAtOnce}`
  throw new ParleyError('flag-invalid', { params: { flag: 'concurrency', value: String(value), expected } })
}

async function inputOf({ words: [path = '-'], terminal }: CommandContext): Promise<string> {
  if (path === '-') return terminal.readAll(mostBytes)
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new ParleyError('file-unreadable', { params: { path, reason: reasonOf(error) }, cause: error })
  }
}

interface Batch {
  readonly answer: (conversation: BatchConversation, index: number) => Promise<Outcome>
  /** Stops what goes on and begins nothing more; gives how often it was called. */
  stop(): number
  isStopped(): boolean
}

type RunChoice = NonNullable<MethodInput<'runs.start'>['options']>

async function optionsFor(client: TerminalClient, format: AnswerFormat | undefined): Promise<RunChoice> {
  if (!format) return {}
  const { generation } = await client.ask('settings.get', {})
  return { generation: { ...generation, format } }
}

const unheard = () => undefined

interface BatchOptions {
  readonly client: TerminalClient
  readonly keep: boolean
  readonly options: RunChoice
  /** Undefined leaves it to the settings. */
  readonly agentId: AgentId | null | undefined
  readonly text: Text
  /** Names of tools that may run; of many answers at once none is asked about. */
  readonly allowed: ReadonlySet<string>
}

function createBatch({ client, keep, options, agentId, text: words, allowed }: BatchOptions): Batch {
  const active = new Set<Run['id']>()
  let stops = 0
  const answer: Batch['answer'] = async (conversation, index) => {
    const notAsked: Outcome = { index, status: 'cancelled', text: null }
    if (stops > 0) return notAsked
    const before = conversation.slice(0, -1)
    const text = conversation.at(-1)?.text ?? ''
    const session = await client.ask('sessions.create', { messages: before })
    try {
      const { run } = await client.ask('runs.start', {
        sessionId: session.id,
        text,
        options,
        ...(agentId !== undefined && { agentId }),
      })
      active.add(run.id)
      if (stops > 0) void client.ask('runs.cancel', { runId: run.id })
      const events: RunEvent[] = []
      const asking = createAsking({ client, run, text: words, write: unheard, interactive: false, allowed })
      for await (const event of client.follow(run)) {
        events.push(event)
        asking.see(event)
      }
      active.delete(run.id)
      return { ...outcomeOf(index, events), ...(keep && { sessionId: session.id }) }
    } finally {
      if (!keep) await discard(client, session.id)
    }
  }
  return {
    answer: (conversation, index) =>
      answer(conversation, index).catch((error: unknown): Outcome => {
        const failure = error instanceof FailureError ? error.failure : failureFrom(error)
        return { index, status: 'failed', text: null, failure }
      }),
    stop() {
      stops += 1
      for (const runId of active) void client.ask('runs.cancel', { runId })
      return stops
    },
    isStopped: () => stops > 0,
  }
}

// What cannot be removed is a chat too many, and no reason to lose an answer.
async function discard(client: TerminalClient, sessionId: string): Promise<void> {
  await client
    .ask('sessions.delete', { sessionId })
    .then(() => client.ask('sessions.purge', { sessionId }))
    .catch(() => undefined)
}

function outcomeOf(index: number, events: readonly RunEvent[]): Outcome {
  const end = events.at(-1)
  const answers = events.flatMap((event) =>
    event.type === 'message-completed' && event.message.role === 'assistant' ? [event.message] : [],
  )
  const last = answers.at(-1)
  const words = last && textOf(last)
  if (end?.type !== 'run-ended') return { index, status: 'failed', text: words ?? null }
  const { status, usage, cost, failure } = end
  return {
    index,
    status,
    text: words === undefined || words === '' ? null : words,
    usage,
    ...(last?.model && { model: last.model }),
    ...(cost !== undefined && { cost }),
    ...(failure && {
      failure: {
        code: failure.code,
        message: failure.message,
        ...(failure.providerMessage && { providerMessage: failure.providerMessage }),
      },
    }),
  }
}

/** Works on so many at once, tells each outcome in the order of the input, and gives how many have no whole answer. */
async function inOrder(
  conversations: readonly BatchConversation[],
  atOnce: number,
  answer: Batch['answer'],
  tell: (outcome: Outcome) => void,
): Promise<number> {
  const done = new Map<number, Outcome>()
  let failed = 0
  let next = 0
  let told = 0
  const work = async () => {
    for (let index = next++; index < conversations.length; index = next++) {
      const outcome = await answer(conversations[index] ?? [], index)
      if (outcome.status !== 'completed') failed += 1
      done.set(index, outcome)
      for (let ready = done.get(told); ready; ready = done.get(told)) {
        tell(ready)
        done.delete(told)
        told += 1
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, conversations.length) }, work))
  return failed
}

interface BatchPrinter {
  readonly one: (outcome: Outcome) => void
  readonly end: () => void
}

function printerFor({ flags, terminal, text }: CommandContext): BatchPrinter {
  const note = ({ index, failure }: Outcome) => {
    if (failure)
      terminal.note(`${text('terminal.batch-one', { place: index + 1, reason: failure.message })}\n`)
  }
  if (flags['json'] === true) {
    return {
      end: () => undefined,
      one(outcome) {
        terminal.out(`${JSON.stringify(outcome)}\n`)
        note(outcome)
      },
    }
  }
  let count = 0
  return {
    end: () => terminal.out(count === 0 ? '[]\n' : '\n]\n'),
    one(outcome) {
      terminal.out(`${count === 0 ? '[' : ','}\n  ${JSON.stringify(outcome.text)}`)
      count += 1
      note(outcome)
    },
  }
}
