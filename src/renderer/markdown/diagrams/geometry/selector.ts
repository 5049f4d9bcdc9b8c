type Compound = { readonly name: string; readonly id: string; readonly classes: readonly string[] }

/** Whether a selector holds for an element. */
export type Matches = (element: Element) => boolean

/**
 * Reads a list of selectors of names, ids and classes, one inside another, as style sheets of drawings have them. Any
 * other kind holds for nothing. A drawing's style sheet is asked for every text again and again, so this is read once.
 */
export function readSelectors(list: string): Matches {
  const chains = list.split(',').flatMap((each) => {
    const chain = each.replaceAll('>', ' ').trim().split(/\s+/).map(readCompound)
    return chain.every((compound) => compound !== undefined) ? [chain] : []
  })
  return (element) => chains.some((chain) => holds(chain, element))
}

function readCompound(text: string): Compound | undefined {
  const found = /^([a-z*][\w-]*)?((?:[#.][\w-]+)*)$/i.exec(text)
  if (!found || text === '') return undefined
  const [, name = '', marks = ''] = found
  const parts = marks.match(/[#.][\w-]+/g) ?? []
  const classes = parts.filter((part) => part.startsWith('.')).map((part) => part.slice(1))
  const id = parts.find((part) => part.startsWith('#'))?.slice(1) ?? ''
  return { name: name === '*' ? '' : name.toLowerCase(), id, classes }
}

function holds(chain: readonly Compound[], element: Element): boolean {
  const last = chain.at(-1)
  if (!last || !fits(last, element)) return false
  let left = chain.length - 2
  for (let outer = element.parentElement; outer && left >= 0; outer = outer.parentElement) {
    const compound = chain[left]
    if (compound && fits(compound, outer)) left--
  }
  return left < 0
}

function fits({ name, id, classes }: Compound, element: Element): boolean {
  if (name && element.localName.toLowerCase() !== name) return false
  if (id && element.id !== id) return false
  if (classes.length === 0) return true
  const own = (element.getAttribute('class') ?? '').split(/\s+/)
  return classes.every((each) => own.includes(each))
}
