import { safeLink } from '../../../contract/link.ts'

export type FollowedLink =
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'note'; readonly label: string }
  | { readonly type: 'note-back'; readonly label: string }

/** The address of a link that may be followed, re-serialised; undefined for every other. */
export function safeUrl(url: string): string | undefined {
  return safeLink(url, (text) => URL.parse(text))
}

/** The host an address names; empty when it names none. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? ''
}

/** What was clicked, when it is a link, a mark of a footnote or the way back from one. */
export function linkOf(target: EventTarget | null): FollowedLink | undefined {
  if (!(target instanceof Element)) return undefined
  const element = target.closest('.md-link, .md-note-mark')
  const back = element?.getAttribute('data-note-back')
  if (typeof back === 'string') return { type: 'note-back', label: back }
  const label = element?.getAttribute('data-note')
  if (typeof label === 'string') return { type: 'note', label }
  const url = element?.getAttribute('href')
  return url ? { type: 'url', url } : undefined
}

/** Brings a footnote of the answer in `root` into sight and to the keyboard. */
export function showNote(root: Element, label: string): void {
  goTo(root.querySelector<HTMLElement>(`.md-note[data-note="${CSS.escape(label)}"]`))
}

/** Goes back from a footnote to where the text first names it. */
export function showNoteMark(root: Element, label: string): void {
  goTo(root.querySelector<HTMLElement>(`.md-note-mark[data-note="${CSS.escape(label)}"]`))
}

function goTo(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
  element?.focus({ preventScroll: true })
}
