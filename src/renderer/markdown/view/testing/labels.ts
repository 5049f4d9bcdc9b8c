import type { MarkdownLabels } from '../context.ts'

/** The words of the controls in tests. */
export const labels: MarkdownLabels = {
  copy: 'Copy',
  copied: 'Copied',
  copiedAsSeen: 'Copied as seen: hidden characters as numbers',
  wrap: 'Wrap lines',
  copyTable: 'Copy as CSV',
  wideTable: 'Table that scrolls sideways',
  backToText: 'Back to the text',
  preview: 'Preview',
  previewTitle: 'Preview of the code above',
  tooLong: 'Too long',
  tooSlow: 'Too slow',
  notDrawn: (line) => `Not understood in line ${line}`,
  larger: 'Larger',
  smaller: 'Smaller',
  fit: 'Fit',
  fullView: 'Full view',
  copyPicture: 'Copy SVG',
  savePicture: 'Save as SVG',
  close: 'Close',
  moreOf: (rest) => `Show more (${rest} left)`,
}
