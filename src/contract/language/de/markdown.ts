/** The controls inside an answer and in what tools gave. */
export const markdown = {
  'markdown.wrap': 'Zeilen umbrechen',
  'markdown.copy-table': 'Als CSV kopieren',
  'markdown.back-to-text': 'Zurück zum Text',
  'markdown.preview': 'Vorschau',
  'markdown.preview-title': 'Vorschau des Codes darüber, ohne Skripte und Netz',
  'markdown.copied-as-seen': 'Kopiert; Unsichtbares steht als Zahl darin',
  'markdown.more': 'Mehr zeigen (noch {rest} Zeichen)',
  'calls.show-all': 'Alle {count} Zeichen zeigen',
} as const
