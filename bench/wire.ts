// A provider in a process of its own that costs next to nothing: its answers are rendered beforehand.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

const words = 'the quick brown fox jumps over a lazy dog while streaming tokens arrive from some model'.split(
  ' ',
)
const wordAt = (index: number) => ` ${words[index % words.length]}`

/** The address says what comes: /burst/N/…, /paced/N/… at a thousand a second, /first/…, /tools/K/… */
const server = createServer((request, response) => void answer(request, response))
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [kind, count = '0'] = (request.url ?? '').split('/').filter(Boolean)
  const body = await text(request)
  const anthropic = request.url?.endsWith('/messages') ?? false
  response.socket?.setNoDelay(true)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if (kind === 'paced') pace(openaiEvents(Number(count)), response)
  else if (kind === 'tools' && !body.includes('"role":"tool"')) response.end(callsOf(Number(count)))
  else if (kind === 'tools') response.end(answerOf(false, 20))
  else response.end(answerOf(anthropic, kind === 'first' ? 8 : Number(count)))
}

/** One event each millisecond, each in a write of its own; what a timer missed is made up for at once. */
function pace(events: readonly string[], response: ServerResponse): void {
  const begun = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = Math.min(events.length, Math.floor(performance.now() - begun) + 1)
    while (sent < due) response.write(events[sent++])
    if (sent < events.length) return
    clearInterval(timer)
    response.end()
  }, 1)
}

const rendered = new Map<string, Buffer>()

function answerOf(anthropic: boolean, count: number): Buffer {
  const key = `${anthropic} ${count}`
  const known = rendered.get(key)
  if (known) return known
  const made = Buffer.from((anthropic ? anthropicEvents(count) : openaiEvents(count)).join(''))
  rendered.set(key, made)
  return made
}

function openaiChunk(delta: object, finish: string | null = null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }]
  return `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`
}

function openaiEnd(finish: string, tokens: number): readonly string[] {
  const usage = { prompt_tokens: 10, completion_tokens: tokens, total_tokens: tokens + 10 }
  const chunk = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [],
    usage,
  }
  return [openaiChunk({}, finish), `data: ${JSON.stringify(chunk)}\n\n`, 'data: [DONE]\n\n']
}

function openaiEvents(count: number): readonly string[] {
  const texts = Array.from({ length: count }, (_, index) => openaiChunk({ content: wordAt(index) }))
  return [openaiChunk({ role: 'assistant', content: '' }), ...texts, ...openaiEnd('stop', count)]
}

function anthropicEvent(type: string, rest: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`
}

function anthropicEvents(count: number): readonly string[] {
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [],
    stop_reason: null,
    stop_sequence: null,
  }
  const texts = Array.from({ length: count }, (_, index) =>
    anthropicEvent('content_block_delta', { index: 0, delta: { type: 'text_delta', text: wordAt(index) } }),
  )
  return [
    anthropicEvent('message_start', {
      message: { ...message, usage: { input_tokens: 10, output_tokens: 1 } },
    }),
    anthropicEvent('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...texts,
    anthropicEvent('content_block_stop', { index: 0 }),
    anthropicEvent('message_delta', {
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: count },
    }),
    anthropicEvent('message_stop', {}),
  ]
}

function callsOf(count: number): string {
  const calls = Array.from({ length: count }, (_, index) => {
    const head = {
      index,
      id: `call_${index}`,
      type: 'function',
      function: { name: `tool${index}`, arguments: '' },
    }
    const pieces = ['{"city"', ':"Par', 'is","n":', `${index}}`]
    const rest = pieces.map((piece) =>
      openaiChunk({ tool_calls: [{ index, function: { arguments: piece } }] }),
    )
    return [openaiChunk({ tool_calls: [head] }), ...rest].join('')
  })
  return [openaiChunk({ role: 'assistant', content: null }), ...calls, ...openaiEnd('tool_calls', 40)].join(
    '',
  )
}
