import { archiveEntries, PackedTooTight } from './archive-entries.ts'
import { officeText } from './office.ts'
import { pdfText } from './pdf.ts'
import { plainText } from '../plain-text.ts'

/** What a document is to be read as. */
export interface ExtractionTask {
  readonly kind: 'pdf' | 'packed' | 'other'
  readonly bytes: Uint8Array
}

/** What came of it. `plain`: the bytes are the text. `none`: nothing that a model could read. */
export type Extraction =
  | { readonly outcome: 'text'; readonly mediaType: string; readonly text: string; readonly pages?: number }
  | { readonly outcome: 'plain' | 'none' | 'too-tight' }
  | { readonly outcome: 'unreadable'; readonly reason: string }

/** UTF-16 units of text that are kept of one document: some two thousand pages. */
export const mostExtracted = 5_000_000

/** Takes the text out of a document. Never throws, but may take long and much memory: it runs in a thread of its own. */
export async function extract({ kind, bytes }: ExtractionTask): Promise<Extraction> {
  try {
    if (kind === 'pdf') {
      const { text, pages } = await pdfText(bytes)
      return { outcome: 'text', mediaType: 'application/pdf', text: shortened(text), pages }
    }
    if (kind === 'other') return wordsOf(bytes)
    const office = officeText(archiveEntries(bytes))
    return office ? { outcome: 'text', ...office, text: shortened(office.text) } : { outcome: 'none' }
  } catch (error) {
    if (error instanceof PackedTooTight) return { outcome: 'too-tight' }
    return { outcome: 'unreadable', reason: error instanceof Error ? error.message : String(error) }
  }
}

function wordsOf(bytes: Uint8Array): Extraction {
  const plain = plainText(bytes)
  if (!plain) return { outcome: 'none' }
  if (plain.isUtf8) return { outcome: 'plain' }
  return { outcome: 'text', mediaType: 'text/plain', text: shortened(plain.text) }
}

function shortened(text: string): string {
  return text.slice(0, mostExtracted).toWellFormed()
}
