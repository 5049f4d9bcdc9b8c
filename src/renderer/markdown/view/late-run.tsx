import { memo, useRef, type ReactNode } from 'react'
import { Late } from '../../ui/late/late.tsx'
import { useStretch } from '../../ui/late/use-stretch.ts'
import type { Block, Entry } from '../engine/tree.ts'
import { BlockView } from './block-view.tsx'
import { wordsOfBlocks } from './block-words.ts'
import { linesOfBlocks } from './lines.ts'

/** So many blocks are drawn together. */
const GROUP = 4

type LateRunProps = { readonly settled: readonly Entry[]; readonly tail: readonly Entry[] }

/** A run of blocks that came together with many others: group after group is drawn when it is its turn. */
export const LateRun = memo(function LateRun({ settled, tail }: LateRunProps): ReactNode {
  const run = useRef<HTMLDivElement>(null)
  const entries = [...settled, ...tail]
  // What is settled keeps its identity, when the answer comes back into sight as well.
  const style = useStretch(run, entries[0]?.block ?? run, () => linesOfBlocks(blocksOf(entries)))
  return (
    <div ref={run} className="md-run" data-stretch="" data-end={entries.at(-1)?.block.type} style={style}>
      {groupsOf(entries).map((group) => (
        <Late
          key={group[0]?.id}
          lines={() => linesOfBlocks(blocksOf(group))}
          words={() => wordsOfBlocks(blocksOf(group))}
          render={() => group.map(({ id, block }) => <BlockView key={id} block={block} />)}
        />
      ))}
    </div>
  )
})

function groupsOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  return Array.from({ length: Math.ceil(entries.length / GROUP) }, (_, index) =>
    entries.slice(index * GROUP, (index + 1) * GROUP),
  )
}

function blocksOf(entries: readonly Entry[]): readonly Block[] {
  return entries.map(({ block }) => block)
}
