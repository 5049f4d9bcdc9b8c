import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { PostgresAddress } from '../connection-options.ts'
import { findPostgres } from './postgres-programs.ts'

const run = promisify(execFile)

/** A real server with one empty database, for one test file. */
export interface PostgresServer {
  readonly address: PostgresAddress & { readonly password: string }
  /** Ends the server as a crash does: no connection is told, nothing is written that was not written before. */
  crash(): Promise<void>
  /** Starts it again on the same data and address. */
  start(): Promise<void>
  /** Ends the server and removes everything. May be called in any state. */
  remove(): Promise<void>
}

/** Starts a server in a folder of its own. Without `fsync` a power cut would lose data, which no test makes. */
export async function startPostgres({ fsync = false } = {}): Promise<PostgresServer> {
  const programs = findPostgres()
  if (!programs) throw new Error('there is no PostgreSQL server on this machine')
  const folder = await mkdtemp(join(tmpdir(), 'parley-postgres-'))
  const account = await serverAccount(folder)
  const address = { ...who, host: '127.0.0.1', port: await freePort(), database: 'postgres' }
  const settings = [`port=${address.port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`]
  if (!fsync) settings.push('fsync=off', 'full_page_writes=off')
  let child: ChildProcess | undefined
  const dieWithUs = () => child?.kill('SIGQUIT')
  process.once('exit', dieWithUs)

  const start = async () => {
    const flags = ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])]
    const stdio = ['ignore', 'ignore', 'pipe'] as const
    child = spawn(join(programs, 'postgres'), flags, { ...account, cwd: folder, stdio: [...stdio] })
    await untilReady(child)
  }
  const crash = async () => {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null) return
    ending.kill('SIGQUIT')
    await once(ending, 'exit')
  }
  const remove = async () => {
    process.removeListener('exit', dieWithUs)
    await crash()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await initialise(programs, folder, account)
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  return { address, crash, start, remove }
}

const who = { user: 'tester', password: 'secret-of-the-tester' }

async function initialise(programs: string, folder: string, account: Account): Promise<void> {
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, who.password, { mode: 0o644 })
  const options = {
    pgdata: join(folder, 'data'),
    username: who.user,
    auth: 'scram-sha-256',
    pwfile: passwordFile,
    encoding: 'UTF8',
    locale: 'C',
  }
  const flags = Object.entries(options).map(([name, value]) => `--${name}=${value}`)
  await run(join(programs, 'initdb'), [...flags, '--no-sync'], { ...account, cwd: folder })
}

/** As whom the server runs; empty for ourselves. */
interface Account {
  readonly uid?: number
  readonly gid?: number
}

// PostgreSQL refuses to be run by root, as which containers often run their tests: its own user is taken then.
async function serverAccount(folder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const { stdout } = await run('sh', ['-c', 'id -u postgres && id -g postgres'])
  const [uid = 0, gid = 0] = stdout.trim().split('\n').map(Number)
  await chown(folder, uid, gid)
  return { uid, gid }
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const place = listener.address()
  listener.close()
  await once(listener, 'close')
  if (place === null || typeof place === 'string') throw new Error('a listener has no port')
  return place.port
}

async function untilReady(server: ChildProcess): Promise<void> {
  const said: string[] = []
  if (!server.stderr) throw new Error('the server has no diary')
  const lines = createInterface(server.stderr)
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line)
      if (line.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`the server did not start:\n${said.join('\n')}`)))
  })
}
