import { useApp } from '../../state/app-context.tsx'
import { LongText } from '../../ui/long-text/long-text.tsx'
import { MoreText } from '../../ui/long-text/more-text.tsx'
import { useShownPart } from '../../ui/long-text/shown-part.ts'

interface LimitedTextProps {
  readonly words: string
  /** Whether more of it is coming. */
  readonly growing?: boolean
}

/** A text of any length: its beginning, and more of it when asked. */
export function LimitedText({ words, growing = false }: LimitedTextProps) {
  const { locale, text } = useApp()
  const { shown, rest, more } = useShownPart(words, growing)
  return (
    <>
      <LongText text={shown} growing={growing} />
      {rest > 0 && (
        <MoreText words={() => words.slice(shown.length)} onMore={more}>
          {text('markdown.more', { rest: new Intl.NumberFormat(locale).format(rest) })}
        </MoreText>
      )}
    </>
  )
}
