/** For what lies over the beginning of the view, such as the bar of a search, and for a line around the words. */
const ROOM_PX = 56
const BOX_ROOM_PX = 12

/** Scrolls words into sight, in the transcript and in whatever scrolls within it. False when they were in sight already. */
export function bringIntoSight(words: Range | Element, scroller: HTMLElement): boolean {
  const parent = words instanceof Range ? words.startContainer.parentElement : words.parentElement
  let moved = false
  for (let box = parent; box && box !== scroller; box = box.parentElement) {
    if (scrolls(box)) moved = moveInto(words, box, BOX_ROOM_PX) || moved
  }
  return moveInto(words, scroller, ROOM_PX) || moved
}

function scrolls(box: Element): boolean {
  const { scrollHeight, clientHeight, scrollWidth, clientWidth } = box
  if (scrollHeight <= clientHeight && scrollWidth <= clientWidth) return false
  const { overflowX, overflowY } = getComputedStyle(box)
  return [overflowX, overflowY].some((overflow) => overflow === 'auto' || overflow === 'scroll')
}

function moveInto(words: Range | Element, box: Element, room: number): boolean {
  const { top, bottom, left, right } = boxOf(words)
  const view = box.getBoundingClientRect()
  const [beforeTop, beforeLeft] = [box.scrollTop, box.scrollLeft]
  const isShort = bottom - top < view.height - 2 * room
  if (top < view.top + room || (isShort ? bottom > view.bottom - room : top > view.bottom - room))
    box.scrollTop += top - view.top - Math.max(room, view.height / 3)
  if (left < view.left || right > view.right) box.scrollLeft += left - view.left - view.width / 3
  return box.scrollTop !== beforeTop || box.scrollLeft !== beforeLeft
}

/** The first line of the words; where they have no place, such as in what a picture was drawn from, that of what they are in. */
function boxOf(words: Range | Element): DOMRect {
  const [first] = words.getClientRects()
  if (first) return first
  let around = words instanceof Range ? words.startContainer.parentElement : words.parentElement
  while (around?.parentElement && around.getClientRects().length === 0) around = around.parentElement
  return (around ?? document.body).getBoundingClientRect()
}
