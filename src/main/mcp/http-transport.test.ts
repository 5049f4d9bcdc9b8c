import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import type { McpLaunch } from '../../contract/mcp.ts'
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
  [401, 'mcp-login-needed'],
  [403, 'mcp-login-needed'],
  [404, 'mcp-unreachable'],
  [500, 'mcp-unreachable'],
])('an answer with status %d fails as %s', async (status, code) => {
  const address = await listen((_request, response) => response.writeHead(status).end('no'))
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
