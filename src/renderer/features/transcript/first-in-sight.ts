/** What moves with no text, and what is not there yet. */
const NO_TEXT = '.undrawn, .md-code-head'

/**
 * The first element inside of `root` that begins where one can see it; of words that fill the whole view, that which
 * they stand in. Undefined where nothing is drawn yet.
 */
export function firstInSight(root: Element): Element | undefined {
  const { top, bottom } = root.getBoundingClientRect()
  return firstBetween(root, top, bottom)
}

function firstBetween(root: Element, top: number, bottom: number): Element | undefined {
  for (let at = firstBelow(root.children, top); at < root.children.length; at++) {
    const child = root.children.item(at)
    if (!child || child.matches(NO_TEXT)) continue
    const box = child.getBoundingClientRect()
    if (box.height === 0 || box.bottom <= top) continue
    if (box.top >= bottom) return undefined
    if (box.top >= top) return child.querySelector('.undrawn') ? firstBetween(child, top, bottom) : child
    const inner = firstBetween(child, top, bottom)
    if (inner) return inner
    if (!child.querySelector('.undrawn')) return child
  }
  return undefined
}

/** Where the children begin that end below a line; of many of them half and half, since they stand one below the other. */
function firstBelow(children: HTMLCollection, line: number): number {
  let [from, to] = [0, children.length]
  while (to - from > 32) {
    const middle = (from + to) >> 1
    if ((children.item(middle)?.getBoundingClientRect().bottom ?? 0) <= line) from = middle + 1
    else to = middle
  }
  return from
}
