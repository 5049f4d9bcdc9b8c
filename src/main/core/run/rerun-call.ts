import type { CallId, MessageId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { Session } from '../../../contract/session.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import { failureOf, ParleyError } from '../errors.ts'
import type { RoundAgain } from './run-state.ts'
import { begin, type RunDependencies, type StartedRun } from './start-run.ts'

/**
 * Runs one call of an answer again, with other arguments if some are given, and lets the model go on. What the other calls
 * gave stands. Throws `message-missing`, and `call-missing` when the answer asks for no such call.
 */
export async function rerunCall(
  dependencies: RunDependencies,
  ask: {
    readonly session: Session
    readonly messageId: MessageId
    readonly callId: CallId
    readonly arguments?: string | undefined
    readonly options: Partial<RunOptions>
  },
): Promise<StartedRun> {
  const { session, messageId, callId } = ask
  const path = await dependencies.store.messages.path(messageId)
  const answer = path.at(-1)
  if (answer?.role !== 'assistant' || answer.sessionId !== session.id) {
    throw new ParleyError('message-missing', { params: { id: messageId } })
  }
  if (!answer.parts.some((part) => part.type === 'tool-call' && part.id === callId)) {
    throw new ParleyError('call-missing', { params: { id: callId } })
  }
  const { calls } = await dependencies.store.runs.ofMessages([answer])
  const again: RoundAgain = {
    answer: copyOf(answer, callId, ask.arguments),
    outcomes: outcomesOf(answer, calls, callId),
  }
  const start = { path: path.slice(0, -1), newUserMessage: undefined, newSession: undefined, again }
  return begin(dependencies, session, start, ask.options)
}

function copyOf(answer: Message, callId: CallId, changed: string | undefined): RoundAgain['answer'] {
  const { model, provider } = answer
  return {
    parts: answer.parts.map((part) => withArguments(part, callId, changed)),
    ...(model !== undefined && { model }),
    ...(provider && { provider }),
  }
}

// What a provider wants back with a call proves that the model made it as it was.
function withArguments(part: Part, callId: CallId, changed: string | undefined): Part {
  if (part.type !== 'tool-call' || part.id !== callId || changed === undefined) return part
  const { signature: _, ...call } = part
  return { ...call, arguments: changed }
}

function outcomesOf(
  answer: Message,
  calls: readonly ToolCallRecord[],
  again: CallId,
): RoundAgain['outcomes'] {
  const others = answer.parts.filter((part) => part.type === 'tool-call' && part.id !== again)
  return new Map(
    others.flatMap((part) => {
      if (part.type !== 'tool-call') return []
      const call = calls.find(({ id, messageId }) => id === part.id && messageId === answer.id)
      // What became of the others is not asked again: a call whose outcome nobody knows stays one.
      const outcome =
        call?.result === undefined
          ? { failure: call?.failure ?? failureOf('interrupted') }
          : { result: call.result, ...(call.whole && { whole: call.whole }) }
      const { approval = 'not-needed', decision, durationMs = 0 } = call ?? {}
      const decided = { approval, ...(decision && { decision }) }
      return [[part.id, { outcome, durationMs, decided }] as const]
    }),
  )
}
