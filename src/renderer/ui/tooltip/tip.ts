/** The words beside a control, as properties of its element: an explanation costs two attributes, and no component. */
export interface Tip {
  readonly 'data-tip': string
  readonly 'data-tip-keys'?: string
}

/**
 * Makes `Tooltips` show these words when the element is pointed at or focused; `keys` is its shortcut. The element keeps its
 * own accessible name.
 */
export function tip(text: string, keys?: string): Tip {
  return { 'data-tip': text, ...(keys && { 'data-tip-keys': keys }) }
}

/** The element with words around a place in the page. */
export function tipped(target: EventTarget | null): Element | undefined {
  return (target instanceof Element && target.closest('[data-tip]')) || undefined
}
