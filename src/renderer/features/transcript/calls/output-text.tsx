import { seenText } from '../../../../contract/visible-text.ts'
import { useApp } from '../../../state/app-context.tsx'
import { LongText } from '../../../ui/long-text/long-text.tsx'

/** So much of what a tool was given or gave is shown at first, in characters. */
const LIMIT = 20_000

/** What a tool was given or gave: to its end when asked, and with nothing in it that acts on a terminal or hides. */
export function OutputText({ source }: { readonly source: string }) {
  const { locale, text } = useApp()
  const count = new Intl.NumberFormat(locale).format(source.length)
  return <LongText text={seenText(source)} limit={LIMIT} moreLabel={text('calls.show-all', { count })} />
}
