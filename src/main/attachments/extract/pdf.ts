/** The text of a PDF, page by page, and how many pages it has. */
export interface PdfText {
  readonly text: string
  readonly pages: number
}

/**
 * Reads the text of a PDF. The reader is loaded only now. Scripts in a PDF need a part of it that is not there, so nothing
 * runs them.
 */
export async function pdfText(bytes: Uint8Array): Promise<PdfText> {
  const { extractText, getDocumentProxy } = await import('unpdf')
  const document = await getDocumentProxy(bytes, {
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  })
  const { text, totalPages } = await extractText(document, { mergePages: false })
  const pages = text.map((page) => page.trim())
  const isEmpty = pages.every((page) => page === '')
  const told = pages.map((page, index) => `[${index + 1}]\n${page}`).join('\n\n')
  return { text: isEmpty ? '' : told, pages: totalPages }
}
