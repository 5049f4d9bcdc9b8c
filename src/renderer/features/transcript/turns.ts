import type { Message } from '../../../contract/message.ts'
import { isEnded, type Run } from '../../../contract/run.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import { answerItems } from './answer-items.ts'
import type { AnswerTurn, Turn, UserTurn } from './turn.ts'

interface AnswerSource {
  readonly asked: Message | undefined
  readonly run: Run | undefined
  readonly messages: readonly Message[]
  readonly calls: readonly ToolCallRecord[]
  readonly waitingRetry: Transcript['waitingRetry']
  readonly waitingTurn: Transcript['waitingTurn']
}

/**
 * Makes turns of a transcript. A turn of which nothing changed is the same object as before, so that an answer that
 * streams costs the drawing of one turn, however long the chat is.
 */
export function createTurnBuilder(): (transcript: Transcript) => readonly Turn[] {
  const userTurns = new WeakMap<Message, UserTurn>()
  let answers = new Map<string, { readonly source: AnswerSource; readonly turn: AnswerTurn }>()
  const userTurn = (message: Message): UserTurn => {
    const turn = userTurns.get(message) ?? { kind: 'user', id: message.id, message }
    userTurns.set(message, turn)
    return turn
  }
  return (transcript) => {
    const before = answers
    answers = new Map()
    return sourcesOf(transcript).map((source): Turn => {
      if ('role' in source) return userTurn(source)
      const id = source.run?.id ?? source.messages[0]?.id ?? ''
      const known = before.get(id)
      const entry = known && isSame(known.source, source) ? known : { source, turn: answerTurn(id, source) }
      answers.set(id, entry)
      return entry.turn
    })
  }
}

/** What each turn is made of: a message of the user's, or the sources of an answer. */
function sourcesOf(transcript: Transcript): readonly (Message | AnswerSource)[] {
  const runs = new Map(transcript.runs.map((run) => [run.id, run]))
  const latestRuns = new Map(transcript.runs.map((run) => [run.userMessageId, run]))
  const calls = Map.groupBy(transcript.calls, (call) => call.messageId)
  const source = (asked: Message | undefined, run: Run | undefined, messages: readonly Message[]) => ({
    asked,
    run,
    messages,
    calls: messages.flatMap((message) => calls.get(message.id) ?? []),
    waitingRetry: transcript.waitingRetry?.runId === run?.id ? transcript.waitingRetry : undefined,
    waitingTurn: transcript.waitingTurn?.runId === run?.id ? transcript.waitingTurn : undefined,
  })
  return sectionsOf(transcript.messages).flatMap(
    ({ asked, messages }): readonly (Message | AnswerSource)[] => {
      const shown = asked ? [asked] : []
      // An answer that was continued is made of several runs, of which the last one says how it stands.
      const last = messages.findLast(({ runId }) => runId !== undefined)
      const answered = messages[0] && source(asked, last?.runId && runs.get(last.runId), messages)
      const latest = asked && latestRuns.get(asked.id)
      if (!latest || latest.id === last?.runId) return answered ? [...shown, answered] : shown
      const pending = source(asked, latest, [])
      // A run that has given nothing yet takes the place of the answer it replaces; if it failed, both are shown.
      if (!answered || !isEnded(latest.status)) return [...shown, pending]
      return latest.status === 'failed' ? [...shown, answered, pending] : [...shown, answered]
    },
  )
}

/** The messages, cut before every message of the user. */
function sectionsOf(messages: readonly Message[]): readonly { asked?: Message; messages: Message[] }[] {
  const sections: { asked?: Message; messages: Message[] }[] = []
  for (const message of messages) {
    if (message.role === 'system') continue
    const last = sections.at(-1)
    if (message.role === 'user') sections.push({ asked: message, messages: [] })
    else if (last) last.messages.push(message)
    else sections.push({ messages: [message] })
  }
  return sections
}

function answerTurn(id: string, source: AnswerSource): AnswerTurn {
  const { asked, run, messages, calls, waitingRetry, waitingTurn } = source
  const byMessage = Map.groupBy(calls, (call): string => call.messageId)
  return {
    kind: 'answer',
    id,
    items: answerItems(messages, { run, callsOf: (messageId) => byMessage.get(messageId) ?? [] }),
    messages,
    active: run !== undefined && !isEnded(run.status),
    ...(run && { run }),
    ...(asked && { asked }),
    ...(waitingRetry && { waitingRetry }),
    ...(waitingTurn && { waitingTurn }),
  }
}

function isSame(a: AnswerSource, b: AnswerSource): boolean {
  return (
    a.asked === b.asked &&
    a.run === b.run &&
    a.waitingRetry === b.waitingRetry &&
    a.waitingTurn === b.waitingTurn &&
    sameItems(a.messages, b.messages) &&
    sameItems(a.calls, b.calls)
  )
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
