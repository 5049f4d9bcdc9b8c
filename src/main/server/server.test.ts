import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { maxMessageBytes } from '../../contract/draft.ts'
import { closeUnauthorized } from '../../contract/socket.ts'
import type { Caller } from '../methods/caller.ts'
import type { Door } from '../methods/door.ts'
import { startServer, type Server } from './server.ts'

const page = { body: Buffer.from('<!doctype html>'), headers: { 'content-type': 'text/html' } }
let callers: Caller[]
let asked: string[]
let server: Server
let origin: string
let token: string

const door: Door = {
  connect(caller) {
    callers.push(caller)
    return () => void callers.splice(callers.indexOf(caller), 1)
  },
  async invoke(method) {
    asked.push(method)
    return { output: { method } }
  },
}

beforeEach(async () => {
  callers = []
  asked = []
  server = await startServer({ door, port: 0, files: async (path) => (path === '/' ? page : undefined) })
  const url = new URL(server.address)
  origin = url.origin
  token = url.hash.replace('#token=', '')
})
afterEach(() => server.close())

async function get(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const message = request(`${origin}${path}`, { headers })
  message.end()
  const [response] = (await once(message, 'response')) as [IncomingMessage]
  response.resume()
  return response
}

async function connect(hello: unknown, from = origin): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { origin: from })
  await once(socket, 'open')
  socket.send(JSON.stringify(hello))
  return socket
}

const nextFrame = async (socket: WebSocket) => JSON.parse(String((await once(socket, 'message'))[0]))

test('serves the page to this computer', async () => {
  expect((await get('/')).statusCode).toBe(200)
  expect((await get('/missing.js')).statusCode).toBe(404)
})

test('LS-01 a rebound name is refused', async () => {
  expect((await get('/', { host: 'evil.example' })).statusCode).toBe(403)
})

test('LS-03 a page of another site is refused', async () => {
  expect((await get('/', { origin: 'https://evil.example' })).statusCode).toBe(403)
})

test.each(['https://evil.example', 'null', 'http://localhost:1'])(
  'LS-07 a socket from %s is refused',
  async (from) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { origin: from })
    const [error] = await once(socket, 'error')
    expect(String(error)).toContain('403')
  },
)

test('LS-07 a socket without an origin is refused', async () => {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`)
  const [error] = await once(socket, 'error')
  expect(String(error)).toContain('403')
})

test.each([
  { type: 'hello', token: 'wrong' },
  { type: 'request', id: 1, method: 'app.info', input: {} },
  { type: 'nonsense' },
])('LS-08 nothing is answered before the right token: %o', async (hello) => {
  const socket = await connect(hello)
  const [code] = await once(socket, 'close')
  expect(code).toBe(closeUnauthorized)
  expect(asked).toEqual([])
  expect(callers).toEqual([])
})

test('with the token a request is answered under its id and a notice arrives', async () => {
  const socket = await connect({ type: 'hello', token })
  expect(await nextFrame(socket)).toEqual({ type: 'welcome' })
  socket.send(JSON.stringify({ type: 'request', id: 7, method: 'app.info', input: {} }))
  expect(await nextFrame(socket)).toEqual({ type: 'response', id: 7, output: { method: 'app.info' } })
  callers[0]?.notify({ type: 'providers-changed', providers: [] })
  expect(await nextFrame(socket)).toEqual({
    type: 'notice',
    notice: { type: 'providers-changed', providers: [] },
  })
  socket.close()
  await once(socket, 'close')
})

test('the largest message goes through however it must be written, and the connection stays', async () => {
  const socket = await connect({ type: 'hello', token })
  await nextFrame(socket)
  const input = { text: '\u0001'.repeat(maxMessageBytes) }
  socket.send(JSON.stringify({ type: 'request', id: 1, method: 'runs.start', input }))
  expect(await nextFrame(socket)).toMatchObject({ type: 'response', id: 1 })
  socket.close()
})

test('a page that leaves is forgotten; closing the server says goodbye', async () => {
  const first = await connect({ type: 'hello', token })
  await nextFrame(first)
  const second = await connect({ type: 'hello', token })
  await nextFrame(second)
  expect(callers).toHaveLength(2)
  const [code] = await Promise.all([once(second, 'close').then(([value]) => value), server.close()])
  expect(code).toBe(1001)
  expect(callers).toHaveLength(0)
})

test('a port in use is named', async () => {
  const port = Number(new URL(server.address).port)
  const second = startServer({ door, port, files: async () => undefined })
  await expect(second).rejects.toMatchObject({
    failure: { code: 'port-in-use', params: { port: String(port) } },
  })
})
