import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A real server on a free port of this machine, with its data in a folder of its own. */
export interface RedisServer {
  /** `127.0.0.1:port`; the same after a restart. */
  readonly address: string
  /** Ends it as a crash would. Resolves when it is gone. */
  kill(): Promise<void>
  /** Starts it again over its data. Resolves when it takes connections. */
  start(): Promise<void>
  /** Holds it, so that it takes connections and answers nothing, or lets it go on. */
  pause(isPaused: boolean): void
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

/** Why there is no server to test with, or undefined when there is one. Where CI demands one, it is an error. */
export function whyNoServer(): string | undefined {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return undefined
  } catch (error) {
    if (process.env['CI']) throw new Error('redis-server is not installed', { cause: error })
    return 'redis-server is not installed'
  }
}

/** Starts a server that writes an append-only file. `settings` are further words of its command line. */
export async function startRedisServer(settings: readonly string[] = []): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-redis-'))
  const port = await freePort()
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '']
  const words = [...place, '--appendonly', 'yes', '--appendfsync', 'always', ...settings]
  let child: ChildProcess | undefined
  const kill = async () => {
    const gone = child && once(child, 'exit')
    child?.kill('SIGKILL')
    await gone
    child = undefined
  }
  // A test run that is itself ended must not leave a server behind.
  const onExit = () => child?.kill('SIGKILL')
  process.once('exit', onExit)
  const server: RedisServer = {
    address: `127.0.0.1:${port}`,
    kill,
    async start() {
      child = await begin(words)
    },
    pause: (isPaused) => child?.kill(isPaused ? 'SIGSTOP' : 'SIGCONT'),
    async stop() {
      process.off('exit', onExit)
      await kill()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  await server.start()
  return server
}

async function begin(words: readonly string[]): Promise<ChildProcess> {
  const child = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  for await (const line of createInterface(child.stdout)) {
    said.push(line)
    if (!line.includes('Ready to accept connections')) continue
    child.stdout.resume()
    return child
  }
  throw new Error(`redis-server did not start: ${said.join('\n')}`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('there is no free port')
  return address.port
}
