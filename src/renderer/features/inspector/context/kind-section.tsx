import { useId, useState } from 'react'
import type { ContextItem, ContextView } from '../../../../contract/context.ts'
import type { ItemKind } from '../../../../contract/item-kinds.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { ItemRow } from './item-row.tsx'
import { useInspectorText } from '../use-inspector-text.ts'

/** Rows of a kind at first, and how many more each time: a chat may have thousands. */
const firstRows = 40
const moreRows = 200

export interface KindSectionProps {
  readonly kind: ItemKind
  readonly view: ContextView
}

/** What there is of one kind: its sum, and under it every item, the newest first. */
export function KindSection({ kind, view }: KindSectionProps) {
  const { locale } = useApp()
  const text = useInspectorText()
  const [open, setOpen] = useState(false)
  const listId = useId()
  const items = view.items.filter((item) => item.kind === kind)
  if (items.length === 0) return null
  const total = view.totals.find((each) => each.kind === kind)
  return (
    <>
      <button
        type="button"
        className="inspector-row context-kind"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        onClick={() => setOpen(!open)}
      >
        <i data-kind={kind} aria-hidden="true" />
        <span className="context-name">
          <span>{text(`context.kind.${kind}`)}</span>
          {items.length > 1 && <small>{items.length.toLocaleString(locale)}</small>}
        </span>
        <span className="context-figure">{(total?.tokens ?? 0).toLocaleString(locale)}</span>
        <Icon name={open ? 'down' : 'right'} size={14} className="context-sign" />
      </button>
      {open && <Rows id={listId} items={items.toReversed()} tools={view.tools} />}
    </>
  )
}

interface RowsProps extends Pick<ContextView, 'tools'> {
  readonly id: string
  readonly items: readonly ContextItem[]
}

function Rows({ id, items, tools }: RowsProps) {
  const text = useInspectorText()
  const [most, setMost] = useState(firstRows)
  const [opened, setOpened] = useState<string>()
  const more = Math.min(moreRows, items.length - most)
  return (
    <ul id={id} className="context-rows">
      {items.slice(0, most).map((item) => (
        <ItemRow
          key={item.id}
          item={item}
          tools={tools}
          open={opened === item.id}
          onToggle={() => setOpened(opened === item.id ? undefined : item.id)}
        />
      ))}
      {more > 0 && (
        <li>
          <Button size="sm" variant="ghost" onClick={() => setMost(most + moreRows)}>
            {text('context.more', { count: more })}
          </Button>
        </li>
      )}
    </ul>
  )
}
