import type { ContextMarks, Mark, PartPlace } from '../../../contract/context-mark.ts'
import type { CallId, MessageId } from '../../../contract/id.ts'
import { englishText } from '../../../contract/language/text.ts'
import { isMedia, type Message, type Part } from '../../../contract/message.ts'
import { turnsOf } from '../run/failed-turns.ts'
import { blank, editedAnswer } from './edited-answer.ts'
import { pinnedTurn } from './pinned-turn.ts'
import { isLong, outputNameOf, shortenedOutput, shortenedText } from './shortened-text.ts'

/** What the user wants of the parts of a conversation. */
export interface Marking {
  /** When it last changed, in milliseconds since 1970; 0 where nothing was ever marked. */
  readonly changedAt: number
  /**
   * The conversation as requests tell it. Every message stays in its place, and every part has the number that it had: one
   * that is left out is an empty text. The last turn is what is answered, and of it nothing goes that the answer needs;
   * `closed`: another question is to come, so that it is like those before.
   */
  readonly apply: (path: readonly Message[], closed?: boolean) => readonly Message[]
  /** What stays of turns that are folded or left out for want of room. They were applied before. */
  readonly pinned: (turns: readonly Message[]) => readonly Message[]
  /** The same path without the files that are left out, in which the model is not to search. */
  readonly withoutMutedFiles: (path: readonly Message[]) => readonly Message[]
  /** Outputs of tools that are shortened, whole, by the name under which the model is told of them. */
  readonly outputs: (path: readonly Message[]) => ReadonlyMap<string, string>
  readonly of: (messageId: MessageId, part: number) => Mark | undefined
}

/** Nothing is marked. */
export const noMarking: Marking = {
  changedAt: 0,
  apply: (path) => path,
  pinned: () => [],
  withoutMutedFiles: (path) => path,
  outputs: () => new Map(),
  of: () => undefined,
}

export function placeKey({ messageId, part }: PartPlace): string {
  return `${messageId} ${part}`
}

/** `fileTexts`: of files that are to be shortened the text that a model is told, by `placeKey`. */
export function createMarking(
  marks: ContextMarks | undefined,
  fileTexts: ReadonlyMap<string, string> = new Map(),
): Marking {
  if (!marks) return noMarking
  const byPlace = new Map(marks.items.map((item) => [placeKey(item), item.mark]))
  const marked = new Set(marks.items.map(({ messageId }) => messageId))
  const of: Marking['of'] = (messageId, part) => byPlace.get(placeKey({ messageId, part }))
  const shorten = (part: Part, place: PartPlace) => shortened(part, place, fileTexts)
  const shows = { marked, of, shorten }
  return {
    changedAt: marks.changedAt,
    of,
    apply: (path, closed = false) => (marked.size === 0 ? path : applied(path, shows, closed)),
    pinned(turns) {
      if (!marks.items.some(({ mark }) => mark === 'pinned')) return []
      return turnsOf(turns).flatMap((turn) =>
        turn.some(({ id }) => marked.has(id))
          ? pinnedTurn(turn, (messageId, part) => of(messageId, part) === 'pinned')
          : [],
      )
    },
    withoutMutedFiles: (path) => withoutMutedFiles(path, shows),
    outputs: (path) => outputsIn(path, shows),
  }
}

interface Shows extends Pick<Marking, 'of'> {
  /** Messages of which a part is marked. */
  readonly marked: ReadonlySet<MessageId>
  readonly shorten: (part: Part, place: PartPlace) => Part
}

function applied(path: readonly Message[], shows: Shows, closed: boolean): readonly Message[] {
  const open = closed ? path.length : path.findLastIndex(({ role }) => role === 'user')
  let muted: ReadonlySet<CallId> = new Set()
  return path.map((message, index) => {
    const isMarked = shows.marked.has(message.id)
    if (message.role === 'tool') {
      return isMarked || muted.size > 0 ? { ...message, parts: toldResults(message, muted, shows) } : message
    }
    muted = new Set()
    if (!isMarked) return message
    if (message.role !== 'assistant') {
      return { ...message, parts: toldQuestion(message, index === open, shows) }
    }
    // The answer that is gone on with has to be as its provider wrote it.
    if (index > open) return message
    const parts = editedAnswer(message, shows)
    muted = lostCalls(message.parts, parts)
    return { ...message, parts }
  })
}

function toldQuestion(
  { id: messageId, parts }: Message,
  isAnswered: boolean,
  { of, shorten }: Shows,
): readonly Part[] {
  const hasWords = parts.some((part) => part.type === 'text' && part.text.trim() !== '')
  return parts.map((part, number) => {
    const mark = of(messageId, number)
    if (mark === 'shortened') return shorten(part, { messageId, part: number })
    if (mark !== 'muted') return part
    // What is asked is always told; what came with it need not be.
    const stays = isAnswered && (part.type === 'text' || !hasWords)
    return stays ? part : blank
  })
}

function toldResults(
  { id: messageId, parts }: Message,
  muted: ReadonlySet<CallId>,
  { of, shorten }: Shows,
): readonly Part[] {
  return parts.map((part, number) => {
    if (part.type !== 'tool-result') return part
    if (muted.has(part.callId)) return blank
    const mark = of(messageId, number)
    if (mark === 'shortened') return shorten(part, { messageId, part: number })
    if (mark !== 'muted') return part
    const { whole: _, ...result } = part
    return { ...result, content: englishText('history.result-muted') }
  })
}

// An answer may name a call twice, of which one may be left.
function lostCalls(before: readonly Part[], after: readonly Part[]): ReadonlySet<CallId> {
  const left = new Set(callsIn(after))
  return new Set(callsIn(before).filter((id) => !left.has(id)))
}

function callsIn(parts: readonly Part[]): readonly CallId[] {
  return parts.flatMap((part) => (part.type === 'tool-call' ? [part.id] : []))
}

function shortened(part: Part, place: PartPlace, fileTexts: ReadonlyMap<string, string>): Part {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return isLong(part.text) ? { type: part.type, text: shortenedText(part.text) } : part
    case 'tool-result': {
      if (!isLong(part.content)) return part
      return { ...part, content: shortenedOutput(part.content, outputNameOf(part, place)) }
    }
    case 'file': {
      const content = fileTexts.get(placeKey(place))
      if (content === undefined || !isLong(content)) return part
      const said = { name: part.name, content: shortenedText(content) }
      return { type: 'text', text: englishText('history.file', said) }
    }
    default:
      return part
  }
}

function withoutMutedFiles(path: readonly Message[], { marked, of }: Shows): readonly Message[] {
  return path.map((message) => {
    if (!marked.has(message.id)) return message
    const parts = message.parts.map((part, number) =>
      isMedia(part) && of(message.id, number) === 'muted' ? blank : part,
    )
    return { ...message, parts }
  })
}

function outputsIn(path: readonly Message[], { marked, of }: Shows): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>()
  for (const { id: messageId, role, parts } of path) {
    if (role !== 'tool' || !marked.has(messageId)) continue
    parts.forEach((part, number) => {
      if (part.type !== 'tool-result' || part.whole || of(messageId, number) !== 'shortened') return
      if (isLong(part.content)) {
        outputs.set(outputNameOf(part, { messageId, part: number }), part.content)
      }
    })
  }
  return outputs
}
