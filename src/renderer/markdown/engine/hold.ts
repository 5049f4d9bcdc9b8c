/** Marks that may yet become a rule, an underline, a list, a heading or a fence; a fence waits for its whole line. */
const undecided = /^[ \t>]*(?:(?:[-=*_+#>]|[`~$]{1,2}|\\|\d{1,9}[.)]?)[-=*_ \t>`~#]*|[`~]{3,}[^`\n]*)$/
const startsWithPipe = /^[ \t>]*\|/
const delimiterRow = /^[ \t>]*\|?[ \t:|-]*$/
const LINE_LOOK = 2000

/**
 * How many characters of an open tail to show: a last line that may still turn into something else is held back for
 * the few characters that takes. `inTable` says that the tail's lines are already known to be rows.
 */
export function shownLength(tail: string, inTable: boolean): number {
  const from = tail.lastIndexOf('\n') + 1
  const line = tail.slice(from, from + LINE_LOOK)
  if (line && undecided.test(line)) return from
  if (inTable) return tail.length
  const before = lineBefore(tail, from)
  if (line && startsWithPipe.test(line) && !startsWithPipe.test(before.text)) return from
  // A table's head waits for the whole line under it: until then it would be a paragraph full of pipes.
  const isHead = startsWithPipe.test(before.text) && !startsWithPipe.test(lineBefore(tail, before.start).text)
  return isHead && delimiterRow.test(line) ? before.start : tail.length
}

function lineBefore(text: string, at: number): { text: string; start: number } {
  if (at === 0) return { text: '', start: 0 }
  const start = text.lastIndexOf('\n', at - 2) + 1
  return { text: text.slice(start, Math.min(at - 1, start + LINE_LOOK)), start }
}
