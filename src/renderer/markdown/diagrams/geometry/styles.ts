import { readSelectors, type Matches } from './selector.ts'

/** Of CSS what says how large texts are and where they stand. */
const properties = ['font-size', 'font-weight', 'font-style', 'text-anchor', 'dominant-baseline'] as const
export type TextProperty = (typeof properties)[number]

type Rule = { readonly matches: Matches; readonly values: ReadonlyMap<string, string> }

/** What holds for an element by its own attributes, or by a rule of its drawing's style sheet. */
export class TextStyles {
  /** Of each drawing, since its style sheet was there: it comes before everything that is measured. */
  readonly #rules = new WeakMap<Element, readonly Rule[]>()

  /** The value that is nearest: of the element, or of what it stands in. */
  of(element: Element, property: TextProperty): string | undefined {
    const isInherited = property !== 'dominant-baseline'
    for (let each: Element | null = element; each; each = each.parentElement) {
      const value = this.#ownOf(each, property)
      if (value !== undefined && value !== 'inherit') return value
      if (!isInherited && each.localName !== 'tspan') return undefined
    }
    return undefined
  }

  #ownOf(element: Element, property: TextProperty): string | undefined {
    return (
      declarationsOf(element.getAttribute('style') ?? '').get(property) ??
      this.#ruled(element, property) ??
      element.getAttribute(property) ??
      undefined
    )
  }

  #ruled(element: Element, property: TextProperty): string | undefined {
    const drawing = drawingOf(element)
    if (!drawing) return undefined
    return this.#rulesOf(drawing)
      .findLast(({ matches, values }) => values.has(property) && matches(element))
      ?.values.get(property)
  }

  #rulesOf(drawing: Element): readonly Rule[] {
    const kept = this.#rules.get(drawing)
    if (kept) return kept
    const sheets = [...drawing.children].filter(({ localName }) => localName === 'style')
    const rules = rulesOf(sheets.map(({ textContent }) => textContent).join('\n'))
    if (sheets.length > 0) this.#rules.set(drawing, rules)
    return rules
  }
}

/** The outermost `svg`: a picture inside a drawing has no style sheet of its own. */
function drawingOf(element: Element): Element | undefined {
  let drawing: Element | undefined
  for (let each: Element | null = element; each; each = each.parentElement)
    if (each.localName === 'svg') drawing = each
  return drawing
}

function rulesOf(css: string): readonly Rule[] {
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selector = '', body = '']) => {
    const values = declarationsOf(body)
    return properties.some((property) => values.has(property))
      ? [{ matches: readSelectors(selector), values }]
      : []
  })
}

function declarationsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(';').flatMap((each) => {
      const colon = each.indexOf(':')
      if (colon < 0) return []
      const value = each.slice(colon + 1).replace(/!important/i, '')
      return [[each.slice(0, colon).trim().toLowerCase(), value.trim()] as const]
    }),
  )
}
