import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import type { McpLaunch } from '../../contract/mcp.ts'
import type { Clock } from '../core/ports/clock.ts'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { publishedServer, recipeOf } from './testing/server-recipes.ts'
import { callOptions, openServers } from './testing/servers-fixture.ts'

const canary = 'canary-header-value'

test.each([
  ['http', 'streamableHttp', '/mcp'],
  ['sse', 'sse', '/sse'],
] as const)('server-everything over %s: tools, a call, progress', async (type, mode, path) => {
  const port = await freePort()
  const child = spawn(process.execPath, [publishedServer('server-everything'), mode], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => /running on|listening/i.test(chunk.toString()) && resolve())
  })
  const launch: McpLaunch = { type, url: `http://127.0.0.1:${port}${path}` }
  const servers = await openServers([recipeOf('remote', launch)])
  expect((await servers.list()).length).toBeGreaterThan(5)
  expect(await servers.call(callOf('remote__echo', '{"message":"over http"}'), callOptions)).toContain(
    'over http',
  )
  const progress: string[] = []
  const long = callOf('remote__trigger-long-running-operation', '{"duration":0.2,"steps":2}')
  await servers.call(long, { ...callOptions, onProgress: (line) => progress.push(line) })
  expect(progress.length).toBeGreaterThan(0)
})

test.each(['http', 'sse'] as const)(
  'MC-06 %s: a redirect to another origin gets no header and no body',
  async (type) => {
    const stolen: IncomingMessage[] = []
    const thief = await listen((request, response) => {
      stolen.push(request)
      response.end()
    })
    const asked: IncomingMessage[] = []
    const address = await listen((request, response) => {
      asked.push(request)
      response.writeHead(307, { location: `${thief}/mcp` }).end()
    })
    const launch: McpLaunch = { type, url: `${address}/mcp` }
    const servers = await openServers([recipeOf('moved', launch, { authorization: canary })])
    expect(await servers.list()).toEqual([])
    expect(asked[0]?.headers.authorization).toBe(canary)
    expect(stolen).toEqual([])
    const { failure } = servers.status('moved')
    expect(failure?.code).toBe('mcp-redirected')
    expect(JSON.stringify(servers.status('moved'))).not.toContain(canary)
  },
)

test.each([
  [200, 'mcp-protocol-broken'],
  [401, 'mcp-login-needed'],
  [403, 'mcp-login-needed'],
  [404, 'mcp-unreachable'],
  [500, 'mcp-unreachable'],
])('an answer with status %d fails as %s', async (status, code) => {
  const address = await listen((_request, response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('no'),
  )
  const servers = await openServers([recipeOf('remote', { type: 'http', url: `${address}/mcp` })])
  await servers.list()
  expect(servers.status('remote').failure?.code).toBe(code)
})

test('MC-13 an answer over HTTP without end is not taken in', async () => {
  let sent = 0
  const address = await listen((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const megabyte = Buffer.alloc(1024 * 1024, 'x')
    const more = () => {
      sent++
      if (sent < 200 && !response.destroyed && response.write(megabyte)) setImmediate(more)
    }
    response.on('drain', more)
    request.resume().on('end', more)
  })
  const servers = await openServers([recipeOf('endless', { type: 'http', url: `${address}/mcp` })])
  await servers.list()
  expect(servers.status('endless').state).toBe('failed')
  expect(sent).toBeLessThan(200)
})

test.each([
  ['when the server says', 700, 700],
  ['not at once, whatever the server says', 0, 100],
  ['not never, whatever the server says', 9_000_000_000, 300_000],
])('MC-22 a stream that ended is asked for again %s, from its last event', async (_, retry, delay) => {
  const clock = createFakeClock()
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const after: Clock['after'] = (ms, run) => {
    const forget = clock.after(ms, run)
    if (ms === delay) end()
    return forget
  }
  const script = createEndingServer(retry)
  const address = await listen(script.answer)
  const recipe = recipeOf('ending', { type: 'http', url: `${address}/mcp` })
  const servers = await openServers([recipe], { clock: { ...clock, after } })
  await servers.list()
  const answer = servers.call(callOf('ending__late'), callOptions)
  await ended
  expect(script.resumed).toEqual([])
  clock.advance(delay)
  expect(await answer).toBe('at last')
  expect(script.resumed).toEqual(['event-7'])
})

const messageSchema = z.object({ id: z.union([z.number(), z.string()]).optional(), method: z.string() })

/** A server whose one tool answers only in a stream that is asked for again. */
function createEndingServer(retry: number) {
  const resumed: (string | undefined)[] = []
  let waiting: number | string | undefined
  const answer: RequestListener = (request, response) => {
    const events = { 'content-type': 'text/event-stream' }
    if (request.method === 'GET') {
      if (waiting === undefined) return void response.writeHead(405).end()
      resumed.push(request.headers['last-event-id']?.toString())
      const result = { content: [{ type: 'text', text: 'at last' }] }
      const data = JSON.stringify({ jsonrpc: '2.0', id: waiting, result })
      return void response.writeHead(200, events).end(`id: event-8\ndata: ${data}\n\n`)
    }
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    return void request.on('end', () => {
      const { id, method } = messageSchema.parse(JSON.parse(body))
      if (method === 'tools/call') {
        waiting = id
        return response.writeHead(200, events).end(`id: event-7\nretry: ${retry}\ndata: \n\n`)
      }
      const results: Readonly<Record<string, object>> = {
        initialize: {
          protocolVersion: '2025-06-18',
          capabilities: { tools: {} },
          serverInfo: { name: 'ending', version: '1' },
        },
        'tools/list': { tools: [{ name: 'late', inputSchema: { type: 'object' } }] },
      }
      if (id === undefined) return response.writeHead(202).end()
      const said = results[method]
        ? { result: results[method] }
        : { error: { code: -32_601, message: 'unknown' } }
      response.writeHead(200, { 'content-type': 'application/json' })
      return response.end(JSON.stringify({ jsonrpc: '2.0', id, ...said }))
    })
  }
  return { answer, resumed }
}

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
