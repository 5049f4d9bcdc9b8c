import { memo, type ReactNode } from 'react'
import type { MarkdownView } from '../engine/stream.ts'
import { RUN_LENGTH, type Entry } from '../engine/tree.ts'
import { BlockView } from './block-view.tsx'

const none: readonly Entry[] = []

/** The blocks in runs: React skips settled runs whole and looks only into the last one. */
export function EntryRuns({ view }: { readonly view: MarkdownView }): ReactNode {
  const length = Math.ceil((view.count + view.tail.length) / RUN_LENGTH)
  return Array.from({ length }, (_, run) => (
    <EntryRun key={run} settled={view.settled[run] ?? none} tail={tailOf(view, run)} />
  ))
}

function tailOf({ count, tail }: MarkdownView, run: number): readonly Entry[] {
  if ((run + 1) * RUN_LENGTH <= count) return none
  const entries = tail.filter(({ id }) => Math.floor(id / RUN_LENGTH) === run)
  return entries.length > 0 ? entries : none
}

type EntryRunProps = { readonly settled: readonly Entry[]; readonly tail: readonly Entry[] }

const EntryRun = memo(function EntryRun({ settled, tail }: EntryRunProps): ReactNode {
  // One child list: in two, a block would be unmounted and built again at the moment it settles.
  return (
    <div className="md-run">
      {[...settled, ...tail].map(({ id, block }) => (
        <BlockView key={id} block={block} />
      ))}
    </div>
  )
})
