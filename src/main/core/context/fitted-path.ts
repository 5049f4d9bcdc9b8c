import type { MessageId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { ContextSettings } from '../../../contract/settings.ts'
import { planFold, roughTokens, trimPath } from '../compaction/plan-fold.ts'
import {
  isToFold,
  isWorthIt,
  roomIn,
  sizeOf,
  smallTokens,
  tellWith,
  trimmedShare,
  type Telling,
} from '../compaction/room.ts'
import { foldPath, joinPath, type ToldPath } from '../compaction/told-path.ts'

/** What of a path would be sent now. */
export interface FittedPath {
  readonly told: ToldPath
  /** From where on the path a summary, or want of room, has taken nothing away. */
  readonly whole: number
  /** Up to where a summary stands for it. */
  readonly foldedTo: number
  /** How many messages would be folded first. */
  readonly folds?: number
}

export interface FitNeeds {
  readonly options: RunOptions
  readonly settings: ContextSettings
  readonly contextTokens: number | undefined
}

/** The same decisions that `createFit` makes, but for the summary that only a model can write. */
export function fittedPath(
  path: readonly Message[],
  telling: Telling,
  { options, settings, contextTokens }: FitNeeds,
): FittedPath {
  const { marking, summaries } = telling
  const whole = tellWith(path, telling)
  const size = sizeOf(whole, options, marking.changedAt)
  const isLarge = size >= smallTokens && contextTokens !== undefined
  const plan =
    isLarge && isToFold(size, contextTokens, settings)
      ? planFold(whole, contextTokens, marking.pinned)
      : undefined
  const folds = plan && isWorthIt(plan, size) ? plan.messageCount : undefined
  const room = isLarge && folds === undefined && settings.trimming ? roomIn(contextTokens, options) : Infinity
  const told =
    size > room
      ? trimPath(whole, roughTokens(joinPath(whole)) * (room / size) * trimmedShare, marking.pinned)
      : whole
  const placeOf = (id: MessageId | undefined) =>
    id === undefined ? path.length : path.findIndex((message) => message.id === id)
  return {
    told,
    whole: placeOf(told.tail[0]?.id),
    foldedTo: told.summary ? placeOf(foldPath(path, summaries).tail[0]?.id) : 0,
    ...(folds !== undefined && { folds }),
  }
}
