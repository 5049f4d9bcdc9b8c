import { z } from 'zod'
import type { SearchChoice } from '../../../contract/tool-settings.ts'
import { askForJson } from '../fetching/ask-service.ts'
import { readTarget } from '../fetching/fetch-target.ts'
import { neededKey, plainText, type SearchService } from './search-service.ts'

const optional = z.string().nullish()

const wikipediaSchema = z.object({
  query: z.object({
    search: z.array(
      z.object({ title: z.string(), pageid: z.number(), snippet: z.string(), timestamp: optional }),
    ),
  }),
})

// By https://www.mediawiki.org/wiki/API:Search. It asks for no key and allows programs.
const wikipedia: SearchService = {
  name: 'Wikipedia',
  async search(query, count, { fetch, signal }) {
    const wanted = { action: 'query', list: 'search', format: 'json', srprop: 'snippet|timestamp' }
    const parameters = new URLSearchParams({ ...wanted, srsearch: query, srlimit: String(count) })
    const url = `https://en.wikipedia.org/w/api.php?${parameters.toString()}`
    const answer = await askForJson(fetch, { name: this.name, url }, wikipediaSchema, signal)
    return answer.query.search.map(({ title, pageid, snippet, timestamp }) => ({
      title,
      url: `https://en.wikipedia.org/?curid=${pageid}`,
      text: plainText(snippet),
      date: timestamp ?? undefined,
    }))
  },
}

const searxngSchema = z.object({
  results: z.array(
    z.object({ title: z.string(), url: z.string(), content: optional, publishedDate: optional }),
  ),
})

// By https://docs.searxng.org/dev/search_api.html; JSON has to be on in the settings of the server.
const searxng: SearchService = {
  name: 'SearXNG',
  async search(query, count, { fetch, signal, searxngUrl }) {
    if (searxngUrl === undefined) {
      throw new Error('the address of a SearXNG server is missing')
    }
    const url = readTarget(`${searxngUrl.replace(/\/+$/, '')}/search`)
    url.search = new URLSearchParams({ q: query, format: 'json' }).toString()
    const request = { name: this.name, url: url.href, localOrigin: url.origin }
    const { results } = await askForJson(fetch, request, searxngSchema, signal)
    return results.slice(0, count).map(({ title, url: link, content, publishedDate }) => ({
      title,
      url: link,
      text: content ?? '',
      date: publishedDate ?? undefined,
    }))
  },
}

const braveSchema = z.object({
  // Left out where nothing was found.
  web: z
    .object({
      results: z.array(
        z.object({ title: z.string(), url: z.string(), description: optional, page_age: optional }),
      ),
    })
    .optional(),
})

// By https://api-dashboard.search.brave.com/api-reference/web/search/get.
const brave: SearchService = {
  name: 'Brave Search',
  async search(query, count, { fetch, signal, key }) {
    const headers = { 'x-subscription-token': neededKey(this.name, key), accept: 'application/json' }
    const parameters = new URLSearchParams({ q: query, count: String(count) })
    const url = `https://api.search.brave.com/res/v1/web/search?${parameters.toString()}`
    const { web } = await askForJson(fetch, { name: this.name, url, headers }, braveSchema, signal)
    return (web?.results ?? []).map(({ title, url: link, description, page_age }) => ({
      title: plainText(title),
      url: link,
      text: plainText(description ?? ''),
      date: page_age ?? undefined,
    }))
  },
}

const tavilySchema = z.object({
  results: z.array(
    z.object({ title: z.string(), url: z.string(), content: z.string(), published_date: optional }),
  ),
})

// By https://docs.tavily.com/documentation/api-reference/endpoint/search.
const tavily: SearchService = {
  name: 'Tavily',
  async search(query, count, { fetch, signal, key }) {
    const { results } = await askForJson(
      fetch,
      {
        name: this.name,
        url: 'https://api.tavily.com/search',
        method: 'POST',
        headers: { authorization: `Bearer ${neededKey(this.name, key)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query, max_results: count }),
      },
      tavilySchema,
      signal,
    )
    return results.map(({ title, url, content, published_date }) => ({
      title,
      url,
      text: content,
      date: published_date ?? undefined,
    }))
  },
}

/** The services by what the settings call them. */
export const searchServices: Readonly<Record<SearchChoice, SearchService>> = {
  wikipedia,
  searxng,
  brave,
  tavily,
}
