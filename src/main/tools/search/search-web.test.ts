import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { toolServicesSchema, type SearchChoice } from '../../../contract/tool-settings.ts'
import { callService } from '../fetching/testing/call-service.ts'
import { createSearchWeb } from './search-web.ts'

const answers: Readonly<Record<SearchChoice, object>> = {
  wikipedia: {
    batchcomplete: '',
    continue: { sroffset: 1, continue: '-||' },
    query: {
      searchinfo: { totalhits: 5060 },
      search: [
        {
          ns: 0,
          title: 'Parley',
          pageid: 42,
          snippet: 'A <span class="searchmatch">parley</span> is a &quot;discussion&quot;',
          timestamp: '2026-10-01T08:00:00Z',
        },
      ],
    },
  },
  searxng: {
    query: 'parley',
    number_of_results: 0,
    results: [
      {
        url: 'https://example.org/parley',
        title: 'Parley',
        content: 'A discussion',
        publishedDate: '2026-10-01T08:00:00',
        engine: 'bing',
        score: 1,
        category: 'general',
      },
      { url: 'https://example.org/2', title: 'Second', content: '', publishedDate: null, engine: 'bing' },
    ],
    answers: [],
    suggestions: [],
    unresponsive_engines: [],
  },
  brave: {
    type: 'search',
    query: { original: 'parley', more_results_available: true },
    web: {
      type: 'search',
      results: [
        {
          title: 'Parley',
          url: 'https://example.org/parley',
          description: 'A <strong>discussion</strong>',
          page_age: '2026-10-01T08:00:00',
        },
      ],
    },
  },
  tavily: {
    query: 'parley',
    answer: null,
    images: [],
    follow_up_questions: null,
    results: [{ title: 'Parley', url: 'https://example.org/parley', content: 'A discussion', score: 0.8 }],
    response_time: 1.1,
  },
}

const searxngUrl = 'http://192.168.1.5:8888'
const secret = 'key-that-nobody-sees'

function search(choice: SearchChoice, answer: RequestListener, key: string | undefined = secret) {
  const services = () => toolServicesSchema.parse({ search: choice, searxngUrl })
  const make = (fetch: Parameters<typeof createSearchWeb>[0]['fetch']) =>
    createSearchWeb({ fetch, services, keyOf: async () => key })
  return callService(make, { query: 'parley', count: 1 }, answer)
}
const recorded =
  (choice: SearchChoice): RequestListener =>
  (_, response) =>
    void response.end(JSON.stringify(answers[choice]))

test.each([
  [
    'wikipedia',
    'Wikipedia',
    'https://en.wikipedia.org/?curid=42',
    'A parley is a "discussion"',
    '2026-10-01T08:00:00Z',
  ],
  ['searxng', 'SearXNG', 'https://example.org/parley', 'A discussion', '2026-10-01T08:00:00'],
  ['brave', 'Brave Search', 'https://example.org/parley', 'A discussion', '2026-10-01T08:00:00'],
  ['tavily', 'Tavily', 'https://example.org/parley', 'A discussion', undefined],
] as const)(
  'S3-20 search_web gives the titles, links and dates of %s',
  async (choice, source, url, text, date) => {
    const { result, error } = await search(choice, recorded(choice))
    expect(error).toBeUndefined()
    expect(result).toEqual({ source, results: [{ title: 'Parley', url, text, ...(date && { date }) }] })
  },
)

test('each service is asked in its own way, and a key goes in a header', async () => {
  const asked = await Promise.all(
    (['wikipedia', 'searxng', 'brave', 'tavily'] as const).map((choice) => search(choice, recorded(choice))),
  )
  const [wikipedia, searxng, brave, tavily] = asked.map(({ requests }) => requests[0])
  expect(wikipedia?.url).toContain('/w/api.php?action=query&list=search')
  expect(searxng?.url).toBe('/search?q=parley&format=json')
  expect(asked[1]?.dialled).toEqual(['192.168.1.5:8888'])
  expect(brave).toMatchObject({
    url: '/res/v1/web/search?q=parley&count=1',
    headers: { 'x-subscription-token': secret },
  })
  expect(tavily).toMatchObject({
    method: 'POST',
    url: '/search',
    headers: { authorization: `Bearer ${secret}` },
  })
  expect(JSON.parse(tavily?.body ?? '')).toEqual({ query: 'parley', max_results: 1 })
})

test.each([
  [401, 'Brave Search refused the request'],
  [429, 'takes no more requests'],
  [500, 'status 500'],
])('status %d is a sentence without the key', async (status, words) => {
  const { error } = await search('brave', (_, response) => void response.writeHead(status).end(secret))
  expect(error).toContain(words)
  expect(error).not.toContain(secret)
})

const withoutKey = (fetch: Parameters<typeof createSearchWeb>[0]['fetch']) =>
  createSearchWeb({
    fetch,
    services: () => toolServicesSchema.parse({ search: 'tavily' }),
    keyOf: async () => undefined,
  })

test('a service that needs a key says so without asking', async () => {
  const { error, requests } = await callService(withoutKey, { query: 'x' }, recorded('tavily'))
  expect(error).toContain('Tavily needs a key')
  expect(requests).toEqual([])
})
