import { summaryIn, type Message, type SummaryPart } from '../../../contract/message.ts'
import { isEnded, type Run } from '../../../contract/run.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import { answerItems } from './answer-items.ts'
import type { AnswerTurn, FoldingTurn, FoldTurn, Turn, UserTurn } from './turn.ts'

interface AnswerSource {
  readonly asked: Message | undefined
  readonly run: Run | undefined
  readonly messages: readonly Message[]
  readonly calls: readonly ToolCallRecord[]
  readonly waitingRetry: Transcript['waitingRetry']
  readonly waitingTurn: Transcript['waitingTurn']
  readonly folding: Transcript['folding']
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
  const foldTurn = foldTurns()
  return (transcript) => {
    const before = answers
    answers = new Map()
    const turns = sourcesOf(transcript).map((source): Turn => {
      if ('summary' in source) return foldTurn(source)
      if ('role' in source) return userTurn(source)
      const id = source.run?.id ?? source.messages[0]?.id ?? ''
      const known = before.get(id)
      const entry = known && isSame(known.source, source) ? known : { source, turn: answerTurn(id, source) }
      answers.set(id, entry)
      return entry.turn
    })
    return [...turns, ...foldingTurn(transcript)]
  }
}

/** What each turn is made of: a message of the user's, or the sources of an answer. */
function sourcesOf(transcript: Transcript): readonly (Message | AnswerSource | Fold)[] {
  const answering = transcript.runs.filter(({ options }) => options.purpose === undefined)
  const runs = new Map(answering.map((run) => [run.id, run]))
  const latestRuns = new Map(answering.map((run) => [run.userMessageId, run]))
  const fold = foldOf(transcript)
  const calls = Map.groupBy(transcript.calls, (call) => call.messageId)
  const source = (asked: Message | undefined, run: Run | undefined, messages: readonly Message[]) => ({
    asked,
    run,
    messages,
    calls: messages.flatMap((message) => calls.get(message.id) ?? []),
    waitingRetry: transcript.waitingRetry?.runId === run?.id ? transcript.waitingRetry : undefined,
    waitingTurn: transcript.waitingTurn?.runId === run?.id ? transcript.waitingTurn : undefined,
    folding: transcript.folding?.runId === run?.id ? transcript.folding : undefined,
  })
  const turnsOf = ({ asked, messages }: Section): readonly (Message | AnswerSource)[] => {
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
  }
  return sectionsOf(transcript.messages).flatMap((section): readonly (Message | AnswerSource | Fold)[] => {
    const end = section.messages.at(-1) ?? section.asked
    return fold && end?.id === fold.message.parentId ? [...turnsOf(section), fold] : turnsOf(section)
  })
}

/** The summary that is sent in the place of what stands above it. */
interface Fold {
  readonly message: Message
  readonly summary: SummaryPart
}

/** Of several the one that folds most: it has the others in it. */
function foldOf({ messages, summaries = [] }: Transcript): Fold | undefined {
  const places = new Map(messages.map(({ id }, index): [string, number] => [id, index]))
  const placeOf = ({ message }: Fold) => places.get(message.parentId ?? '') ?? -1
  return summaries
    .flatMap((message): Fold[] => {
      const summary = summaryIn(message)
      return summary && !summary.undone ? [{ message, summary }] : []
    })
    .filter((fold) => placeOf(fold) >= 0)
    .reduce<Fold | undefined>(
      (most, fold) => (most && placeOf(most) > placeOf(fold) ? most : fold),
      undefined,
    )
}

function foldTurns(): (fold: Fold) => FoldTurn {
  const known = new WeakMap<Message, FoldTurn>()
  return ({ message, summary }) => {
    const turn = known.get(message) ?? { kind: 'fold', id: message.id, message, summary }
    known.set(message, turn)
    return turn
  }
}

/** The compaction that goes on, or failed and was followed by nothing. */
function foldingTurn({ runs, folding }: Transcript): readonly FoldingTurn[] {
  const run = runs.at(-1)
  if (run?.options.purpose === undefined || (isEnded(run.status) && run.failure === undefined)) return []
  const count = folding?.runId === run.id ? { messageCount: folding.messageCount } : {}
  return [{ kind: 'folding', id: run.id, run, ...count }]
}

interface Section {
  readonly asked?: Message
  readonly messages: Message[]
}

/** The messages, cut before every message of the user. */
function sectionsOf(messages: readonly Message[]): readonly Section[] {
  const sections: Section[] = []
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
  const { asked, run, messages, calls, waitingRetry, waitingTurn, folding } = source
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
    ...(folding && { folding }),
  }
}

function isSame(a: AnswerSource, b: AnswerSource): boolean {
  return (
    a.asked === b.asked &&
    a.run === b.run &&
    a.waitingRetry === b.waitingRetry &&
    a.waitingTurn === b.waitingTurn &&
    a.folding === b.folding &&
    sameItems(a.messages, b.messages) &&
    sameItems(a.calls, b.calls)
  )
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
