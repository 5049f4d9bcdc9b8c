import { useCallback, useState } from 'react'
import type { Release } from '../../../../contract/updates.ts'
import { createHighlighter, Markdown, spawnHighlightWorker } from '../../../markdown/index.ts'
import { openLink } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { useMarkdownLabels } from '../../../state/use-markdown-labels.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'

/** What the feed says is the newest, with its notes: words of strangers, shown as an answer is. */
export function NewestRelease({ release }: { readonly release: Release }) {
  const app = useApp()
  const { locale, text } = app
  const { newer, notes, page, publishedAt, version } = release
  const labels = useMarkdownLabels()
  const [highlighter] = useState(() => createHighlighter(spawnHighlightWorker))
  const onLink = useCallback((url: string) => void openLink(app, url), [app])
  const day = publishedAt && new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(publishedAt)
  return (
    <CardSection>
      <CardLine
        icon={newer ? 'info' : 'check'}
        // Above the headings of the notes.
        title={<h2>{text(newer ? 'updates.newer' : 'updates.newest', { version })}</h2>}
        text={day && text('updates.published', { day })}
      >
        {newer && page && (
          <Button variant="primary" trailingIcon="external" onClick={() => onLink(page)}>
            {text('updates.open')}
          </Button>
        )}
      </CardLine>
      {newer && notes.trim() && (
        <div className="update-notes">
          <Markdown
            text={notes}
            streaming={false}
            highlighter={highlighter}
            onLink={onLink}
            labels={labels}
          />
        </div>
      )}
    </CardSection>
  )
}
