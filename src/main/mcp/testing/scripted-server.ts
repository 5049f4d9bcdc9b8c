import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

// An MCP server of a few lines without the SDK, which keeps to the protocol only as far as its script says.
// Its one argument is the script, as JSON.

/** How the scripted server behaves; without anything it is a good one. */
export interface Script {
  readonly name?: string
  readonly version?: string
  readonly tools?: readonly object[]
  /** A file with JSON of the tools; read each time that they are asked for. */
  readonly toolsFile?: string
  /** Written before the first message. */
  readonly greeting?: string
  /** Written to the error output at the start. */
  readonly complaint?: string
  /** Ends with this code before it has answered anything. */
  readonly exitCode?: number
  /** Reads and never answers. */
  readonly silent?: boolean
  /** Starts a process that lives on, which may leave the group; its id is appended to `pidFile`. */
  readonly grandchild?: 'group' | 'own-session'
  /** Ignores being told to end. */
  readonly stubborn?: boolean
  /** Every message that comes in, and the server's process id at the start, a line each. */
  readonly diary?: string
}

const script: Script = JSON.parse(process.argv[2] ?? '{}')
const note = (line: object) => script.diary && appendFileSync(script.diary, `${JSON.stringify(line)}\n`)
const write = (text: string) => process.stdout.write(text)
const send = (message: object) => write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

const sleeper = `process.on('SIGTERM', () => {}); process.on('SIGHUP', () => {}); setInterval(() => {}, 1000)`

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: {
    readonly name?: string
    readonly protocolVersion?: string
    readonly arguments?: Record<string, string>
    // The protocol's own name.
    readonly ['_meta']?: { readonly progressToken?: number }
  }
}

type Answer = (message: Message) => void

const reply = ({ id }: Message, text: string, more: object = {}) =>
  send({ id, result: { content: [{ type: 'text', text }], ...more } })

// Tells that the call arrived.
const begin = ({ params }: Message) =>
  send({
    method: 'notifications/progress',
    params: { progressToken: params?.['_meta']?.progressToken, progress: 0, message: 'begun' },
  })

/** What the tools of the hostile kind do. */
const calls: Readonly<Record<string, Answer>> = {
  greet: (message) => reply(message, `Hello, ${message.params?.arguments?.['name'] ?? 'you'}.`),
  environment: (message) => reply(message, JSON.stringify(process.env)),
  arguments: (message) => reply(message, JSON.stringify(process.argv.slice(3))),
  never: (message) => begin(message),
  partial(message) {
    begin(message)
    write('{"jsonrpc":"2.0","id":')
  },
  noise: (message) => {
    write('npm WARN deprecated\n\n{"not":"a message"}\n[1,2]\nnull\n')
    reply(message, 'after noise')
  },
  'wrong-id': (message) => {
    send({ id: 987_654, result: { content: [] } })
    reply(message, 'the right one')
  },
  twice: (message) => {
    reply(message, 'the first')
    reply(message, 'the second')
  },
  'long-line': () => {
    const megabyte = 'x'.repeat(1024 * 1024)
    for (let count = 0; count < 100; count++) write(megabyte)
  },
  flood: (message) => {
    for (let count = 0; count < 20_000; count++) process.stderr.write(`line ${count}\n`)
    reply(message, 'after the flood')
  },
  die: () => process.exit(7),
  progress: (message) => {
    const progressToken = message.params?.['_meta']?.progressToken
    send({ method: 'notifications/progress', params: { progressToken, progress: 1, total: 2 } })
    send({ method: 'notifications/progress', params: { progressToken, progress: 2, message: 'nearly' } })
    reply(message, 'done')
  },
  change: (message) => {
    send({ method: 'notifications/tools/list_changed' })
    reply(message, 'changed')
  },
  refuse: (message) => reply(message, 'The pot is empty.', { isError: true }),
  invalid: ({ id }) => send({ id, error: { code: -32_602, message: 'name: expected a word' } }),
  large: (message) => reply(message, 'y'.repeat(300_000)),
  form: (message) => {
    const requestedSchema: unknown = JSON.parse(message.params?.arguments?.['schema'] ?? '{}')
    const words = message.params?.arguments?.['message'] ?? 'How many?'
    send({ id: 504, method: 'elicitation/create', params: { message: words, requestedSchema } })
    asked = { answers: [], message, count: 1 }
  },
  sample: (message) => {
    const params: unknown = JSON.parse(message.params?.arguments?.['params'] ?? '{}')
    send({ id: 505, method: 'sampling/createMessage', params })
    asked = { answers: [], message, count: 1 }
  },
  ask: (message) => {
    send({ id: 501, method: 'sampling/createMessage', params: { messages: [], maxTokens: 1 } })
    send({
      id: 502,
      method: 'elicitation/create',
      params: { message: 'Your password?', requestedSchema: {} },
    })
    send({ id: 503, method: 'roots/list' })
    asked = { answers: [], message, count: 3 }
  },
}
let asked: { readonly answers: Message[]; readonly message: Message; readonly count: number } | undefined

const named = (name: string) => ({ name, description: `Does ${name}.`, inputSchema: { type: 'object' } })

function toolsNow(): readonly object[] {
  if (script.toolsFile && existsSync(script.toolsFile)) {
    const tools: readonly object[] = JSON.parse(readFileSync(script.toolsFile, 'utf8'))
    return tools
  }
  return script.tools ?? Object.keys(calls).map(named)
}

function answer(message: Message): void {
  const { id, method, params } = message
  if (method === 'initialize') {
    const { name = 'scripted', version = '1.0.0' } = script
    const capabilities = { tools: { listChanged: true } }
    const protocolVersion = params?.protocolVersion ?? '2025-06-18'
    send({ id, result: { protocolVersion, capabilities, serverInfo: { name, version } } })
  } else if (method === 'tools/list') send({ id, result: { tools: toolsNow() } })
  else if (method === 'ping') send({ id, result: {} })
  else if (method === 'tools/call') calls[params?.name ?? '']?.(message)
  else if (method === undefined && asked) {
    asked.answers.push(message)
    if (asked.answers.length === asked.count) reply(asked.message, JSON.stringify(asked.answers))
  } else if (id !== undefined) send({ id, error: { code: -32_601, message: 'unknown' } })
}

note({ pid: process.pid })
if (script.complaint) process.stderr.write(script.complaint)
if (script.exitCode !== undefined) process.exit(script.exitCode)
if (script.stubborn) process.on('SIGTERM', () => undefined)
if (script.grandchild) {
  const detached = script.grandchild === 'own-session'
  const child = spawn(process.execPath, ['-e', sleeper], { stdio: 'ignore', detached })
  note({ pid: child.pid })
}
if (script.greeting) write(script.greeting)
createInterface({ input: process.stdin })
  .on('line', (line) => {
    note({ line })
    if (!script.silent) answer(JSON.parse(line))
  })
  .on('close', () => {
    if (!script.stubborn) process.exit(0)
  })
if (script.stubborn) setInterval(() => undefined, 1000)
