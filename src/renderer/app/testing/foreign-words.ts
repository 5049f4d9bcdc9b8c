const attributes = [
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'placeholder',
  'title',
]

/**
 * What the page says, to the eye or to a screen reader, in plain Latin letters, without the known words: the pseudo language
 * has none of those.
 */
export function foreignWords(known: readonly string[]): readonly string[] {
  // The longer ones first, for one may be a part of another.
  const names = known.toSorted((one, other) => other.length - one.length).map(asWholeWord)
  const isStrange = (said: string) =>
    /[a-z]/i.test(names.reduce((rest, name) => rest.replaceAll(name, ''), said))
  return [...new Set([...saidInText(), ...saidInAttributes()].filter(isStrange))]
}

function asWholeWord(name: string): RegExp {
  const escaped = name.replaceAll(/[^\w\s]/g, String.raw`\$&`)
  return new RegExp(`(?<![a-zA-Z])${escaped}(?![a-zA-Z])`, 'g')
}

function saidInText(): readonly string[] {
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const said: string[] = []
  while (nodes.nextNode()) {
    const parent = nodes.currentNode.parentElement
    const isShown = parent?.checkVisibility() && !parent.closest('script, style, [aria-hidden="true"] svg')
    if (isShown) said.push(nodes.currentNode.textContent?.trim() ?? '')
  }
  return said
}

function saidInAttributes(): readonly string[] {
  return attributes.flatMap((name) =>
    [...document.body.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
  )
}
