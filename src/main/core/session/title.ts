const titleLength = 60

/** The first line of a text, cut between words. */
export function titleOf(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.replaceAll(/\s+/g, ' ').trim() ?? ''
  if (line.length <= titleLength) return line
  // By characters, because half of an emoji is no text.
  const cut = Array.from(line).slice(0, titleLength).join('')
  const space = cut.lastIndexOf(' ')
  return `${(space > titleLength / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
