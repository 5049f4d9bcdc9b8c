import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createReleaseFeed } from './release-feed.ts'

const feed = createReleaseFeed('Parley/test', async () => undefined)
const signal = new AbortController().signal
const agents: (string | undefined)[] = []
let server: Server
let origin: string

beforeAll(async () => {
  server = createServer((request, response) => {
    agents.push(request.headers['user-agent'])
    if (request.url === '/releases')
      response.setHeader('content-type', 'application/json').end('[{"tag_name":"v1"}]')
    else if (request.url === '/page') response.end('<html>')
    // Another origin of the same computer, which nobody named.
    else if (request.url === '/away')
      response.writeHead(302, { location: 'http://127.0.0.1:1/releases' }).end()
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => server.close())

test('a list of releases is read, also from a network of one’s own that the user named', async () => {
  expect(await feed.read(`${origin}/releases`, signal)).toEqual([{ tag_name: 'v1' }])
  expect(agents).toEqual(['Parley/test'])
})

test.each([
  ['/nothing', /answered with status 404/],
  ['/page', /gave an answer that is not understood/],
  ['/away', /inside a network that is not public/],
])('%s is told in words', async (path, words) => {
  await expect(feed.read(`${origin}${path}`, signal)).rejects.toThrow(words)
})
