import { useMemo } from 'react'
import { useApp } from './app-context.tsx'

/** What the controls inside a text are called. */
export function useMarkdownLabels() {
  const { locale, text } = useApp()
  return useMemo(
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
}
