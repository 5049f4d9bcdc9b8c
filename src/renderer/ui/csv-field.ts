/** A spreadsheet would take these for formulas, which can ask for things; numbers stay numbers. */
const formula = /^(?:[=@\t\r]|[+-](?![\d.,\s]*%?$))/

/** A field of a table as RFC 4180 has it. */
export function csvField(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
