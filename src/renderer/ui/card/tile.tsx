/** Two letters that stand for a provider, in place of a logo. */
export function Tile({ name, size = 'md' }: { readonly name: string; readonly size?: 'md' | 'lg' }) {
  return (
    <span className="tile" data-size={size} aria-hidden="true">
      {lettersOf(name)}
    </span>
  )
}

/** The first letters of the first two words, of which a name like OpenRouter has two, or of the only one. */
function lettersOf(name: string): string {
  // What stands behind a name in brackets is none of its words.
  const [first = [], second = []] = name
    .trim()
    .replace(/(?<=.)\(.*\)$/, '')
    .trim()
    .split(/\s+|(?<=\p{Ll})(?=\p{Lu})/u)
    .map((word) => Array.from(word))
  const [head = '', tail = ''] = second[0] ? [first[0], second[0]] : first
  return head.toUpperCase() + tail.toLowerCase()
}
