import { z } from 'zod'
import type { ToolServices } from '../../../contract/tool-settings.ts'
import { defineTool, type Tool } from '../define-tool.ts'
import type { GuardedFetch } from '../fetching/guarded-fetch.ts'
import { searchServices } from './services.ts'

/** Characters of what a service says about one result. */
const mostCharacters = 600

const input = z.object({
  query: z.string().trim().min(1).max(400).describe('What to look for.'),
  count: z.number().int().min(1).max(20).optional().describe('How many results. Default: 8.'),
})

export interface SearchNeeds {
  readonly fetch: GuardedFetch
  /** The choice of the user, asked at each search. */
  readonly services: () => ToolServices
  /** The key that is kept for a service. */
  readonly keyOf: (service: string) => Promise<string | undefined>
}

/** Searches with the service that the user chose. */
export function createSearchWeb({ fetch, services, keyOf }: SearchNeeds): Tool {
  return defineTool({
    name: 'search_web',
    description:
      'Searches the web and gives titles, links, what is said there, and dates where they are known. Read more with fetch_url.',
    input,
    effect: 'network',
    untrusted: true,
    async run({ query, count = 8 }, { signal }) {
      const { search, searxngUrl } = services()
      const service = searchServices[search]
      const access = { fetch, signal, key: await keyOf(search), searxngUrl }
      const results = await service.search(query, count, access)
      return {
        source: service.name,
        results: results.map(({ text, ...result }) => ({ ...result, text: text.slice(0, mostCharacters) })),
      }
    },
  })
}
