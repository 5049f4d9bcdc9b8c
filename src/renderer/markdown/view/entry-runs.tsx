import { memo, type ReactNode } from 'react'
import { useLumps } from '../../ui/late/use-lumps.ts'
import type { MarkdownView } from '../engine/stream.ts'
import { RUN_LENGTH, type Entry } from '../engine/tree.ts'
import { BlockView } from './block-view.tsx'
import { LateRun } from './late-run.tsx'

const none: readonly Entry[] = []

/** So many blocks are drawn at once even when they come together. */
const AT_ONCE = 12

/** The blocks in runs: React skips settled runs whole and looks only into the last one. */
export function EntryRuns({ view }: { readonly view: MarkdownView }): ReactNode {
  const count = view.count + view.tail.length
  const isInLump = useLumps(count, AT_ONCE)
  return Array.from({ length: Math.ceil(count / RUN_LENGTH) }, (_, run) => {
    const Run = isInLump(run * RUN_LENGTH) ? LateRun : EntryRun
    return <Run key={run} settled={view.settled[run] ?? none} tail={tailOf(view, run)} />
  })
}

function tailOf({ count, tail }: MarkdownView, run: number): readonly Entry[] {
  if ((run + 1) * RUN_LENGTH <= count) return none
  const entries = tail.filter(({ id }) => Math.floor(id / RUN_LENGTH) === run)
  return entries.length > 0 ? entries : none
}

type EntryRunProps = { readonly settled: readonly Entry[]; readonly tail: readonly Entry[] }

const EntryRun = memo(function EntryRun({ settled, tail }: EntryRunProps): ReactNode {
  // One child list: in two, a block would be unmounted and built again at the moment it settles.
  const entries = [...settled, ...tail]
  return (
    <div className="md-run" data-end={entries.at(-1)?.block.type}>
      {entries.map(({ id, block }) => (
        <BlockView key={id} block={block} />
      ))}
    </div>
  )
})
