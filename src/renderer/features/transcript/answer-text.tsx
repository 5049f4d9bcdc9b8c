import { useCallback } from 'react'
import { Markdown, type Highlighter } from '../../markdown/index.ts'
import { openLink } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { useMarkdownLabels } from '../../state/use-markdown-labels.ts'
import type { TextItem } from './turn.ts'

export interface AnswerTextProps {
  readonly item: TextItem
  readonly highlighter: Highlighter
}

/** The words of the answer. */
export function AnswerText({ item, highlighter }: AnswerTextProps) {
  const app = useApp()
  const { text } = app
  const labels = useMarkdownLabels()
  const onLink = useCallback((url: string) => void openLink(app, url), [app])
  return (
    <div className="answer-text" data-streaming={item.streaming || undefined}>
      {item.refusal && <p className="hint">{text('transcript.refusal')}</p>}
      <Markdown
        text={item.text}
        streaming={item.streaming}
        highlighter={highlighter}
        onLink={onLink}
        onSave={app.saveFile}
        labels={labels}
      />
    </div>
  )
}
