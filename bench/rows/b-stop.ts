import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ToolDefinition } from '../../src/contract/tool.ts'
import type { ToolSource } from '../../src/main/core/ports/tool-source.ts'
import { openOwnTools } from '../../src/main/tools/own/open-own-tools.ts'
import { modelClient, slowTools, startEngine } from '../parley.ts'
import { median } from '../stats.ts'
import { row, type Row } from '../table.ts'

const count = 8
const times = 5
const definitions = Array.from({ length: count }, (_, index): ToolDefinition => {
  return { name: `tool${index}`, description: 'a tool', effect: 'read', inputSchema: { type: 'object' } }
})
/** Stands in the command line of what the tool starts, so that it can be found among all processes. */
const mark = `parley-bench-${process.pid}`
const program = `
  import { spawn } from 'node:child_process'
  export default {
    name: 'tool0', description: 'never ends', effect: 'run', needs: { run: true },
    input: { type: 'object', properties: {} },
    run: () => new Promise(() => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1e6)', '${mark}'], { stdio: 'ignore' })
      child.unref()
    }),
  }`

const node = async () => process.execPath

/** B3: eight reads of a second each. B4: what a stop during a tool round takes, until the last process is gone. */
export async function stopRows(wire: string): Promise<readonly Row[]> {
  const url = `${wire}/tools/${count}`
  const reads = await eightReads(url)
  const stops = await stopped(url)
  const of = (name: keyof Stopped) => median(stops.map((each) => each[name]))
  return [
    row('B3 eight reads of 1 s', 'Parley', reads, 'one of them', 1000, 'ms', 1.3),
    row('B4 stop, the window', 'told', of('told'), 'the limit', 100, 'ms', 1),
    row('B4 stop, the sockets', 'closed', of('sockets'), 'the limit', 1000, 'ms', 1),
    row('B4 stop, the processes', 'gone', of('processes'), 'the limit', 5000, 'ms', 1),
  ]
}

async function eightReads(url: string): Promise<number> {
  const engine = await startEngine(await modelClient('openai-chat', url), slowTools(definitions, 1000))
  const walls: number[] = []
  for (let time = 0; time < times; time++) {
    const begun = performance.now()
    const { run } = await engine.client.ask('runs.start', { text: 'hi' })
    for await (const event of engine.client.follow(run)) if (event.type === 'run-ended') break
    walls.push(performance.now() - begun)
  }
  await engine.close()
  return median(walls)
}

interface Stopped {
  /** Milliseconds from the wish to stop. */
  readonly told: number
  readonly sockets: number
  readonly processes: number
}

async function stopped(url: string): Promise<readonly Stopped[]> {
  const profile = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const folder = join(profile, 'tools')
  mkdirSync(folder)
  writeFileSync(join(folder, 'tool0.mjs'), program)
  const agreed: Record<string, string> = {}
  const room = openOwnTools({ folder, agreed: () => agreed, node, env: process.env, closed: [] })
  for (const { file, hash } of (await room.own.view()).tools) agreed[file] = hash
  const server = await startSilentServer()
  const tools = silentTools(room.source, server.url)
  const engine = await startEngine(await modelClient('openai-chat', url), tools)
  const seen: Stopped[] = []
  for (let time = 0; time < times; time++) {
    const { run } = await engine.client.ask('runs.start', { text: 'hi' })
    await until(() => server.open() === count - 1 && processes() > 0)
    const begun = performance.now()
    const since = () => performance.now() - begun
    const told = engine.client.ask('runs.cancel', { runId: run.id }).then(since)
    const sockets = until(() => server.open() === 0).then(since)
    const gone = until(() => processes() === 0).then(since)
    seen.push({ told: await told, sockets: await sockets, processes: await gone })
  }
  await engine.close()
  room.close()
  server.close()
  rmSync(profile, { recursive: true })
  return seen
}

/** The first of eight tools starts a process of its own that starts another one, the others wait for a server. */
function silentTools(own: ToolSource, url: string): ToolSource {
  return {
    list: async () => [...(await own.list()), ...definitions.slice(1)],
    async call(call, options) {
      if (call.name === 'tool0') return own.call({ ...call, arguments: '{}' }, options)
      return (await fetch(url, { signal: options.signal })).text()
    },
  }
}

async function startSilentServer() {
  let open = 0
  const server: Server = createServer((request) => {
    open += 1
    request.socket.once('close', () => (open -= 1))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, open: () => open, close: () => server.close() }
}

function processes(): number {
  const all = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
  return all.split('\n').filter((line) => line.includes(mark)).length
}

/** Looks every few milliseconds; gives up after ten seconds. */
async function until(isSo: () => boolean): Promise<void> {
  for (let look = 0; look < 2000; look++) {
    if (isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('what was waited for did not come')
}
