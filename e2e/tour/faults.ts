import type { Page } from '@playwright/test'

/** Where a text may be cut, and why. Anything else that is cut needs an ellipsis or a way to scroll to it. */
const MAY_BE_CUT = [
  // The formula once more, for screen readers.
  '.katex-mathml',
  // What stands behind a drawer, a dialog or a menu is not read meanwhile.
  '[inert], [inert] *, [aria-hidden="true"], [aria-hidden="true"] *',
]

/** What is wrong with the layout of the screen, in words: what scrolls sideways, and texts that are cut off. */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(findFaults, MAY_BE_CUT.join(', '))
}

/** Every text that is shown, and every one that is told of an element. */
export function shownTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts = new Set<string>()
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (nodes.nextNode()) {
      const { textContent, parentElement } = nodes.currentNode
      if (parentElement?.checkVisibility() && !parentElement.closest('script, style, .md, .bubble'))
        texts.add(textContent?.trim() ?? '')
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`))
        texts.add(element.getAttribute(name) ?? '')
    return [...texts]
  })
}

/* oxlint-disable unicorn/consistent-function-scoping -- only its own text gets to the page */
/** Runs in the page, to which its text alone travels: what it calls stands in it. */
function findFaults(mayBeCut: string): readonly string[] {
  const SLACK_PX = 1.5
  const faults: string[] = []
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) faults.push(`the page scrolls sideways: ${root.scrollWidth} px`)

  const range = document.createRange()
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (nodes.nextNode()) {
    const node = nodes.currentNode
    const element = node.parentElement
    if (
      !node.textContent?.trim() ||
      !element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    )
      continue
    if (element.closest(mayBeCut)) continue
    range.selectNodeContents(node)
    const fault = cutOf(element, range.getBoundingClientRect())
    if (fault) faults.push(`“${node.textContent.trim().slice(0, 60)}” in ${pathOf(element)} is cut ${fault}`)
  }
  return faults

  /** By what the text is cut, if there is no way to the rest of it. */
  function cutOf(element: Element, text: DOMRect): string | undefined {
    const free = { x: false, y: false }
    for (let box: Element | null = element; box; box = box.parentElement) {
      const style = getComputedStyle(box)
      if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') return undefined
      free.x ||= scrolls(style.overflowX)
      free.y ||= scrolls(style.overflowY)
      const edge = box.getBoundingClientRect()
      // Read by screen readers alone.
      if (edge.width <= 1 && edge.height <= 1) return undefined
      const isWide = text.right > edge.right + SLACK_PX || text.left < edge.left - SLACK_PX
      const isHigh = text.bottom > edge.bottom + SLACK_PX || text.top < edge.top - SLACK_PX
      if (!free.x && isWide && cuts(style.overflowX)) return `at its side by ${pathOf(box)}`
      if (!free.y && isHigh && cuts(style.overflowY)) return `at its height by ${pathOf(box)}`
      if (style.position === 'fixed') break
    }
    if (!free.x && (text.right > innerWidth + SLACK_PX || text.left < -SLACK_PX)) return 'by the window'
    if (!free.y && (text.bottom > innerHeight + SLACK_PX || text.top < -SLACK_PX))
      return 'by the window below'
    return undefined
  }

  function scrolls(overflow: string): boolean {
    return overflow === 'auto' || overflow === 'scroll'
  }

  function cuts(overflow: string): boolean {
    return overflow === 'hidden' || overflow === 'clip'
  }

  function pathOf(element: Element): string {
    const names = [element.parentElement, element].map(
      (each) => each && `${each.localName}${[...each.classList].map((name) => `.${name}`).join('')}`,
    )
    return names.join(' > ')
  }
}
