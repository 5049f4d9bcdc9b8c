import type { Answer } from '../../contract/bridge.ts'
import type { Run } from '../../contract/run.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import { trustOutput, type MethodInput, type MethodName, type MethodOutput } from '../../contract/method.ts'
import type { McpAnswer, McpQuestion } from '../../contract/mcp-question.ts'
import type { Notice } from '../../contract/notice.ts'
import type { Caller } from '../methods/caller.ts'
import type { Door } from '../methods/door.ts'
import { FailureError } from './failure-error.ts'

/** A terminal's place at the door. */
export interface TerminalClient {
  /** Throws FailureError. */
  readonly ask: <Name extends MethodName>(
    method: Name,
    input: MethodInput<Name>,
  ) => Promise<MethodOutput<Name>>
  /** Gives every event of a run in order of `seq`, from the first to `run-ended`. */
  follow(run: Run): AsyncGenerator<RunEvent>
  /** Gives the open questions of MCP servers, now and after each change, until the returned function is called. */
  watchQuestions(listener: (questions: readonly McpQuestion[]) => void): () => void
  /** Throws FailureError, also when another window has answered. */
  answerQuestion(id: string, answer: McpAnswer): Promise<void>
  close(): void
}

export function connectTerminal(door: Door): TerminalClient {
  const listeners = new Set<(notice: Notice) => unknown>()
  const caller: Caller = {
    kind: 'terminal',
    noticeEveryMs: 0,
    notify(notice) {
      for (const listener of listeners) listener(notice)
    },
  }
  const disconnect = door.connect(caller)
  const ask: TerminalClient['ask'] = async (method, input) =>
    trustOutput(method, outputOf(await door.invoke(method, input, caller)))
  return {
    ask,
    close: disconnect,
    async answerQuestion(id, answer) {
      await ask('mcp.answer', { id, answer })
    },
    watchQuestions(told) {
      const listener = (notice: Notice) => notice.type === 'mcp-questions' && told(notice.questions)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async *follow(run) {
      const arrived: RunEvent[] = []
      let wake: (() => void) | undefined
      const listener = (notice: Notice) => {
        if (notice.type !== 'run-events' || notice.runId !== run.id) return
        arrived.push(...notice.events)
        wake?.()
      }
      listeners.add(listener)
      try {
        const { events } = await ask('runs.watch', { runId: run.id, afterSeq: 0 })
        // What was told meanwhile comes after what the answer holds, and may be in it too.
        arrived.unshift(...events)
        for (let seq = 1; ;) {
          const event = arrived.shift()
          if (!event) {
            await new Promise<void>((resolve) => (wake = resolve))
            continue
          }
          if (event.seq < seq) continue
          seq = event.seq + 1
          yield event
          if (event.type === 'run-ended') return
        }
      } finally {
        listeners.delete(listener)
      }
    },
  }
}

function outputOf(answer: Answer): unknown {
  if ('failure' in answer) throw new FailureError(answer.failure)
  return answer.output
}
