import { randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { parseJSONRPCMessage, type JSONRPCMessage, type Transport } from '@modelcontextprotocol/client'
import spawn from 'cross-spawn'
import { ParleyError, reasonOf } from '../core/errors.ts'
import type { ReadyLaunch } from '../core/ports/tool-servers.ts'
import { childEnvironment } from './child-environment.ts'
import { createLineSplitter } from './line-splitter.ts'
import type { OutputTail } from './output-tail.ts'
import type { ProcessNotes } from './process-notes.ts'
import { endTree } from './process-tree.ts'
import type { ServerHost } from './server-host.ts'

export interface StdioTransportOptions {
  readonly server: string
  readonly launch: Extract<ReadyLaunch, { type: 'stdio' }>
  readonly host: ServerHost
  readonly notes: ProcessNotes
  readonly tail: OutputTail
}

/** How the process ended when nobody asked it to. */
export interface ProcessEnd {
  readonly exitCode: number | undefined
  readonly signal: string | undefined
}

export interface StdioTransport extends Transport {
  /** Set when the process ended by itself. */
  ended(): ProcessEnd | undefined
}

type Child = ReturnType<typeof spawn>

const lastWordsMs = 300

/**
 * Speaks with a server over the standard streams of its process: one JSON message a line. The SDK's own one knows no
 * process groups, no limit of a line while it comes, and does not say how the process ended. The command is a list of
 * words and never meets a shell; for the batch files of Windows cross-spawn quotes them.
 */
export function createStdioTransport(options: StdioTransportOptions): StdioTransport {
  const { server, host, notes, tail } = options
  const mark = randomUUID()
  let child: Child | undefined
  let end: ProcessEnd | undefined
  let closing: Promise<void> | undefined

  const transport: StdioTransport = {
    ended: () => end,
    async start() {
      child = await spawned(options, mark)
      child.stdin?.on('error', (error) => transport.onerror?.(error))
      child.stdout?.on('data', reader(server, tail, transport))
      child.stderr?.setEncoding('utf8').on('data', (words: string) => tail.add(words))
      whenEnded(child, host, (processEnd) => {
        if (!closing) end = processEnd
        void transport.close()
      })
    },
    send: (message) => write(child, message, server),
    close: () => (closing ??= stop()),
  }
  const stop = async () => {
    const pid = child?.pid
    if (pid !== undefined) {
      await endTree({ pid, mark }, () => child?.stdin?.end(), host.platform)
      notes.remove(mark)
    }
    transport.onclose?.()
  }
  return transport
}

// Its last words may come after its end. What it left running may hold the streams open for ever.
function whenEnded(child: Child, { clock }: ServerHost, call: (end: ProcessEnd) => void): void {
  child.once('exit', (code, signal) => {
    const end = { exitCode: code ?? undefined, signal: signal ?? undefined }
    const forget = clock.after(lastWordsMs, () => call(end))
    child.once('close', () => {
      forget()
      call(end)
    })
  })
}

async function spawned({ server, launch, host, notes }: StdioTransportOptions, mark: string): Promise<Child> {
  const { platform, env: own } = host
  const path = await host.commandPath()
  const child = spawn(launch.command, [...launch.args], {
    cwd: launch.cwd ?? homedir(),
    env: childEnvironment({ platform, own, path, given: launch.env, mark }),
    stdio: ['pipe', 'pipe', 'pipe'],
    shell: false,
    windowsHide: true,
    // Leads a group, so that a wrapper such as npx and what it started can be ended together.
    detached: platform !== 'win32',
  })
  if (child.pid !== undefined) notes.add(child.pid, mark)
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => reject(startFailure(server, launch.command, error)))
  })
  return child
}

function startFailure(server: string, command: string, error: Error): ParleyError {
  const missing = 'code' in error && error.code === 'ENOENT'
  if (missing) return new ParleyError('mcp-command-missing', { params: { server, command } })
  return new ParleyError('mcp-start-failed', { params: { server, reason: reasonOf(error) }, cause: error })
}

function reader(server: string, tail: OutputTail, transport: Transport): (chunk: Buffer) => void {
  const split = createLineSplitter()
  return (chunk) => {
    const lines = split(chunk)
    if (!lines) {
      transport.onerror?.(
        new ParleyError('mcp-protocol-broken', {
          params: { server, reason: 'a line of it is longer than 16 MB' },
        }),
      )
      void transport.close()
      return
    }
    for (const line of lines) read(line, tail, transport)
  }
}

// Programs greet on the wrong stream; that belongs to what they say beside the protocol.
function read(line: string, tail: OutputTail, transport: Transport): void {
  if (line.trim() === '') return
  const message = messageOf(line)
  if (message) transport.onmessage?.(message)
  else tail.add(`${line.slice(0, 400)}\n`)
}

function messageOf(line: string): JSONRPCMessage | undefined {
  try {
    return parseJSONRPCMessage(JSON.parse(line))
  } catch {
    return undefined
  }
}

function write(child: Child | undefined, message: JSONRPCMessage, server: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const input = child?.stdin
    if (!input?.writable) {
      reject(new ParleyError('mcp-exited', { params: { server, reason: 'its input is closed' } }))
      return
    }
    input.write(`${JSON.stringify(message)}\n`, (error) => (error ? reject(error) : resolve()))
  })
}
