import { englishText } from '../../../contract/language/text.ts'
import { summaryIn, type Message, type SummaryPart } from '../../../contract/message.ts'

/** A path as it is told to a model: what stands before everything, and the messages of the conversation themselves. */
export interface ToldPath {
  /**
   * Instructions, the summary of what is folded in the words of a user, and what the user wants kept of what is folded or
   * left out.
   */
  readonly head: readonly Message[]
  /** Begins with a turn. */
  readonly tail: readonly Message[]
  /** The summary in the head. */
  readonly summary?: SummaryPart & { readonly at: number }
}

/** What stays of whole turns that are taken away; see `Marking`. */
export type Pinned = (turns: readonly Message[]) => readonly Message[]

/**
 * Puts the summary that folds most of the path in the place of what it folds. Summaries of other branches, and those
 * that the user took back, change nothing.
 */
export function foldPath(
  path: readonly Message[],
  summaries: readonly Message[],
  pinned: Pinned = () => [],
): ToldPath {
  const places = new Map(path.map(({ id }, index) => [id, index]))
  const folds = summaries.flatMap((message) => {
    const summary = summaryIn(message)
    const index = message.parentId === null ? undefined : places.get(message.parentId)
    if (!summary || summary.undone || index === undefined) return []
    return [{ summary, index, message }]
  })
  const fold = folds.reduce<(typeof folds)[number] | undefined>(
    (most, each) => (most && most.index > each.index ? most : each),
    undefined,
  )
  const end = fold ? fold.index + 1 : path.findIndex(({ role }) => role !== 'system')
  const instructions = path.slice(0, Math.max(0, end)).filter(({ role }) => role === 'system')
  const tail = path.slice(Math.max(0, end))
  if (!fold) return { head: instructions, tail }
  const { summary, message } = fold
  const folded = path.slice(0, end).filter(({ role }) => role !== 'system')
  return {
    head: [...instructions, tellingOf(message, summary), ...pinned(folded)],
    tail,
    summary: { ...summary, at: message.createdAt },
  }
}

/** The whole of it as a conversation. */
export function joinPath({ head, tail }: Pick<ToldPath, 'head' | 'tail'>): readonly Message[] {
  return [...head, ...tail]
}

// Without its run: what is told of the turns of failed runs is another matter.
function tellingOf({ id, sessionId, parentId, createdAt }: Message, { text }: SummaryPart): Message {
  const words = englishText('history.summary', { summary: text })
  return { id, sessionId, parentId, createdAt, role: 'user', parts: [{ type: 'text', text: words }] }
}
