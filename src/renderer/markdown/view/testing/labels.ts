import type { MarkdownLabels } from '../context.ts'

/** The words of the controls in tests. */
export const labels: MarkdownLabels = {
  copy: 'Copy',
  copied: 'Copied',
  copiedAsSeen: 'Copied as seen: hidden characters as numbers',
  wrap: 'Wrap lines',
  copyTable: 'Copy as CSV',
  backToText: 'Back to the text',
  preview: 'Preview',
  previewTitle: 'Preview of the code above',
  moreOf: (rest) => `Show more (${rest} left)`,
}
