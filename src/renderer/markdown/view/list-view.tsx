import { memo, useId, type ReactNode } from 'react'
import { runsLength } from '../engine/runs.ts'
import type { ListBlock, ListItem } from '../engine/tree.ts'
import { BlockView } from './block-view.tsx'
import { Inlines } from './inlines.tsx'

/** A list; its settled runs of items are skipped whole. */
export function ListView({ block }: { readonly block: ListBlock }): ReactNode {
  const runs = block.items.map((items, index) => <ItemRun key={index} items={items} tight={block.tight} />)
  const data = { 'data-loose': block.tight ? undefined : '' }
  if (!block.ordered) {
    return (
      <ul className="md-list" dir="auto" {...data}>
        {runs}
      </ul>
    )
  }
  const lastNumber = block.start + runsLength(block.items) - 1
  return (
    <ol
      className="md-list"
      dir="auto"
      start={block.start}
      data-wide={lastNumber > 99 ? '' : undefined}
      {...data}
    >
      {runs}
    </ol>
  )
}

type ItemRunProps = { readonly items: readonly ListItem[]; readonly tight: boolean }

const ItemRun = memo(function ItemRun({ items, tight }: ItemRunProps): ReactNode {
  return items.map((item, index) => <ItemView key={index} item={item} tight={tight} />)
})

type ItemProps = { readonly item: ListItem; readonly tight: boolean }

const ItemView = memo(function ItemView({ item, tight }: ItemProps): ReactNode {
  if (item.task !== 'none') return <TaskView item={item} tight={tight} />
  return (
    <li>
      <ItemContent item={item} tight={tight} />
    </li>
  )
})

function TaskView({ item, tight }: ItemProps): ReactNode {
  const id = useId()
  return (
    <li className="md-task">
      <input
        type="checkbox"
        className="md-task-box"
        checked={item.task === 'done'}
        disabled
        aria-labelledby={id}
      />
      <div id={id}>
        <ItemContent item={item} tight={tight} />
      </div>
    </li>
  )
}

function ItemContent({ item, tight }: ItemProps): ReactNode {
  return item.children.map((block, index) =>
    tight && block.type === 'paragraph' ? (
      <Inlines key={index} nodes={block.parts[0] ?? []} />
    ) : (
      <BlockView key={index} block={block} />
    ),
  )
}
