import { afterEach, expect, test } from 'vitest'
import { callOf } from '../core/testing/tool-call.ts'
import { createFetchUrl } from './fetch-url.ts'
import { startWeb, type TestWeb } from './fetching/testing/web-fixture.ts'
import { createToolRegistry } from './tool-registry.ts'

const options = { signal: new AbortController().signal, onProgress: () => undefined }
let web: TestWeb | undefined
afterEach(async () => {
  await web?.close()
  web = undefined
})

async function read(type: string, body: string | Buffer, more: object = {}, status = 200) {
  web = await startWeb((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/new' }).end()
    else response.writeHead(status, { ...(type && { 'content-type': type }) }).end(body)
  })
  const source = createToolRegistry([createFetchUrl(web.fetchWith())])
  const call = callOf('fetch_url', JSON.stringify({ url: 'http://news.example/old', ...more }))
  return JSON.parse(await source.call(call, options))
}

const sentence =
  'The river rose by two metres in the night and the old bridge had to be closed to all traffic. '
const article = `<!doctype html><html><head><title>River closes bridge</title></head><body>
<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>River closes bridge</h1><p>${sentence.repeat(4)}</p><p>${sentence.repeat(4)}</p></article>
<script>alert('no words of the page')</script><footer>Imprint</footer></body></html>`

test('a page comes as its title, its final address and what a person would read', async () => {
  const page = await read('text/html; charset=utf-8', article)
  expect(page).toMatchObject({ title: 'River closes bridge', url: 'http://news.example/new' })
  expect(page.text).toContain('The river rose by two metres')
  expect(page.text).not.toMatch(/Sport|alert|left_out/)
})

test('a page without an article comes with all its words, and in the charset that it names', async () => {
  const html =
    '<meta charset="iso-8859-1"><title>Caf\u00e9</title><body>Gr\u00fc\u00dfe<script>x</script></body>'
  expect(await read('text/html', Buffer.from(html, 'latin1'))).toMatchObject({
    title: 'Caf\u00e9',
    text: 'Gr\u00fc\u00dfe',
  })
})

test('a long text says how much of it was left out and how to go on', async () => {
  const text = 'x'.repeat(40_000) + 'y'.repeat(50)
  const page = await read('text/plain', text)
  expect(page.text).toHaveLength(40_000)
  expect(page.left_out).toBe('50 more characters; go on with start 40000')
  await web?.close()
  expect(await read('text/plain', text, { start: 40_000 })).toEqual({
    url: 'http://news.example/new',
    text: 'y'.repeat(50),
  })
})

test.each([
  ['application/pdf', '%PDF-1.7', 200, 'it is a PDF'],
  ['image/png', 'png', 200, 'it is no text but image/png'],
  ['', Buffer.from([1, 0, 2]), 200, 'it is no text, although'],
  ['text/html', 'gone', 404, 'answered with status 404'],
])('%s %s with status %d is refused in a sentence', async (type, body, status, words) => {
  await expect(read(type, body, {}, status)).rejects.toThrow(words)
})

test('its results are marked as words of strangers', async () => {
  const { definition } = createFetchUrl(() => Promise.reject(new Error('unused')))
  expect(definition).toMatchObject({ effect: 'network', untrusted: true })
})
