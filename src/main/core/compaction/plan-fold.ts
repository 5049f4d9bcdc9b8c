import type { Message } from '../../../contract/message.ts'
import { tokensIn } from '../provider/limited-client.ts'
import { turnsOf } from '../run/failed-turns.ts'
import { joinPath, type Pinned, type ToldPath } from './told-path.ts'

/** How many of the last turns stay as they are: the last one whatever its size, those before it while they are small. */
const mostKept = 3
/** What the kept turns may take of the window, and how many tokens they may have where that is not known. */
const keptShare = 0.25
const keptTokens = 8_000

/** What a compaction would fold. */
export interface FoldPlan {
  /** Whole turns, oldest first. A summary that is folded again stands in `told.head`. */
  readonly folded: readonly Message[]
  readonly told: ToldPath
  /** The last folded message. */
  readonly upTo: Message
  /** The messages of users and models that the new summary stands for, those of the one before it included. */
  readonly messageCount: number
  /** About how many tokens those have. */
  readonly tokens: number
}

/** Which turns a compaction folds; undefined when there is none before the turns that stay. */
export function planFold(
  told: ToldPath,
  contextTokens: number | undefined,
  pinned: Pinned = () => [],
): FoldPlan | undefined {
  const turns = turnsOf(told.tail)
  const room = contextTokens ? contextTokens * keptShare : keptTokens
  let from = turns.length - 1
  let size = roughTokens(turns[from] ?? [])
  while (from > 0 && turns.length - from < mostKept) {
    size += roughTokens(turns[from - 1] ?? [])
    if (size > room) break
    from -= 1
  }
  // Whoever asks for it wants something folded: two short turns are not kept at the price of that.
  const folded = turns.slice(0, from > 0 ? from : turns.length - 1).flat()
  const upTo = folded.at(-1)
  const staying = roughTokens(pinned(folded))
  const tokens = roughTokens(folded) - staying
  // Nobody waits for a summary of what stays anyway.
  if (!upTo || (staying > 0 && tokens <= 0)) return undefined
  return {
    folded,
    told,
    upTo,
    messageCount: (told.summary?.messageCount ?? 0) + folded.filter(({ role }) => role !== 'tool').length,
    tokens: (told.summary?.tokens ?? 0) + tokens,
  }
}

/**
 * Leaves out the oldest turns, whole, until what is left has no more than so many tokens. Instructions, the summary,
 * the last turn and what is pinned stay.
 */
export function trimPath(told: ToldPath, mostTokens: number, pinned: Pinned = () => []): ToldPath {
  const turns = [...turnsOf(told.tail)]
  let size = roughTokens(joinPath(told))
  const kept: Message[] = []
  while (turns.length > 1 && size > mostTokens) {
    const turn = turns.shift() ?? []
    const stays = pinned(turn)
    kept.push(...stays)
    size -= roughTokens(turn) - roughTokens(stays)
  }
  return { ...told, head: [...told.head, ...kept], tail: turns.flat() }
}

/** Leaves out the oldest turns that have so many messages together, and no half of one. The last turn stays. */
export function withoutOldest(told: ToldPath, messageCount: number, pinned: Pinned = () => []): ToldPath {
  const turns = [...turnsOf(told.tail)]
  let room = messageCount
  const kept: Message[] = []
  while (turns.length > 1 && (turns[0]?.length ?? 0) <= room) {
    const turn = turns.shift() ?? []
    kept.push(...pinned(turn))
    room -= turn.length
  }
  return { ...told, head: [...told.head, ...kept], tail: turns.flat() }
}

/** Tokens as far as one can tell from the letters alone. */
export function roughTokens(messages: readonly Message[]): number {
  return tokensIn({ messages, tools: [] })
}
