import {
  boundOf,
  objectionTo,
  startOf,
  type McpField,
  type McpQuestion,
  type McpValue,
} from '../../contract/mcp-question.ts'
import { englishText, type Text } from '../../contract/language/text.ts'
import { visibleText } from '../../contract/visible-text.ts'
import { FailureError } from './failure-error.ts'
import type { TerminalClient } from './turn.ts'

/** Puts the questions of MCP servers to the person at the terminal, field by field. */
export interface Answering {
  /** Takes a line that the person typed; true when it was meant for a question. */
  answer(line: string): boolean
  close(): void
}

export interface AnsweringOptions {
  readonly client: Pick<TerminalClient, 'answerQuestion' | 'watchQuestions'>
  readonly text: Text
  readonly write: (words: string) => void
  /** False where nobody can answer: every question is then refused at once. */
  readonly interactive: boolean
}

/** A question that is being answered. `at`: before its first field -1, behind its last one their number. */
interface Open {
  readonly question: McpQuestion
  readonly values: Record<string, McpValue>
  at: number
}

const yes = new Set(['y', 'yes'])

export function createAnswering({ client, text, write, interactive }: AnsweringOptions): Answering {
  let open: Open | undefined
  let waiting: readonly McpQuestion[] = []
  const send = (question: McpQuestion, answer: Parameters<typeof answerOf>[0]) => {
    // Another window may have answered meanwhile.
    client.answerQuestion(question.id, answerOf(answer)).catch((error: unknown) => {
      if (!(error instanceof FailureError)) throw error
    })
  }
  const end = ({ question, values }: Open, accepts: boolean) => {
    open = undefined
    send(question, accepts ? values : undefined)
  }
  const showNext = () => {
    const [question] = waiting
    if (open || !question) return
    open = { question, values: {}, at: -1 }
    const key = question.sampling ? 'terminal.question-model' : 'terminal.question'
    write(text(key, shown(question)) + text('terminal.question-answer'))
  }
  const stop = client.watchQuestions((questions) => {
    if (!interactive) {
      for (const question of questions.filter(({ id }) => !waiting.some((each) => each.id === id))) {
        write(text('terminal.question-refused', { server: visibleText(question.server) }))
        send(question, undefined)
      }
      waiting = questions
      return
    }
    waiting = questions
    if (open && !questions.some(({ id }) => id === open?.question.id)) open = undefined
    showNext()
  })
  return {
    close: stop,
    answer(line) {
      if (!open) return false
      const { question } = open
      const isYes = yes.has(line.trim().toLowerCase())
      if (open.at === question.fields.length) end(open, isYes)
      else if (open.at === -1 && (!isYes || question.fields.length === 0)) end(open, isYes)
      else {
        const reason = open.at < 0 ? undefined : take(open, line)
        if (reason !== undefined) write(text('terminal.question-bad', { reason }))
        else open.at += 1
        write(promptOf(open, text))
      }
      return true
    },
  }
}

function answerOf(values: Readonly<Record<string, McpValue>> | undefined) {
  return values ? { action: 'accept' as const, values: { ...values } } : { action: 'decline' as const }
}

function shown({ server, tool, message, sampling }: McpQuestion) {
  const asked = { model: sampling?.model ?? '', tokens: sampling?.maxTokens ?? 0 }
  return { ...asked, server: visibleText(server), tool: visibleText(tool), message: visibleText(message) }
}

/** Reads a line for the field that is asked for; gives what is wrong with it. */
function take(open: Open, line: string): string | undefined {
  const field = open.question.fields[open.at]
  if (!field) return undefined
  const start = startOf([field])[field.name]
  const value = line.trim() === '' ? start : valueIn(field, line.trim())
  const objection = objectionTo(field, value)
  if (objection) return englishText(`question.bad.${objection}`, { count: boundOf(field, objection) })
  if (value !== undefined) open.values[field.name] = value
  return undefined
}

function valueIn(field: McpField, line: string): McpValue {
  switch (field.type) {
    case 'number':
      return Number.isNaN(Number(line)) ? line : Number(line)
    case 'switch':
      return yes.has(line.toLowerCase())
    case 'choice':
      return chosenIn(field, line)
    case 'choices':
      return line.split(',').map((each) => chosenIn(field, each.trim()))
    default:
      return line
  }
}

/** By its number, its words or its value. */
function chosenIn({ options }: Extract<McpField, { type: 'choice' | 'choices' }>, words: string): string {
  const found = options.find(({ value, label }, index) => [value, label, String(index + 1)].includes(words))
  return found?.value ?? words
}

function promptOf({ question, values, at }: Open, text: Text): string {
  const field = question.fields[at]
  if (field)
    return text('terminal.question-field', { title: visibleText(field.title), hints: hintsOf(field) })
  const lines = question.fields.map(({ name, title }) => {
    return `  ${visibleText(title)}: ${visibleText(String(values[name] ?? ''))}`
  })
  return text('terminal.question-sends', { values: lines.join('\n'), server: visibleText(question.server) })
}

function hintsOf(field: McpField): string {
  const options =
    field.type === 'choice' || field.type === 'choices'
      ? field.options.map(({ label }, index) => `${index + 1} ${visibleText(label)}`)
      : field.type === 'switch'
        ? ['yes', 'no']
        : []
  const start = startOf([field])[field.name]
  const proposed = start === undefined || String(start) === '' ? [] : [`[${visibleText(String(start))}]`]
  const said = field.description === undefined ? [] : [visibleText(field.description)]
  const listed = options.length > 0 ? [options.join(' | ')] : []
  const hints = [...said, ...listed, ...(field.required ? [] : ['optional']), ...proposed]
  return hints.length === 0 ? '' : ` (${hints.join('; ')})`
}
