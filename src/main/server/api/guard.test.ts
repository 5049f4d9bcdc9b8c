import { once } from 'node:events'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saying } from '../../core/testing/scripted-model.ts'
import { openApiFixture, testToken, type ApiFixture } from './testing/api-fixture.ts'

let open: ApiFixture
beforeAll(async () => {
  open = await openApiFixture()
})
afterAll(() => open.close())

const json = { 'content-type': 'application/json' }
const chat = '/v1/chat/completions'
const hi = '{"model":"demo/demo","messages":[{"role":"user","content":"Hi"}]}'

test.each([
  ['evil.example', 403],
  ['localhost.evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['127.0.0.9', 403],
  ['0.0.0.0', 403],
  ['127.1', 403],
  ['2130706433', 403],
  ['[::]', 403],
  ['[::ffff:127.0.0.1]', 403],
  ['user@127.0.0.1', 403],
  ['127.0.0.1', 200],
  ['LOCALHOST', 200],
  ['[::1]', 200],
])('LS-01 LS-06 the host %s with our port is answered with %i', async (host, status) => {
  const answer = await open.ask('/v1/models', { headers: { host: `${host}:${open.port}` } })
  expect(answer.status).toBe(status)
})

const headTo = (target: string, ...hosts: string[]) =>
  [
    `GET ${target} HTTP/1.1`,
    ...hosts.map((host) => `Host: ${host}`),
    `Authorization: Bearer ${testToken}`,
    'Connection: close',
    '\r\n',
  ].join('\r\n')

test('LS-01 neither another port, nor none, nor two hosts, nor a whole address as the path', async () => {
  for (const host of ['127.0.0.1', `127.0.0.1:${open.port + 1}`, `localhost:0${open.port}`]) {
    expect((await open.ask('/v1/models', { headers: { host } })).status).toBe(403)
  }
  const own = `127.0.0.1:${open.port}`
  expect(await open.sendRaw(headTo('/v1/models', own, 'evil.example'))).toMatch(/^HTTP\/1\.1 40[03] /)
  expect(await open.sendRaw(headTo('/v1/models', own, own))).toMatch(/^HTTP\/1\.1 40[03] /)
  expect(await open.sendRaw(headTo(`http://${own}/v1/models`, own))).toMatch(/^HTTP\/1\.1 403 /)
  expect(await open.sendRaw(headTo('/v1/models', own))).toMatch(/^HTTP\/1\.1 200 /)
})

test('LS-02 CP-20 both addresses of this computer answer by the same rules, and no other one', async () => {
  expect((await open.ask('/v1/models', { host: '::1' })).status).toBe(200)
  const refused = await open.ask('/v1/models', { host: '::1', headers: { host: `[::1]:${open.port + 1}` } })
  expect(refused.status).toBe(403)
  const others = Object.values(networkInterfaces()).flatMap(
    (each) => each?.filter((at) => !at.internal) ?? [],
  )
  for (const { address } of others.filter(({ family }) => family === 'IPv4')) {
    const socket = connect(open.port, address)
    const [error] = await once(socket, 'error')
    expect(String(error)).toContain('ECONNREFUSED')
  }
})

const paths = [
  '/v1/models',
  '/v1/models/demo',
  chat,
  '/v1/embeddings',
  '/',
  '/health',
  '/docs',
  '/%zz',
  '/v1/../x',
]
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']

test('LS-03 no path and no method does anything without the token', async () => {
  const wrong = [
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${testToken.slice(0, -1)}`,
    `Bearer ${testToken}x`,
    'Basic x',
  ]
  for (const path of paths) {
    for (const method of methods) {
      const { status } = await open.ask(path, { method, headers: { ...json, authorization: '' } })
      expect([path, method, status]).toEqual([path, method, 401])
    }
    for (const authorization of wrong) {
      const { status, body } = await open.ask(path, { headers: { authorization } })
      expect(status).toBe(401)
      expect(JSON.parse(body).error).toMatchObject({ code: 'invalid_api_key', type: 'invalid_request_error' })
    }
  }
})

test('LS-03 nor does an upgrade', async () => {
  const headers = {
    authorization: '',
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
  }
  expect((await open.ask('/socket', { headers })).status).toBe(401)
})

test('LS-09 LS-11 LS-12 the token counts in its header alone, and nothing else counts as it', async () => {
  const elsewhere = {
    'x-api-key': testToken,
    cookie: `token=${testToken}`,
    'x-forwarded-for': '127.0.0.1',
    'x-real-ip': '127.0.0.1',
    authorization: '',
  }
  const { status } = await open.ask(`/v1/models?token=${testToken}&api_key=${testToken}`, {
    headers: elsewhere,
  })
  expect(status).toBe(401)
})

test.each([
  'null',
  'https://evil.example',
  'http://localhost:3000',
  'chrome-extension://x',
  'file://',
  'OWN',
])('LS-04 LS-06 a page of %s is refused and told nothing, token or not', async (from) => {
  const origin = from === 'OWN' ? `http://127.0.0.1:${open.port}` : from
  for (const method of ['GET', 'OPTIONS']) {
    const { status, headers } = await open.ask('/v1/models', {
      method,
      headers: { origin, 'access-control-request-method': 'POST' },
    })
    expect(status).toBe(403)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(headers.vary).toBe('Origin')
  }
})

test('LS-05 what a page could send without being asked about it is no request', async () => {
  const model = open.script(saying('Hello.'))
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/jsonx',
  ]) {
    const { status, body } = await open.ask(chat, {
      method: 'POST',
      headers: { 'content-type': type },
      body: hi,
    })
    expect([type, status]).toEqual([type, 415])
    expect(JSON.parse(body).error.type).toBe('invalid_request_error')
  }
  expect((await open.ask(chat, { method: 'POST', body: hi })).status).toBe(415)
  for (const site of ['cross-site', 'same-site', 'same-origin']) {
    expect((await open.ask('/v1/models', { headers: { 'sec-fetch-site': site } })).status).toBe(403)
  }
  expect((await open.ask(`${chat}?q=1`)).status).toBe(405)
  expect(model.requests).toEqual([])
})

test('LS-17 no answer may be framed, guessed at or kept', async () => {
  const { headers } = await open.ask('/v1/models')
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
})
