import { type KeyboardEvent, useState } from 'react'
import type { TreeRow } from '../../../contract/branch-tree.ts'
import { useApp } from '../../state/app-context.tsx'
import { momentText } from '../../state/format.ts'

/** From this level on nothing is moved further in: there would be no room for words. */
const deepest = 10

export interface BranchTreeProps {
  readonly rows: readonly TreeRow[]
  readonly disabled: boolean
  readonly onPick: (row: TreeRow) => void
}

/** Stretches of a chat as a tree. The arrow keys go up, down, to the parent and to the first child; Return goes there. */
export function BranchTree({ rows, disabled, onPick }: BranchTreeProps) {
  const { text } = useApp()
  const levels = levelsOf(rows)
  const [at, setAt] = useState(() =>
    Math.max(
      rows.findLastIndex(({ shown }) => shown),
      0,
    ),
  )
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = rows[at]
    if (event.key === 'Enter' && row && !disabled) return onPick(row)
    const next = nextOf(event.key, rows, at)
    if (next === undefined) return
    event.preventDefault()
    event.currentTarget.querySelectorAll<HTMLElement>('.branch-row')[next]?.focus()
  }
  return (
    <div
      className="branch-tree scroll"
      role="tree"
      tabIndex={-1}
      aria-label={text('branch.tree')}
      onKeyDown={move}
    >
      {rows.map((row, index) => (
        <Row
          key={row.id}
          row={row}
          level={levels[index] ?? 1}
          isStop={index === at}
          disabled={disabled}
          onFocus={() => setAt(index)}
          onPick={() => onPick(row)}
        />
      ))}
    </div>
  )
}

interface RowProps {
  readonly row: TreeRow
  readonly level: number
  readonly isStop: boolean
  readonly disabled: boolean
  readonly onFocus: () => void
  readonly onPick: () => void
}

function Row({ row, level, isStop, disabled, onFocus, onPick }: RowProps) {
  const { locale, now, text } = useApp()
  const { answer, createdAt, messages, question, shown } = row
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree listens for Return
    <div
      className="branch-row"
      role="treeitem"
      tabIndex={isStop ? 0 : -1}
      aria-level={level}
      aria-selected={shown}
      aria-disabled={disabled || undefined}
      style={{ paddingInlineStart: 12 + Math.min(level - 1, deepest) * 18 }}
      onFocus={onFocus}
      onClick={disabled ? undefined : onPick}
    >
      <span className="branch-dot" aria-hidden="true" />
      <span className="branch-words">
        <span className="branch-question">{question || answer}</span>
        {question && answer && <span className="branch-answer">{answer}</span>}
      </span>
      <span className="branch-facts">
        <span>{momentText(text, createdAt, now(), locale)}</span>
        <span>
          {text('branch.tree.messages', { count: messages })}
          {shown && ` · ${text('branch.tree.shown')}`}
        </span>
      </span>
    </div>
  )
}

/** From 1. A row's parent stands before it. */
function levelsOf(rows: readonly TreeRow[]): readonly number[] {
  const known = new Map<string, number>()
  return rows.map(({ id, parentId }) => {
    const level = (parentId === null ? 0 : (known.get(parentId) ?? 0)) + 1
    known.set(id, level)
    return level
  })
}

function nextOf(key: string, rows: readonly TreeRow[], at: number): number | undefined {
  const row = rows[at]
  const targets: Readonly<Record<string, number>> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    ArrowLeft: rows.findIndex(({ id }) => id === row?.parentId),
    ArrowRight: rows.findIndex(({ parentId }) => parentId === row?.id),
    Home: 0,
    End: rows.length - 1,
  }
  const next = targets[key]
  return next === undefined || next < 0 || next >= rows.length ? undefined : next
}
