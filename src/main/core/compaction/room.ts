import type { Message } from '../../../contract/message.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { ContextSettings } from '../../../contract/settings.ts'
import type { Marking } from '../context/marking.ts'
import { roughTokens, withoutOldest, type FoldPlan } from './plan-fold.ts'
import { foldPath, type ToldPath } from './told-path.ts'

/** A conversation with fewer tokens fits every model, so nobody needs to look. */
export const smallTokens = 3_000
/** A part that is less than this of the whole is not worth a summary. */
const leastFolded = 0.2
/** How full the window may be once something was left out. */
export const trimmedShare = 0.85

/** What is known of a chat that decides what of it is sent. */
export interface Telling {
  readonly summaries: readonly Message[]
  /** How many of the oldest messages are left out. */
  readonly leftOut: number
  readonly marking: Marking
}

/** A path as it is sent, before it is known whether it fits. */
export function tellWith(path: readonly Message[], { summaries, leftOut, marking }: Telling): ToldPath {
  return withoutOldest(foldPath(marking.apply(path), summaries, marking.pinned), leftOut, marking.pinned)
}

/** Whether a conversation of that size is to be folded before it is sent. */
export function isToFold(
  size: number,
  contextTokens: number | undefined,
  { compaction, compactAt }: ContextSettings,
): boolean {
  return compaction && contextTokens !== undefined && size > (contextTokens * compactAt) / 100
}

export function isWorthIt({ tokens }: FoldPlan, size: number): boolean {
  return tokens >= size * leastFolded
}

// The answer needs room as well; what it may need is known only where the user limits it.
export function roomIn(contextTokens: number, { generation }: RunOptions): number {
  return contextTokens - Math.min(generation?.maxTokens ?? 0, contextTokens / 2)
}

/**
 * Tokens of a conversation: by the provider's last count, if what was counted is what would be sent. `changedAt`: when the
 * user last wanted something else of it.
 */
export function sizeOf(
  { head, tail, summary }: ToldPath,
  { providerId }: RunOptions,
  changedAt: number,
): number {
  const counted = tail.findLastIndex(({ usage, provider }) => usage !== undefined && provider === providerId)
  const message = tail[counted]
  const since = Math.max(changedAt, summary?.at ?? 0)
  if (!message?.usage || message.createdAt < since) return roughTokens([...head, ...tail])
  const { inputTokens, outputTokens } = message.usage
  return inputTokens + outputTokens + roughTokens(tail.slice(counted + 1))
}
