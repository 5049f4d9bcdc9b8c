import { useEffectEvent, useLayoutEffect, useRef, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useHiddenWords } from '../../ui/hidden-words/hidden-words.ts'
import { placeStyle, useLate } from '../../ui/late/late.tsx'
import { linesOfText } from './lines.ts'
import type { MarkdownReading } from './use-markdown-view.ts'

interface UnreadProps {
  readonly reading: MarkdownReading
  /** What of which the end is being read. */
  readonly text: string
}

/** The place of a text that is being read, which comes in one go when all of it is read. */
export function Unread({ reading, text }: UnreadProps): ReactNode {
  const late = useLate()
  const place = useRef<HTMLDivElement>(null)
  useHiddenWords(place, { words: () => text.slice(-reading.unread) })
  const work = useEffectEvent((isDue: () => boolean) => flushSync(() => reading.readSome(isDue)))
  useLayoutEffect(() => {
    if (!late || !place.current) return undefined
    return late.parts.add({ place: place.current, work: (isDue) => work(isDue) })
  }, [late])
  return <div ref={place} className="undrawn" style={placeStyle(linesOfText(reading.unread))} />
}
