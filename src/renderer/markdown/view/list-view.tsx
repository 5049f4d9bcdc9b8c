import { memo, useId, type ReactNode } from 'react'
import { runsLength } from '../engine/runs.ts'
import type { Block, ListBlock, ListItem } from '../engine/tree.ts'
import { Inlines } from './inlines.tsx'

/** Draws a block inside an item. An argument, because blocks draw lists and lists draw blocks. */
type RenderBlock = (block: Block, index: number) => ReactNode

interface ListProps {
  readonly block: ListBlock
  /** Must stay the same function, or every item is drawn again. */
  readonly renderBlock: RenderBlock
}

/** A list; its settled runs of items are skipped whole. */
export function ListView({ block, renderBlock }: ListProps): ReactNode {
  const runs = block.items.map((items, index) => (
    <ItemRun key={index} items={items} tight={block.tight} renderBlock={renderBlock} />
  ))
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

interface ItemsProps {
  readonly tight: boolean
  readonly renderBlock: RenderBlock
}

interface ItemRunProps extends ItemsProps {
  readonly items: readonly ListItem[]
}

const ItemRun = memo(function ItemRun({ items, ...rest }: ItemRunProps): ReactNode {
  return items.map((item, index) => <ItemView key={index} item={item} {...rest} />)
})

interface ItemProps extends ItemsProps {
  readonly item: ListItem
}

const ItemView = memo(function ItemView(props: ItemProps): ReactNode {
  if (props.item.task !== 'none') return <TaskView {...props} />
  return (
    <li>
      <ItemContent {...props} />
    </li>
  )
})

function TaskView(props: ItemProps): ReactNode {
  const { item } = props
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
        <ItemContent {...props} />
      </div>
    </li>
  )
}

function ItemContent({ item, tight, renderBlock }: ItemProps): ReactNode {
  return item.children.map((run, index) => (
    <ItemBlocks key={index} blocks={run} tight={tight} renderBlock={renderBlock} />
  ))
}

interface ItemBlocksProps extends ItemsProps {
  readonly blocks: readonly Block[]
}

/** In a tight list the text of an item is no paragraph. */
const ItemBlocks = memo(function ItemBlocks({ blocks, tight, renderBlock }: ItemBlocksProps): ReactNode {
  return blocks.map((block, index) =>
    tight && block.type === 'paragraph'
      ? block.parts.map((part, at) => <Inlines key={`${index}/${at}`} nodes={part} />)
      : renderBlock(block, index),
  )
})
