import type { GuardedFetch } from '../fetching/guarded-fetch.ts'

export interface SearchResult {
  readonly title: string
  readonly url: string
  readonly text: string
  /** As the service gives it, where it gives one. */
  readonly date?: string | undefined
}

/** One way to search the web. Throws an Error that says what is missing or wrong. */
export interface SearchService {
  readonly name: string
  search(query: string, count: number, access: SearchAccess): Promise<readonly SearchResult[]>
}

export interface SearchAccess {
  readonly fetch: GuardedFetch
  readonly signal: AbortSignal
  readonly key: string | undefined
  /** Where the user's own SearXNG answers. */
  readonly searxngUrl: string | undefined
}

/** The key of a service that does not work without one. */
export function neededKey(name: string, key: string | undefined): string {
  if (key === undefined) throw new Error(`${name} needs a key, and none is kept for it`)
  return key
}

/** Text without the tags and entities with which services mark what was found. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|#0?39|#x27|nbsp);/g, (_, name: string) => entities[name] ?? "'")
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }
