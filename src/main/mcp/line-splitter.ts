/** The longest message that is taken, in bytes. */
export const longestMessage = 16 * 1024 * 1024

/**
 * Makes a function that takes bytes and gives the lines that became whole, or undefined from the moment that one is
 * longer than `longest` bytes. Time and room grow with the bytes, however small the pieces are.
 */
export function createLineSplitter(
  longest = longestMessage,
): (chunk: Buffer) => readonly string[] | undefined {
  let begun: Buffer[] = []
  let length = 0
  let broken = false
  return (chunk) => {
    if (broken) return undefined
    const lines: string[] = []
    let from = 0
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      const piece = chunk.subarray(from, at)
      if (length + piece.length > longest) break
      lines.push(Buffer.concat([...begun, piece]).toString('utf8'))
      begun = []
      length = 0
      from = at + 1
    }
    const rest = chunk.subarray(from)
    length += rest.length
    broken = length > longest
    if (broken) begun = []
    else begun.push(rest)
    return broken ? undefined : lines
  }
}
