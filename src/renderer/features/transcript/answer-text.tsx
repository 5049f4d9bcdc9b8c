import { useCallback, useMemo } from 'react'
import { Markdown, type Highlighter } from '../../markdown/index.ts'
import { openLink } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import type { TextItem } from './turn.ts'

export interface AnswerTextProps {
  readonly item: TextItem
  readonly highlighter: Highlighter
}

/** The words of the answer. */
export function AnswerText({ item, highlighter }: AnswerTextProps) {
  const app = useApp()
  const { locale, text } = app
  const labels = useMemo(
    () => ({
      copy: text('window.copy'),
      copied: text('window.copied'),
      copiedAsSeen: text('markdown.copied-as-seen'),
      wrap: text('markdown.wrap'),
      copyTable: text('markdown.copy-table'),
      backToText: text('markdown.back-to-text'),
      preview: text('markdown.preview'),
      previewTitle: text('markdown.preview-title'),
      moreOf: (rest: number) => text('markdown.more', { rest: new Intl.NumberFormat(locale).format(rest) }),
    }),
    [locale, text],
  )
  const onLink = useCallback((url: string) => void openLink(app, url), [app])
  return (
    <div className="answer-text" data-streaming={item.streaming || undefined}>
      {item.refusal && <p className="hint">{text('transcript.refusal')}</p>}
      <Markdown
        text={item.text}
        streaming={item.streaming}
        highlighter={highlighter}
        onLink={onLink}
        labels={labels}
      />
    </div>
  )
}
