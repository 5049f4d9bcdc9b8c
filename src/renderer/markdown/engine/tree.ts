/** The tree the engine hands to a view. Nodes are immutable once made; a settled node keeps its identity. */

export type Inline =
  | string
  | { readonly type: 'emphasis' | 'strong' | 'deleted'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'math'; readonly source: string; readonly display: boolean }
  /** `url` is empty while the destination is still being written. */
  | {
      readonly type: 'link'
      readonly url: string
      readonly title: string
      readonly children: readonly Inline[]
    }
  | { readonly type: 'image'; readonly url: string; readonly alt: string }
  | { readonly type: 'html'; readonly text: string }
  | { readonly type: 'note-reference'; readonly label: string }
  | { readonly type: 'break' }

/** Long child lists come in runs, so that a view can skip a whole settled run at once. */
export type Runs<T> = readonly (readonly T[])[]

export const RUN_LENGTH = 32

export type ColumnAlign = 'none' | 'left' | 'center' | 'right'

export type TableRow = { readonly cells: readonly (readonly Inline[])[] }

export type TaskState = 'none' | 'open' | 'done'

export type ListItem = { readonly task: TaskState; readonly children: Runs<Block> }

export type ParagraphBlock = { readonly type: 'paragraph'; readonly parts: Runs<Inline> }

/**
 * `lines` is shared with the engine and only ever grows; `rest` is the line still being written. `open`: lines are still
 * coming.
 */
export type CodeBlock = {
  readonly type: 'code'
  readonly language: string
  readonly lines: readonly string[]
  readonly rest: string
  readonly open?: true
}

/** `waiting`: still short and unclosed at the growing end, so a view shows nothing yet. */
export type MathBlock = {
  readonly type: 'math'
  readonly source: string
  readonly state: 'closed' | 'unclosed' | 'waiting'
}

export type ListBlock = {
  readonly type: 'list'
  readonly ordered: boolean
  readonly start: number
  readonly tight: boolean
  readonly items: Runs<ListItem>
}

export type TableBlock = {
  readonly type: 'table'
  readonly align: readonly ColumnAlign[]
  readonly head: TableRow
  readonly rows: Runs<TableRow>
}

export type FootnoteBlock = {
  readonly type: 'footnote'
  readonly label: string
  readonly children: Runs<Block>
}

export type Block =
  | ParagraphBlock
  | { readonly type: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | CodeBlock
  | MathBlock
  | { readonly type: 'html'; readonly text: string }
  | { readonly type: 'quote'; readonly children: Runs<Block> }
  | ListBlock
  | TableBlock
  | FootnoteBlock
  | { readonly type: 'rule' }

/** A top-level block with an id that stays the same from its first character to its settled form. */
export type Entry = { readonly id: number; readonly block: Block }
