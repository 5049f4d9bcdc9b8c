import { createGzip, gzipSync } from 'node:zlib'
import type { RequestListener, ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { startProxy } from '../../../../e2e/faults/transport/proxy.ts'
import { createGuardedFetch } from './guarded-fetch.ts'
import { publicAddress, startWeb, type TestWeb } from './testing/web-fixture.ts'

const { signal } = new AbortController()
let web: TestWeb | undefined
afterEach(async () => {
  await web?.close()
  web = undefined
})

async function open(answer: RequestListener, names?: Parameters<typeof startWeb>[1]): Promise<TestWeb> {
  web = await startWeb(answer, names)
  return web
}
const hello: RequestListener = (_, response) => void response.end('hello')
const redirect = (response: ServerResponse, to: string, status = 302) =>
  response.writeHead(status, { location: to }).end()

const findNothing = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' }))

test('SF-02 a name of a private address is refused before anything is connected', async () => {
  const { fetchWith, dialled } = await open(hello, { 'inside.example': ['10.0.0.7'] })
  await expect(fetchWith()({ url: 'http://inside.example/' }, signal)).rejects.toThrow('not public')
  await expect(fetchWith()({ url: 'http://0x7f.1/' }, signal)).rejects.toThrow('not public')
  expect(dialled).toEqual([])
})

test('SF-04 the connection goes to the address that was checked, and the name is asked for once', async () => {
  const names = { 'rebind.example': [publicAddress, '127.0.0.1'] }
  const { fetchWith, dialled, resolved } = await open(hello, names)
  const answer = await fetchWith()({ url: 'http://rebind.example/' }, signal)
  expect(answer.body.toString()).toBe('hello')
  expect(dialled).toEqual([`${publicAddress}:80`])
  expect(resolved).toEqual(['rebind.example'])
  // The next question is a new one, and gets the private answer.
  await expect(fetchWith()({ url: 'http://rebind.example/' }, signal)).rejects.toThrow('not public')
})

test.each([301, 302, 303, 307, 308])(
  'SF-03 a redirect by %d to a private address is not followed',
  async (status) => {
    const { fetchWith, requests } = await open((_, response) =>
      redirect(response, 'http://169.254.169.254/', status),
    )
    await expect(fetchWith()({ url: 'http://a.example/' }, signal)).rejects.toThrow('not public')
    expect(requests).toHaveLength(1)
  },
)

test('SF-03 five redirects are followed and a sixth is not', async () => {
  const { fetchWith, requests } = await open((request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) response.end('there')
    else redirect(response, `/${left - 1}`)
  })
  const answer = await fetchWith()({ url: 'http://a.example/5' }, signal)
  expect([answer.body.toString(), answer.url.href]).toEqual(['there', 'http://a.example/0'])
  await expect(fetchWith()({ url: 'http://a.example/20' }, signal)).rejects.toThrow('more than 5 times')
  expect(requests).toHaveLength(12)
})

test('SF-03 a key stays with the origin that it was meant for', async () => {
  const { fetchWith, requests } = await open((request, response) => {
    if (request.url === '/a') redirect(response, '/b')
    else if (request.url === '/b') redirect(response, 'http://b.example/c')
    else response.end()
  })
  await fetchWith()({ url: 'http://a.example/a', headers: { 'x-key': 'secret' } }, signal)
  expect(requests.map(({ headers }) => headers['x-key'])).toEqual(['secret', 'secret', undefined])
  expect(JSON.stringify(requests[2])).not.toContain('secret')
})

test('SF-03 a body is not sent on to another origin', async () => {
  const { fetchWith, requests } = await open((_, response) => redirect(response, 'http://b.example/', 307))
  const request = { url: 'http://a.example/', method: 'POST', body: 'words' } as const
  await expect(fetchWith()(request, signal)).rejects.toThrow('another server')
  expect(requests.map(({ body }) => body)).toEqual(['words'])
})

test('SF-01 a redirect to another scheme is refused', async () => {
  const { fetchWith } = await open((_, response) => redirect(response, 'file:///etc/passwd'))
  await expect(fetchWith()({ url: 'http://a.example/' }, signal)).rejects.toThrow('only http and https')
})

test('SF-03 a refresh that a page asks for is not followed', async () => {
  const page = '<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">'
  const { fetchWith, requests } = await open((_, response) =>
    response.setHeader('refresh', '0;url=/x').end(page),
  )
  const answer = await fetchWith()({ url: 'http://a.example/' }, signal)
  expect(answer.body.toString()).toBe(page)
  expect(requests).toHaveLength(1)
})

test('SF-06 what the user named as local is reached, its neighbours and the keys of a cloud are not', async () => {
  const { fetchWith, dialled } = await open((request, response) => {
    if (request.url === '/next') redirect(response, 'http://192.168.1.6/')
    else response.end('search')
  })
  const localOrigin = 'http://192.168.1.5:8888'
  const answer = await fetchWith()({ url: `${localOrigin}/search`, localOrigin }, signal)
  expect(answer.body.toString()).toBe('search')
  expect(dialled).toEqual(['192.168.1.5:8888'])
  await expect(fetchWith()({ url: `${localOrigin}/next`, localOrigin }, signal)).rejects.toThrow('not public')
  const cloud = 'http://169.254.169.254'
  await expect(fetchWith()({ url: `${cloud}/`, localOrigin: cloud }, signal)).rejects.toThrow('not public')
})

const small = { wholeMs: 20_000, bodyBytes: 100_000 }

test('SF-07 a packed body is unpacked, and given up as soon as it is too large', async () => {
  const { fetchWith } = await open((request, response) => {
    response.setHeader('content-encoding', 'gzip')
    if (request.url === '/fine') return void response.end(gzipSync('fine'))
    const bomb = createGzip()
    bomb.pipe(response)
    response.on('close', () => bomb.destroy())
    const zeros = Buffer.alloc(1_000_000)
    const more = () => {
      while (!bomb.destroyed && bomb.write(zeros));
      bomb.once('drain', more)
    }
    return more()
  })
  const fine = await fetchWith(small)({ url: 'http://a.example/fine' }, signal)
  expect(fine.body.toString()).toBe('fine')
  await expect(fetchWith(small)({ url: 'http://a.example/bomb' }, signal)).rejects.toThrow('larger than')
})

test('SF-07 an endless body and one that says it is too large are given up', async () => {
  const { fetchWith } = await open((request, response) => {
    if (request.url === '/said')
      return void response.writeHead(200, { 'content-length': '10000000000' }).write('x')
    const piece = Buffer.alloc(65_536)
    const more = () => {
      while (!response.destroyed && response.write(piece));
      response.once('drain', more)
    }
    return more()
  })
  await expect(fetchWith(small)({ url: 'http://a.example/said' }, signal)).rejects.toThrow('larger than')
  await expect(fetchWith(small)({ url: 'http://a.example/endless' }, signal)).rejects.toThrow('larger than')
})

test('SF-07 a body that drips ends with the limit of the whole', async () => {
  const { fetchWith } = await open((_, response) => {
    const drip = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(drip))
  })
  const dripping = fetchWith({ wholeMs: 200, bodyBytes: 1000 })({ url: 'http://a.example/' }, signal)
  await expect(dripping).rejects.toThrow('no whole answer within 0.2 s')
})

test('SF-07 a body shorter than it said, a broken pack and endless headers are told as such', async () => {
  const { fetchWith } = await open((request, response) => {
    if (request.url === '/short') {
      response.writeHead(200, { 'content-length': '100' }).write('x', () => response.destroy())
    } else if (request.url === '/broken')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip')
    else if (request.url === '/odd') response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end('x')
    else response.writeHead(200, { 'x-long': 'x'.repeat(40_000) }).end()
  })
  const get = (path: string) => fetchWith()({ url: `http://a.example${path}` }, signal)
  await expect(get('/short')).rejects.toThrow('a.example could not be reached or broke off')
  await expect(get('/broken')).rejects.toThrow('cannot be unpacked')
  await expect(get('/odd')).rejects.toThrow('packed in a way')
  await expect(get('/headers')).rejects.toThrow('headers beyond the limit')
})

test('an abort ends it at once, whatever it waits for', async () => {
  const controller = new AbortController()
  const { fetchWith } = await open(() => controller.abort(new Error('stopped')))
  await expect(fetchWith()({ url: 'http://a.example/' }, controller.signal)).rejects.toThrow('stopped')
})

test('without a network the sentence says so', async () => {
  const { reach } = await open(hello)
  const fetchIt = createGuardedFetch({ ...reach, resolve: findNothing }, 'Parley/test')
  await expect(fetchIt({ url: 'https://a.example/' }, signal)).rejects.toThrow('there may be no network')
})

test('SF-02 through a proxy names are checked as far as this computer knows them', async () => {
  const { port, reach, resolved } = await open(hello, { 'inside.example': ['10.0.0.7'] })
  const proxy = await startProxy(port)
  const { openTunnel } = await import('../../providers/tunnel.ts')
  const proxyFor =
    async ({ host }: URL) =>
    () =>
      openTunnel({ url: new URL(proxy.url) }, `${host}:80`)
  const known = createGuardedFetch({ ...reach, proxyFor }, 'Parley/test')
  const unknown = createGuardedFetch({ ...reach, proxyFor, resolve: findNothing }, 'Parley/test')
  expect((await unknown({ url: 'http://a.example/' }, signal)).body.toString()).toBe('hello')
  await expect(known({ url: 'http://inside.example/' }, signal)).rejects.toThrow('not public')
  await expect(unknown({ url: 'http://nas.local/' }, signal)).rejects.toThrow('not found')
  await expect(unknown({ url: 'http://169.254.169.254/' }, signal)).rejects.toThrow('not public')
  expect(proxy.tunnels.map(({ authority }) => authority)).toEqual(['a.example:80'])
  expect(resolved).toEqual(['inside.example'])
  await proxy.close()
})
