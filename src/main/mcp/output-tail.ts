const mostLines = 40
const longestLine = 400

/** The last lines that a process wrote, however much it writes. */
export interface OutputTail {
  add(text: string): void
  lines(): readonly string[]
}

export function createOutputTail(): OutputTail {
  let whole: string[] = []
  let begun = ''
  return {
    add(text) {
      // Of a flood only the end can matter.
      const pieces = (begun + text.slice(-mostLines * longestLine)).split(/\r?\n|\r/)
      begun = (pieces.pop() ?? '').slice(0, longestLine)
      whole = [...whole, ...pieces.filter((line) => line.trim() !== '').map(tidy)].slice(-mostLines)
    },
    lines: () => (begun.trim() === '' ? whole : [...whole, tidy(begun)].slice(-mostLines)),
  }
}

// Colours of terminals and whatever else would change how the line is shown.
function tidy(line: string): string {
  return line
    .slice(0, longestLine)
    .replaceAll(/\p{Cc}\[[0-9;?]*[a-zA-Z]/gu, '')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trimEnd()
}
