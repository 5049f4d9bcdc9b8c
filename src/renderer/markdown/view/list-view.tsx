import { memo, useId, type ReactNode } from 'react'
import { Late } from '../../ui/late/late.tsx'
import { useLumps } from '../../ui/late/use-lumps.ts'
import { runsLength } from '../engine/runs.ts'
import { RUN_LENGTH, type Block, type ListBlock, type ListItem } from '../engine/tree.ts'
import { wordsOfItems } from './block-words.ts'
import { Inlines } from './inlines.tsx'
import { linesOfItems } from './lines.ts'

/** So many runs of items are drawn at once even when they come together. */
const AT_ONCE = 1

/** Draws a block inside an item. An argument, because blocks draw lists and lists draw blocks. */
type RenderBlock = (block: Block, index: number) => ReactNode

interface ListProps {
  readonly block: ListBlock
  /** Must stay the same function, or every item is drawn again. */
  readonly renderBlock: RenderBlock
}

/** A list; its settled runs of items are skipped whole. */
export function ListView({ block, renderBlock }: ListProps): ReactNode {
  const isInLump = useLumps(block.items.length, AT_ONCE)
  const runs = block.items.map((items, index) => {
    const run = { items, tight: block.tight, renderBlock }
    if (!isInLump(index)) return <ItemRun key={index} {...run} />
    // What stands for the items before it counts as one.
    const number = block.ordered ? block.start + index * RUN_LENGTH : undefined
    return <LateItemRun key={index} {...run} number={number} />
  })
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
  /** That of its first item, where the list does not count it by itself. */
  readonly number?: number | undefined
}

const ItemRun = memo(function ItemRun({ items, number, ...rest }: ItemRunProps): ReactNode {
  return items.map((item, index) => (
    <ItemView key={index} item={item} number={index === 0 ? number : undefined} {...rest} />
  ))
})

const LateItemRun = memo(function LateItemRun(props: ItemRunProps): ReactNode {
  const { items } = props
  return (
    <Late
      tag="li"
      lines={() => linesOfItems(items)}
      words={() => wordsOfItems(items)}
      render={() => <ItemRun {...props} />}
    />
  )
})

interface ItemProps extends ItemsProps {
  readonly item: ListItem
  readonly number?: number | undefined
}

const ItemView = memo(function ItemView(props: ItemProps): ReactNode {
  if (props.item.task !== 'none') return <TaskView {...props} />
  return (
    <li value={props.number} data-words={isWords(props) ? '' : undefined}>
      <ItemContent {...props} />
    </li>
  )
})

function TaskView(props: ItemProps): ReactNode {
  const { item } = props
  const id = useId()
  return (
    <li className="md-task" value={props.number} data-words={isWords(props) ? '' : undefined}>
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

/** Whether nothing but text stands in the item itself. */
function isWords({ item, tight }: ItemProps): boolean {
  return tight && item.children.every((run) => run.every(({ type }) => type === 'paragraph'))
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
