import { memo, useMemo, useRef, type ReactNode } from 'react'
import { MoreText } from '../../ui/long-text/more-text.tsx'
import { useShownPart } from '../../ui/long-text/shown-part.ts'
import type { Highlighter } from '../highlight/client.ts'
import { MarkdownContextProvider, type MarkdownLabels, type SaveFile } from './context.ts'
import { EntryRuns } from './entry-runs.tsx'
import { Unread } from './unread.tsx'
import { useLinks } from './use-links.ts'
import { useMarkdownView } from './use-markdown-view.ts'

export type MarkdownProps = {
  /** The whole text so far. */
  readonly text: string
  /** More text is coming: the half-written end is shown without its marks. */
  readonly streaming: boolean
  /** Without one, code has no colours. */
  readonly highlighter: Highlighter | undefined
  /** Called with the re-serialised http, https or mailto address of a link that was followed; nothing else opens it. */
  readonly onLink: (url: string) => void
  /** Without one, nothing of the answer can be saved as a file. */
  readonly onSave?: SaveFile
  /** Must stay the same object, or every control is drawn again. */
  readonly labels: MarkdownLabels
}

/**
 * One answer, of a very long one its beginning until more is wished for. Costs one update per render of its parent, however
 * long the text is, as long as the text only grows.
 */
export const Markdown = memo(function Markdown(props: MarkdownProps): ReactNode {
  const { text, streaming, highlighter, onLink, onSave, labels } = props
  const root = useRef<HTMLDivElement>(null)
  const part = useShownPart(text, streaming)
  // What is cut off somewhere is as half-written as what still comes.
  const reading = useMarkdownView(part.shown, streaming || part.rest > 0)
  const context = useMemo(() => ({ highlighter, labels, onSave }), [highlighter, labels, onSave])

  useLinks(root, onLink)

  return (
    <MarkdownContextProvider value={context}>
      <div ref={root} className="md">
        <EntryRuns view={reading.view} />
        {reading.unread > 0 && <Unread reading={reading} text={part.shown} />}
      </div>
      {part.rest > 0 && (
        <MoreText words={() => text.slice(part.shown.length)} onMore={part.more}>
          {labels.moreOf(part.rest)}
        </MoreText>
      )}
    </MarkdownContextProvider>
  )
})
