import type { MessageId } from './id.ts'
import type { Message } from './message.ts'

/** The ids of messages that stand in one place of the conversation, in the order in which they were stored; two or more. */
export type Branch = readonly MessageId[]

/** Where a message stands among those in its place. */
export interface BranchPlace {
  readonly ids: Branch
  /** From 0. */
  readonly index: number
}

/** The place of a message that is not the only one with its parent. */
export function branchOf(branches: readonly Branch[] | undefined, id: MessageId): BranchPlace | undefined {
  const ids = branches?.find((each) => each.includes(id))
  return ids && { ids, index: ids.indexOf(id) }
}

/** With a message that takes the place of another one, which stays a branch. */
export function withBranch(
  branches: readonly Branch[] | undefined,
  message: Message,
  replaced: Message | undefined,
): readonly Branch[] | undefined {
  if (!replaced || replaced.parentId !== message.parentId) return branches
  const known = branchOf(branches, replaced.id)?.ids
  if (known?.includes(message.id)) return branches
  const others = branches?.filter((each) => each !== known) ?? []
  return [...others, [...(known ?? [replaced.id]), message.id]]
}

/** Those of both; where both know a place, as the newer one knows it. */
export function joinBranches(
  older: readonly Branch[] | undefined,
  newer: readonly Branch[] | undefined,
): readonly Branch[] {
  // What was stored first in a place is first for ever.
  const later = new Set(newer?.map(([first]) => first))
  return [...(older ?? []).filter(([first]) => !later.has(first)), ...(newer ?? [])]
}
