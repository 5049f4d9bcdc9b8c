// PostgreSQL can hold neither U+0000 nor half of a surrogate pair, in TEXT as in JSONB, and a model may write both. Such
// a unit is stored as U+001A (SUBSTITUTE) with its four hexadecimal digits; U+001A itself likewise, so that nothing is
// taken for what it is not. JSON writes each of these units, and no other character, as an escape: so it is enough to
// look at escapes, and a backslash that is escaped itself is stepped over.
const toPack = /\\(?:u(0000|001a|d[89a-f][0-9a-f]{2})|.)/gs
const toUnpack = /\\(?:u001a(0000|001a|d[89a-f][0-9a-f]{2})|.)/gs
const substitute = '\u001A'

/** The value as JSON text that a JSONB column can hold, and that loses nothing. */
export function packJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(toPack, (escape, unit?: string) =>
    unit ? `\\u001a${unit}` : escape,
  )
}

/** The value of the text of a JSONB column. */
export function unpackJson(text: string): unknown {
  if (!text.includes(String.raw`\u001a`)) return JSON.parse(text)
  return JSON.parse(text.replaceAll(toUnpack, (escape, unit?: string) => (unit ? `\\u${unit}` : escape)))
}

/** What a TEXT column holds for this text; the same as `->>` takes out of packed JSON. */
export function packText(text: string): string {
  return String(JSON.parse(packJson(text)))
}

/** The text that a TEXT column holds. */
export function unpackText(text: string): string {
  return text.includes(substitute) ? String(unpackJson(JSON.stringify(text))) : text
}
