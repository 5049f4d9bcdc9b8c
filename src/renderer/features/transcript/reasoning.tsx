import { useState } from 'react'
import { useText } from '../../state/app-context.tsx'
import { Fold } from '../../ui/fold/fold.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Ring } from '../../ui/ring/ring.tsx'
import type { ReasoningItem } from './turn.ts'

/** What the model thought before it wrote, folded to one line. */
export function Reasoning({ item }: { readonly item: ReasoningItem }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const summary = item.streaming ? (
    <>
      <Ring />
      {text('transcript.thinking')}
    </>
  ) : (
    <>
      <Icon name="thought" />
      {text('transcript.thought')}
    </>
  )
  return (
    <Fold open={open} onOpenChange={setOpen} summary={summary}>
      <div className="thinking">{item.text}</div>
    </Fold>
  )
}
