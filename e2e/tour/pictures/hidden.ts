import type { Locator, Page } from '@playwright/test'
import type { Box } from './blocks.ts'

/** What comes and goes, or grows, with the time that something took. */
const CHANGING = [
  '.tooltip-place',
  // The line below an answer: the time in it moves the rest.
  '.facts',
  '.call-time',
  '.call-bar',
  '.chart-axis',
  '.lane-bar',
  '.lane-time',
  '.inspector-time',
  // Every package of the build.
  '.licence-list',
].join(', ')

const FIGURES = [
  // A time of day, a countdown.
  String.raw`\d{1,2}:\d\d(?::\d\d)?`,
  // What something took, in every language of the tour.
  String.raw`\d[\d.,]*\s(?:ms|s|min|毫秒|秒|分|ɱš|š|ɱíñ)(?!\p{L})`,
  // The port of a server.
  String.raw`(?<!\d)\d{5}(?!\d)`,
  // The version of a program.
  String.raw`\d+\.\d+\.\d+`,
]

/**
 * Where on the screen something stands that is another at each visit: by its name, a figure in a text, or the `folder` of the
 * app. What the screen is there to show is never among the names.
 */
export async function changingBoxes(page: Page, shown: Locator, folder: string): Promise<readonly Box[]> {
  const path = `${folder.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)}\\S*`
  const subject = await shown.first().elementHandle()
  const boxes = await page.evaluate(findBoxes, [CHANGING, [path, ...FIGURES].join('|'), subject] as const)
  await subject?.dispose()
  return boxes
}

/* oxlint-disable unicorn/consistent-function-scoping -- only its own text gets to the page */
/** Runs in the page, to which its text alone travels: what it calls stands in it. */
function findBoxes([changing, pattern, subject]: readonly [string, string, Node | null]): readonly Box[] {
  const boxes: Box[] = []
  for (const element of document.querySelectorAll(changing))
    if (element.checkVisibility() && !element.contains(subject)) add(element.getBoundingClientRect(), element)
  const figure = new RegExp(pattern, 'gu')
  const range = document.createRange()
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (nodes.nextNode()) {
    const node = nodes.currentNode
    for (const { index, 0: found } of (node.textContent ?? '').matchAll(figure)) {
      range.setStart(node, index)
      range.setEnd(node, index + found.length)
      if (node.parentElement?.checkVisibility())
        for (const box of range.getClientRects()) add(box, node.parentElement)
    }
  }
  for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea'))
    if (field.value.search(figure) >= 0) add(field.getBoundingClientRect(), field)
  return boxes

  /** As much of it as is seen through what scrolls around it. */
  function add(found: DOMRect, element: Element): void {
    let [left, top, right, bottom] = [found.left, found.top, found.right, found.bottom]
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflow === 'visible') continue
      const edge = around.getBoundingClientRect()
      left = Math.max(left, edge.left)
      top = Math.max(top, edge.top)
      right = Math.min(right, edge.right)
      bottom = Math.min(bottom, edge.bottom)
    }
    if (right > left && bottom > top)
      boxes.push({ x: left, y: top, width: right - left, height: bottom - top })
  }
}
