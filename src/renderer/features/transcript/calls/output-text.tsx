import { useMemo, useState } from 'react'
import { seenText } from '../../../../contract/visible-text.ts'
import { useApp } from '../../../state/app-context.tsx'
import { LongText } from '../../../ui/long-text/long-text.tsx'
import { MoreText } from '../../../ui/long-text/more-text.tsx'
import { placeToCut, useShownPart } from '../../../ui/long-text/shown-part.ts'

/** So much of what a tool was given or gave is shown at first, in characters. */
const LIMIT = 20_000

/** What a tool was given or gave: to its end when asked, and with nothing in it that acts on a terminal or hides. */
export function OutputText({ source }: { readonly source: string }) {
  const { locale, text } = useApp()
  const [brief, setBrief] = useState(true)
  const part = useShownPart(source, false)
  const isCut = brief && part.shown.length > LIMIT
  const shown = isCut ? source.slice(0, placeToCut(source, LIMIT)) : part.shown
  const seen = useMemo(() => seenText(shown), [shown])
  const rest = source.length - shown.length
  const number = (count: number) => new Intl.NumberFormat(locale).format(count)
  return (
    <>
      <LongText text={seen} />
      {rest > 0 && (
        <MoreText
          words={() => seenText(source.slice(shown.length))}
          onMore={isCut ? () => setBrief(false) : part.more}
        >
          {isCut && part.rest === 0
            ? text('calls.show-all', { count: number(source.length) })
            : text('markdown.more', { rest: number(rest) })}
        </MoreText>
      )}
    </>
  )
}
