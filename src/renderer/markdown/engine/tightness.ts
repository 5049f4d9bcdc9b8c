import { childParts, type Part, type Token } from './syntax.ts'

const blank = /^[ \t>]*$/

/** Whether any item of a list has a paragraph of its own, `skipped` ones not counted. */
export function hasText(list: Part, skipped = 0): boolean {
  return ownParagraphs(list).length > skipped
}

/** Whether a list has no blank line between its parts: the parser then hides its own paragraphs. */
export function isTight(list: Part): boolean {
  return !ownParagraphs(list).some((token) => !token.hidden)
}

/** The same for a list without a paragraph, which hides nothing: by its lines, in `text`. */
export function isLoose(list: Part, text: string): boolean {
  if (hasText(list)) return !isTight(list)
  const lines = text.split('\n')
  const isBehindBlank = ([first]: Part) => blank.test(lines[lineOf(first) - 1] ?? '')
  const items = childParts(list)
  return items.some(
    (item, index) =>
      childParts(item).slice(1).some(isBehindBlank) ||
      (index > 0 && isBehindBlank(item) && lineOf(item[0]) - lineOf(items[index - 1]?.[0]) > 1),
  )
}

function ownParagraphs(list: Part): Token[] {
  const level = (list[0]?.level ?? 0) + 2
  return list.filter((token) => token.type === 'paragraph_open' && token.level === level)
}

function lineOf(token: Token | undefined): number {
  return token?.map?.[0] ?? 0
}
