import {
  objectionTo,
  type McpAnswer,
  type McpQuestion,
  type McpValues,
} from '../../../contract/mcp-question.ts'
import { ParleyError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { ServerQuestions } from '../ports/tool-servers.ts'

/** The questions of servers that wait for a person. They end with the process: what asked ends with it as well. */
export interface McpQuestions extends ServerQuestions {
  open(): readonly McpQuestion[]
  /** Throws `mcp-question-answered`, `mcp-answer-invalid`. */
  answer(id: string, answer: McpAnswer): void
  /** Calls the listener after each change; returns the function that ends it. */
  watch(listener: () => void): () => void
  /** Says who could answer: while it gives false, a question is refused at once. */
  attend(isAnybodyThere: () => boolean): void
}

interface Waiting {
  readonly question: McpQuestion
  readonly settle: (answer: McpAnswer) => void
}

const nobody = () => false

/** `waitMs`: how long a person may take, as for every question. */
export function createMcpQuestions(clock: Clock, waitMs: () => number): McpQuestions {
  const waiting = new Map<string, Waiting>()
  const listeners = new Set<() => void>()
  let isAnybodyThere = nobody
  const tell = () => {
    for (const listener of listeners) listener()
  }
  return {
    isAnybodyThere: () => isAnybodyThere(),
    attend: (given) => void (isAnybodyThere = given),
    open: () => [...waiting.values()].map(({ question }) => question),
    ask: (asked, signal) =>
      new Promise<McpAnswer>((resolve) => {
        const id = crypto.randomUUID()
        const settle = (answer: McpAnswer) => {
          if (!waiting.delete(id)) return
          forget()
          signal.removeEventListener('abort', withdraw)
          resolve(answer)
          tell()
        }
        const withdraw = () => settle({ action: 'cancel' })
        const forget = clock.after(waitMs(), withdraw)
        signal.addEventListener('abort', withdraw, { once: true })
        waiting.set(id, { question: { ...asked, id }, settle })
        if (signal.aborted) withdraw()
        else tell()
      }),
    answer(id, answer) {
      const found = waiting.get(id)
      if (!found) throw new ParleyError('mcp-question-answered')
      found.settle(answer.action === 'accept' ? checked(answer.values, found.question) : answer)
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What fits the form and nothing else; what was left empty is not sent. */
function checked(values: McpValues, { fields, server }: McpQuestion): McpAnswer {
  const sent: Record<string, McpValues[string]> = {}
  for (const field of fields) {
    const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined
    if (objectionTo(field, value)) {
      throw new ParleyError('mcp-answer-invalid', { params: { field: field.title, server } })
    }
    if (value !== undefined && value !== '') sent[field.name] = value
  }
  return { action: 'accept', values: sent }
}
