import Anthropic from '@anthropic-ai/sdk'
import type { ModelClient } from '../../src/main/core/ports/model-client.ts'
import { modelClient } from '../parley.ts'
import { openaiPeers, type Reader } from '../peers.ts'
import { wholePathRows } from './a-whole-path.ts'
import { alternate, median, type Variant } from '../stats.ts'
import { row, type Row } from '../table.ts'

const chunks = 20_000
const anthropicBody = {
  model: 'm',
  stream: true,
  max_tokens: 100,
  messages: [{ role: 'user', content: 'hi' }],
} satisfies Anthropic.MessageCreateParamsStreaming

/** A1: processor time per chunk in a burst. A3: what we add to the time to the first text. A2 and A4: the whole path. */
export async function streamRows(wire: string): Promise<readonly Row[]> {
  const burst = await readers(`${wire}/burst/${chunks}`)
  const cpu = await costs(burst)
  const first = await firsts(await readers(`${wire}/first`))
  const floor = first('fetch + hand')
  const added = (name: string) => first(name) - floor
  return [
    row(
      'A1 openai',
      'Parley',
      cpu('Parley openai'),
      'the bare openai SDK',
      cpu('openai SDK'),
      'µs/chunk',
      1.25,
    ),
    row('A1 openai', 'Parley', cpu('Parley openai'), 'Vercel ai', cpu('Vercel ai'), 'µs/chunk', 0.25),
    row('A1 openai', 'Parley', cpu('Parley openai'), 'LangChain', cpu('LangChain'), 'µs/chunk', 0.5),
    row('A1 openai', 'Parley', cpu('Parley openai'), 'fetch + hand', cpu('fetch + hand'), 'µs/chunk'),
    row(
      'A1 anthropic',
      'Parley',
      cpu('Parley anthropic'),
      'the bare Anthropic SDK',
      cpu('anthropic SDK'),
      'µs/chunk',
      1.25,
    ),
    row(
      'A3 first text',
      'Parley adds',
      added('Parley openai'),
      'the bare openai SDK adds',
      added('openai SDK'),
      'ms',
      2,
    ),
    row(
      'A3 first text',
      'Parley adds',
      added('Parley openai'),
      'Vercel ai adds',
      added('Vercel ai'),
      'ms',
      0.5,
    ),
    row('A3 first text', 'Parley adds', added('Parley openai'), 'LangChain adds', added('LangChain'), 'ms'),
    ...(await wholePathRows(wire)),
  ]
}

async function costs(all: ReadonlyMap<string, Reader>): Promise<(name: string) => number> {
  const variants = [...all].map(([name, read]): Variant => ({ name, run: () => readAll(name, read) }))
  const samples = await alternate(variants, 9, 2, true)
  return (name) => median((samples.get(name) ?? []).map(({ cpu }) => cpu)) / chunks
}

// A variant that misses text would be measured as fast.
async function readAll(name: string, read: Reader): Promise<void> {
  let count = 0
  await read(() => {
    count += 1
  })
  if (count !== chunks) throw new Error(`${name} gave ${count} of ${chunks} chunks`)
}

async function firsts(all: ReadonlyMap<string, Reader>): Promise<(name: string) => number> {
  const times = new Map<string, number[]>([...all.keys()].map((name) => [name, []]))
  for (let round = -20; round < 150; round++) {
    for (const [name, read] of all) {
      const begun = performance.now()
      let first = 0
      await read(() => {
        first ||= performance.now() - begun
      })
      if (round >= 0) times.get(name)?.push(first)
    }
  }
  return (name) => median(times.get(name) ?? [])
}

async function readers(url: string): Promise<ReadonlyMap<string, Reader>> {
  const anthropic = new Anthropic({ apiKey: 'x', baseURL: url, maxRetries: 0 })
  const ours = await modelClient('openai-chat', url)
  const oursAnthropic = await modelClient('anthropic-messages', url)
  return new Map<string, Reader>([
    ...openaiPeers(url),
    ['Parley openai', (onText) => readOurs(ours, onText)],
    [
      'anthropic SDK',
      async (onText) => {
        for await (const event of await anthropic.messages.create(anthropicBody)) {
          if (event.type === 'content_block_delta' && event.delta.type === 'text_delta')
            onText(event.delta.text)
        }
      },
    ],
    ['Parley anthropic', (onText) => readOurs(oursAnthropic, onText)],
  ])
}

async function readOurs(client: ModelClient, onText: (text: string) => void): Promise<void> {
  const request = {
    model: 'm',
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'hi' }] } as const],
    tools: [],
    parallelTools: false,
  }
  for await (const event of client.stream(request, { signal: new AbortController().signal })) {
    if (event.type === 'text-delta') onText(event.text)
    if (event.type === 'failed') throw new Error(event.failure.message)
  }
}
