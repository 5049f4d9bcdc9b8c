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
      wideTable: text('markdown.wide-table'),
      copyTable: text('markdown.copy-table'),
      backToText: text('markdown.back-to-text'),
      preview: text('markdown.preview'),
      previewTitle: text('markdown.preview-title'),
      tooLong: text('diagram.too-long'),
      tooSlow: text('diagram.too-slow'),
      notDrawn: (line: number | undefined) =>
        line === undefined ? text('diagram.refused') : text('diagram.refused-line', { line: String(line) }),
      larger: text('diagram.larger'),
      smaller: text('diagram.smaller'),
      fit: text('diagram.fit'),
      fullView: text('diagram.full-view'),
      copyPicture: text('diagram.copy'),
      savePicture: text('diagram.save'),
      close: text('attach.close'),
      moreOf: (rest: number) => text('markdown.more', { rest: new Intl.NumberFormat(locale).format(rest) }),
    }),
    [locale, text],
  )
}
