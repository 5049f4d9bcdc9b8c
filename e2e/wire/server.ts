import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { anthropicDialect } from './anthropic-dialect.ts'
import { sendAnswer } from './answer.ts'
import { think } from './brain.ts'
import type { Dialect } from './dialect.ts'
import { openaiDialect } from './openai-dialect.ts'
import { responsesDialect } from './responses-dialect.ts'
import type { WireProtocol, WireRound } from './round.ts'

/** What a client asked for. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The parsed body; undefined when there was none. */
  readonly body: unknown
  /** Resolves when the client has closed the connection before the answer was complete. Pending otherwise. */
  readonly left: Promise<void>
}

/** A provider that does what it is told, over real HTTP on this machine. */
export interface WireServer {
  /** Without a slash at the end. OpenAI's base URL is this with `/v1`, Anthropic's is this. */
  readonly url: string
  /** Every request so far, oldest first. */
  readonly requests: readonly WireRequest[]
  /** Queues rounds; each request of that protocol takes the next. Without any, the server answers by itself. */
  script(protocol: WireProtocol, ...rounds: readonly WireRound[]): void
  /** Resolves with the request of this number, from 0, as soon as it has come. */
  request(number: number): Promise<WireRequest>
  /** The models that it lists, and under which status and key it does. */
  models: readonly string[]
  /** When set, every other key is refused. */
  key: string | undefined
  close(): Promise<void>
}

/** What to do with a request that no script provides for. `key` is the one that it came with. */
export type WireBrain = (protocol: WireProtocol, body: unknown, key: string) => WireRound

/** Starts a provider on a free port of 127.0.0.1. */
export async function startWireServer(brain: WireBrain = think): Promise<WireServer> {
  const requests: WireRequest[] = []
  const rounds: Record<WireProtocol, WireRound[]> = {
    'openai-chat': [],
    'openai-responses': [],
    'anthropic-messages': [],
  }
  const waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    void answer(request, response)
  })

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const asked = await record(request, response)
    requests.push(asked)
    for (const wake of waiting.splice(0)) wake()
    const dialect = dialectOf(asked)
    if (wire.key !== undefined && keyOf(asked) !== wire.key) {
      return sendJson(response, 401, dialect.error('authentication_error', `invalid key: ${keyOf(asked)}`))
    }
    if (asked.path === '/v1/models') return sendJson(response, 200, dialect.models(wire.models))
    if (asked.path === '/v1/embeddings') return embed(asked, response)
    if (!['/v1/chat/completions', '/v1/responses', '/v1/messages'].includes(asked.path)) {
      return sendJson(response, 404, { detail: 'Not Found' })
    }
    const round = rounds[dialect.protocol].shift() ?? brain(dialect.protocol, asked.body, keyOf(asked))
    return perform(round, dialect, asked, response)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const wire: WireServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    models: ['wire-large', 'wire-small'],
    key: undefined,
    script: (protocol, ...more) => void rounds[protocol].push(...more),
    async request(number) {
      for (;;) {
        const found = requests[number]
        if (found) return found
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    async close() {
      if (!server.listening) return
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return wire
}

async function record(request: IncomingMessage, response: ServerResponse): Promise<WireRequest> {
  const { promise: left, resolve } = Promise.withResolvers<void>()
  response.once('close', () => {
    if (!response.writableFinished) resolve()
  })
  const body = await text(request)
  return {
    method: request.method ?? '',
    path: new URL(request.url ?? '/', 'http://wire').pathname,
    headers: request.headers,
    body: body === '' ? undefined : (JSON.parse(body) as unknown),
    left,
  }
}

/** Gives each text a vector that says how long it is, and the last one first. */
function embed({ body }: WireRequest, response: ServerResponse): void {
  const { input, model } = body as { readonly input: readonly string[]; readonly model: string }
  const data = input.map((words, index) => ({ object: 'embedding', index, embedding: [words.length, 0.5] }))
  const usage = { prompt_tokens: input.length, total_tokens: input.length }
  sendJson(response, 200, { object: 'list', data: data.toReversed(), model, usage })
}

function dialectOf({ path, headers }: WireRequest): Dialect {
  const isAnthropic = path === '/v1/messages' || headers['anthropic-version'] !== undefined
  if (path === '/v1/responses') return responsesDialect
  return isAnthropic ? anthropicDialect : openaiDialect
}

function keyOf({ headers }: WireRequest): string {
  return String(headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '') ?? '')
}

async function perform(
  round: WireRound,
  dialect: Dialect,
  asked: WireRequest,
  response: ServerResponse,
): Promise<void> {
  switch (round.type) {
    case 'answer': {
      const { model, stream } = asked.body as { readonly model: string; readonly stream?: boolean }
      return sendAnswer(round, dialect, { model, stream: stream === true }, response, asked.left)
    }
    case 'error':
      if (typeof round.body !== 'string') return sendJson(response, round.status, round.body, round.headers)
      response.writeHead(round.status, { 'content-type': 'text/html', ...round.headers }).end(round.body)
      return
    case 'raw':
      return sendRaw(round, response)
    case 'unanswered':
      return asked.left
    default:
      return round satisfies never
  }
}

async function sendRaw(round: Extract<WireRound, { type: 'raw' }>, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': round.contentType ?? 'text/event-stream' })
  for (const chunk of round.chunks) await new Promise((resolve) => response.write(chunk, resolve))
  if (round.cut) response.destroy()
  else response.end()
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
