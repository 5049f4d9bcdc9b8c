// Text in quotes is kept as it is; what is outside of it may be a comment or a comma before a closing brace.
const pieces =
  /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*(?:(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)\s*)*[}\]])/g

/** Reads JSON as editors write it, with comments and commas too many. Throws as JSON.parse does. */
export function parseLooseJson(text: string): unknown {
  return JSON.parse(
    text.replace(/^\uFEFF/, '').replaceAll(pieces, (piece) => (piece.startsWith('"') ? piece : '')),
  )
}
