import { isSettled, type AnswerItem, type CallsItem } from './turn.ts'

/** An item as it is drawn: groups of calls that are done and stand together become one line. */
export type AnswerBlock = AnswerItem | FoldedBlock

export interface FoldedBlock {
  readonly kind: 'folded-calls'
  readonly key: string
  readonly groups: readonly CallsItem[]
}

/**
 * Folds each group of calls that has ended once something follows it, unless it is `held` by the pointer, the focus
 * or an open call.
 */
export function blocksOf(items: readonly AnswerItem[], held: ReadonlySet<string>): readonly AnswerBlock[] {
  const blocks: AnswerBlock[] = []
  for (const [index, item] of items.entries()) {
    const followed = index < items.length - 1
    const folded = item.kind === 'calls' && followed && !held.has(item.key) && item.calls.every(isSettled)
    const before = blocks.at(-1)
    if (!folded) blocks.push(item)
    else if (before?.kind === 'folded-calls') {
      blocks.splice(-1, 1, { ...before, groups: [...before.groups, item] })
    } else blocks.push({ kind: 'folded-calls', key: `${item.key}/folded`, groups: [item] })
  }
  return blocks
}
