import { useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../../state/app-context.tsx'
import { Fold } from '../../ui/fold/fold.tsx'
import { LimitedText } from './limited-text.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Ring } from '../../ui/ring/ring.tsx'
import type { ReasoningItem } from './turn.ts'

const AT_END_PX = 8

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
    <Fold open={open} onOpenChange={setOpen} summary={summary} words={() => item.text}>
      <Thinking item={item} />
    </Fold>
  )
}

/** The thoughts; while they come, their box keeps to the newest unless one reads further up. */
function Thinking({ item }: { readonly item: ReasoningItem }) {
  const box = useRef<HTMLDivElement>(null)
  const reading = useRef(false)
  useLayoutEffect(() => {
    const element = box.current
    if (element && item.streaming && !reading.current) element.scrollTop = element.scrollHeight
  }, [item])
  const onScroll = () => {
    const { scrollHeight = 0, clientHeight = 0, scrollTop = 0 } = box.current ?? {}
    reading.current = scrollHeight - clientHeight - scrollTop > AT_END_PX
  }
  return (
    <div ref={box} className="thinking" onScroll={onScroll}>
      <LimitedText words={item.text} growing={item.streaming} />
    </div>
  )
}
