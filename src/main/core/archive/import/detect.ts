import { archiveFormat, archiveHeadingSchema, archiveVersion } from '../../../../contract/archive.ts'
import { ParleyError } from '../../errors.ts'
import { field } from '../loose.ts'

/** The heading of an archive is far shorter. */
const longestHeading = 4096

export interface Detected {
  /** Our own lines, or the JSON of another program. */
  readonly kind: 'archive' | 'foreign'
  /** What was read so far and belongs to the content. */
  readonly rest: string
}

/** Finds out by its beginning, which may come in pieces, what kind of file it is. */
export function createDetector() {
  let head = ''
  return {
    /** Undefined while more is needed. Throws `import-unknown`, `import-packed`, `archive-newer`. */
    push(piece: string, last: boolean): Detected | undefined {
      head += piece
      const text = head.replace(/^\uFEFF/, '').trimStart()
      if (text.startsWith('[')) return { kind: 'foreign', rest: text }
      if (text.startsWith('{')) return detectLine(text, last)
      if (text.startsWith('PK')) throw new ParleyError('import-packed')
      if (last || (text !== '' && text !== 'P')) throw new ParleyError('import-unknown')
      return undefined
    },
  }
}

function detectLine(text: string, last: boolean): Detected | undefined {
  const end = text.indexOf('\n')
  const isWhole = end >= 0 || last || text.length > longestHeading
  if (!isWhole) return undefined
  const line = end < 0 ? text : text.slice(0, end)
  if (line.length > longestHeading || !isHeading(line)) return { kind: 'foreign', rest: text }
  return { kind: 'archive', rest: text.slice(line.length + 1) }
}

function isHeading(line: string): boolean {
  const value = parsed(line)
  if (field(value, 'format') !== archiveFormat) return false
  const heading = archiveHeadingSchema.safeParse(value)
  if (!heading.success) throw new ParleyError('import-unknown')
  const { version } = heading.data
  if (version <= archiveVersion) return true
  const params = { found: String(version), known: String(archiveVersion) }
  throw new ParleyError('archive-newer', { params })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
