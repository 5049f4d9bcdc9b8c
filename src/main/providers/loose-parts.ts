import type { Part } from '../../contract/message.ts'
import type { AnswerParts } from './answer-parts.ts'
import { listOf, looseOf, textOf, type Loose } from './loose.ts'

const longestLabel = 200

/** A page that an answer names, however its fields are called; undefined for what is none. */
export function sourceOf(value: unknown): Extract<Part, { type: 'source' }> | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { type: 'source', url: value }
  const loose = looseOf(value)
  const { url, title, cited_text: cited, content, snippet } = { ...loose, ...looseOf(loose['url_citation']) }
  if (textOf(url) === '') return undefined
  const quote = textOf(cited) || textOf(content) || textOf(snippet)
  return {
    type: 'source',
    url: textOf(url).toWellFormed(),
    ...(textOf(title) && { title: textOf(title).toWellFormed() }),
    ...(quote && { quote: quote.toWellFormed() }),
  }
}

/** Adds the pages of a list. */
export function citePages(parts: AnswerParts, pages: unknown): void {
  for (const page of listOf(pages)) {
    const source = sourceOf(page)
    if (source) parts.cite(source)
  }
}

/** Adds a picture: its data where they came, the page that has it where they did not. */
export function addImage(parts: AnswerParts, value: unknown): void {
  const loose = looseOf(value)
  const inline = looseOf(loose['inline_data'] ?? loose['inlineData'])
  const data = textOf(inline['data'])
  if (data !== '') {
    const mediaType = textOf(inline['mime_type']) || textOf(inline['mimeType']) || 'image/png'
    return parts.add({ type: 'image', mediaType, data })
  }
  const url = textOf(loose['image_url']) || textOf(looseOf(loose['image_url'])['url']) || textOf(loose['url'])
  const [, mediaType, base64] = /^data:([\w.+-]+\/[\w.+-]+)[^,]*;base64,([\w+/=\s-]+)$/.exec(url) ?? []
  if (mediaType && base64) return parts.add({ type: 'image', mediaType, data: base64 })
  const source = url.startsWith('data:') ? undefined : sourceOf(url)
  if (source) parts.cite(source)
}

/** A line about something that a provider did by itself, from whichever field says it. */
export function labelOf(item: Loose): string {
  const { name, action, input, query, queries, code, command, server_label: server } = item
  const asked = { ...looseOf(action), ...looseOf(input) }
  const words = [
    textOf(server),
    textOf(name),
    ...[query, asked['query'], asked['url'], asked['command'], asked['code'], code, command].map(textOf),
    ...(Array.isArray(queries) ? queries.map(textOf) : []),
  ]
  const line = [...new Set(words.filter(Boolean))].join(' · ').replaceAll(/\s+/g, ' ').trim()
  return (line.length > longestLabel ? `${line.slice(0, longestLabel)}…` : line).toWellFormed()
}
