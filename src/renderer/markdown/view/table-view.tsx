import { memo, useCallback, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Late } from '../../ui/late/late.tsx'
import { useLumps } from '../../ui/late/use-lumps.ts'
import type { TableBlock, TableRow } from '../engine/tree.ts'
import { wordsOfRows } from './block-words.ts'
import { useMarkdownContext } from './context.ts'
import { CopyButton } from './copy-button.tsx'
import { Inlines } from './inlines.tsx'
import { linesOfRows } from './lines.ts'
import { tableCsv } from './table-csv.ts'
import { useScrolls } from './use-scrolls.ts'

/** So many runs of rows are drawn at once even when they come together. */
const AT_ONCE = 1

/** From this many runs of rows on, columns keep the widths they have: laying them out anew would cost every frame. */
const FIXED_RUNS = 4

/** A table that scrolls sideways in a frame of its own; its settled runs of rows are skipped whole. */
export function TableView({ block }: { readonly block: TableBlock }): ReactNode {
  const align = block.align.join(' ')
  const isInLump = useLumps(block.rows.length, AT_ONCE)
  const latest = useRef(block)
  useLayoutEffect(() => {
    latest.current = block
  }, [block])
  const frame = useRef<HTMLDivElement>(null)
  const scrolls = useScrolls(frame)
  const { labels } = useMarkdownContext()
  const csvOf = useCallback(() => tableCsv(latest.current), [])
  return (
    <div className="md-table-block">
      <div
        ref={frame}
        className="md-table-frame"
        // What scrolls must be reached with the keyboard.
        {...(scrolls && { role: 'group', 'aria-label': labels.wideTable, tabIndex: 0 })}
      >
        <table className="md-table" data-fixed={block.rows.length > FIXED_RUNS ? '' : undefined}>
          <HeadView row={block.head} align={align} />
          <tbody>
            {block.rows.map((rows, index) => {
              const Run = isInLump(index) ? LateRowRun : RowRun
              return <Run key={index} rows={rows} align={align} />
            })}
          </tbody>
        </table>
      </div>
      <TableActions csvOf={csvOf} />
    </div>
  )
}

const TableActions = memo(function TableActions({ csvOf }: { readonly csvOf: () => string }): ReactNode {
  const { labels } = useMarkdownContext()
  return (
    <div className="md-table-actions">
      <CopyButton label={labels.copyTable} textOf={csvOf} />
    </div>
  )
})

type RowRunProps = { readonly rows: readonly TableRow[]; readonly align: string }

const RowRun = memo(function RowRun({ rows, align }: RowRunProps): ReactNode {
  return rows.map((row, index) => <RowView key={index} row={row} align={align} />)
})

const LateRowRun = memo(function LateRowRun(props: RowRunProps): ReactNode {
  const { rows } = props
  return (
    <Late
      tag="tr"
      lines={() => linesOfRows(rows)}
      words={() => wordsOfRows(rows)}
      render={() => <RowRun {...props} />}
    />
  )
})

type RowProps = { readonly row: TableRow; readonly align: string }

const HeadView = memo(function HeadView({ row, align }: RowProps): ReactNode {
  const classes = align.split(' ').map(alignClass)
  return (
    <thead>
      <tr>
        {row.cells.map((cell, column) => (
          <th key={column} scope="col" className={classes[column]}>
            <Inlines nodes={cell} />
          </th>
        ))}
      </tr>
    </thead>
  )
})

/** `align` is text so that a row of the same kind is the same to React. */
const RowView = memo(function RowView({ row, align }: RowProps): ReactNode {
  const classes = align.split(' ').map(alignClass)
  return (
    <tr>
      {row.cells.map((cell, column) => (
        <td key={column} className={classes[column]}>
          <Inlines nodes={cell} />
        </td>
      ))}
    </tr>
  )
})

function alignClass(align: string | undefined): string | undefined {
  return align === 'center' || align === 'right' ? `md-${align}` : undefined
}
