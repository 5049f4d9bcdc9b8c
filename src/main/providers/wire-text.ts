import type { ModelEndpoint } from '../core/ports/model-client.ts'

const longestExcerpt = 500

/** The text without the endpoint's secrets, for providers that repeat them in their complaints. */
export function redact(text: string, endpoint: ModelEndpoint): string {
  const secrets = [endpoint.credentials?.value ?? '', ...Object.values(endpoint.headers ?? {})]
  return secrets.filter((secret) => secret !== '').reduce(without, text)
}

function without(text: string, secret: string): string {
  const spellings = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]
  return spellings.reduce((rest, spelling) => rest.replaceAll(spelling, '…'), text)
}

/** The beginning of what a provider said, fit to be quoted: of a page its title, otherwise its text; no key. */
export function excerptOf(text: string, endpoint: ModelEndpoint): string {
  const plain = text.trimStart().startsWith('<') ? wordsOfPage(text.slice(0, 20_000)) : text
  const line = redact(plain, endpoint).replaceAll(/\s+/g, ' ').trim()
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt)}…` : line
}

function wordsOfPage(html: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.trim()
  return title || html.replaceAll(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replaceAll(/<[^>]*>/g, ' ')
}
