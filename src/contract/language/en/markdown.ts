/** The controls inside an answer and in what tools gave. */
export const markdown = {
  'markdown.wrap': 'Wrap lines',
  'markdown.copy-table': 'Copy as CSV',
  'markdown.back-to-text': 'Back to the text',
  'markdown.preview': 'Preview',
  'markdown.preview-title': 'Preview of the code above, without scripts and network',
  'markdown.copied-as-seen': 'Copied; hidden characters became numbers',
  'markdown.more': 'Show more ({rest} characters left)',
  'calls.show-all': 'Show all {count} characters',
} as const
