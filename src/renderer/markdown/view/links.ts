import { safeLink } from '../../../contract/link.ts'

export type FollowedLink =
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'note'; readonly label: string }

/** The address of a link that may be followed, re-serialised; undefined for every other. */
export function safeUrl(url: string): string | undefined {
  return safeLink(url, (text) => URL.parse(text))
}

/** The host an address names; empty when it names none. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? ''
}

/** What was clicked, when it is a link or a mark of a footnote. */
export function linkOf(target: EventTarget | null): FollowedLink | undefined {
  if (!(target instanceof Element)) return undefined
  const element = target.closest('.md-link, .md-note-mark')
  const label = element?.getAttribute('data-note')
  if (typeof label === 'string') return { type: 'note', label }
  const url = element?.getAttribute('href')
  return url ? { type: 'url', url } : undefined
}

/** Brings a footnote of the answer in `root` into sight and to the keyboard. */
export function showNote(root: Element, label: string): void {
  const note = root.querySelector<HTMLElement>(`.md-note[data-note="${CSS.escape(label)}"]`)
  note?.scrollIntoView({ block: 'nearest' })
  note?.focus({ preventScroll: true })
}
