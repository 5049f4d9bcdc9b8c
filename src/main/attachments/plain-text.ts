/** A text that is one in its bytes, or was written in another way than UTF-8. */
export interface PlainText {
  readonly text: string
  readonly isUtf8: boolean
}

/** One character in so many that a text may have without a meaning in it. */
const mostControls = 0.002

/** The text that a file is; undefined when it is none. */
export function plainText(bytes: Uint8Array): PlainText | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be')
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'windows-1252')
}

function decoded(bytes: Uint8Array, encoding: string): PlainText | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return isText(text) ? { text, isUtf8: encoding === 'utf-8' } : undefined
  } catch {
    return undefined
  }
}

// Anything that is no text has many of these in its first pages.
function isText(text: string): boolean {
  const start = text.slice(0, 100_000)
  // oxlint-disable-next-line no-control-regex
  const controls = start.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u0081\u008d\u008f\u0090\u009d]/g)
  return !text.includes('\u0000') && (controls?.length ?? 0) <= start.length * mostControls
}

const types: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
  json: 'application/json',
}

/** The media type of a text by its name, which is all that tells one text from another. */
export function textType(name: string): string {
  return types[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'text/plain'
}
