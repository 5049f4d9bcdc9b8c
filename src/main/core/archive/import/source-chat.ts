import type { ImportReason } from '../../../../contract/archive.ts'
import type { Part, Role } from '../../../../contract/message.ts'

/** A chat as another program wrote it, in the words that all sources share. */
export interface SourceChat {
  /** Which program; the first word of every id. */
  readonly source: string
  readonly id: string
  readonly title?: string | undefined
  readonly createdAt?: number | undefined
  readonly updatedAt?: number | undefined
  readonly isArchived?: boolean
  /** The node that was shown last. */
  readonly leaf?: string | undefined
  readonly nodes: readonly SourceNode[]
}

/** A place in the tree of a chat. One without pieces is not shown, and what follows it follows its parent. */
export interface SourceNode {
  readonly id: string
  readonly parent: string | undefined
  readonly createdAt?: number | undefined
  readonly model?: string | undefined
  /** The messages that it becomes: several where an answer, its calls and their results were one. */
  readonly pieces: readonly SourcePiece[]
}

export interface SourcePiece {
  readonly role: Role
  readonly parts: readonly Part[]
}

/** Tells that something was left out or changed. */
export type Remark = (reason: ImportReason, count?: number) => void
