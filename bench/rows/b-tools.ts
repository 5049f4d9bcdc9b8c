import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { stepCountIs, streamText, tool, type ToolSet } from 'ai'
import OpenAI from 'openai'
import { z } from 'zod'
import type { ToolDefinition } from '../../src/contract/tool.ts'
import { modelClient, slowTools, startEngine, type Engine } from '../parley.ts'
import { alternate, median, type Variant } from '../stats.ts'
import { row, type Row } from '../table.ts'

const count = 8
const inputSchema = {
  type: 'object',
  properties: { city: { type: 'string' }, n: { type: 'number' } },
  required: ['city', 'n'],
  additionalProperties: false,
}
const definitions = Array.from({ length: count }, (_, index): ToolDefinition => {
  return { name: `tool${index}`, description: 'a tool', effect: 'read', inputSchema }
})
const wait = (ms: number) => (ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined)

/** B1: a turn with eight tools of 50 ms. B2: with tools that take no time, which leaves what we add. */
export async function toolRows(wire: string): Promise<readonly Row[]> {
  const url = `${wire}/tools/${count}`
  const slow = await turns(url, 50, 20)
  const instant = await turns(url, 0, 100)
  return [
    row('B1 8 tools of 50 ms', 'Parley', slow('Parley'), 'the slowest tool', 50, 'ms', 1.1),
    row('B1 8 tools of 50 ms', 'hand loop', slow('hand loop'), 'the slowest tool', 50, 'ms'),
    row('B1 8 tools of 50 ms', 'Vercel ai', slow('Vercel ai'), 'the slowest tool', 50, 'ms'),
    row('B2 8 tools of 0 ms', 'Parley', instant('Parley'), 'hand loop', instant('hand loop'), 'ms', 1.3),
    row('B2 8 tools of 0 ms', 'Vercel ai', instant('Vercel ai'), 'hand loop', instant('hand loop'), 'ms'),
  ]
}

async function turns(url: string, ms: number, rounds: number): Promise<(name: string) => number> {
  const engine = await startEngine(await modelClient('openai-chat', url), slowTools(definitions, ms))
  const client = new OpenAI({ apiKey: 'x', baseURL: url, maxRetries: 0 })
  const variants: readonly Variant[] = [
    { name: 'hand loop', run: () => byHand(client, ms) },
    { name: 'Vercel ai', run: () => byVercel(url, ms) },
    { name: 'Parley', run: () => byParley(engine) },
  ]
  const samples = await alternate(variants, rounds, Math.ceil(rounds / 5), false)
  await engine.close()
  return (name) => median((samples.get(name) ?? []).map(({ wall }) => wall))
}

/** The whole engine: session and run stored, every call journalled, numbered events followed to the end. */
async function byParley({ client }: Engine): Promise<void> {
  const { run } = await client.ask('runs.start', { text: 'hi' })
  let status = ''
  for await (const event of client.follow(run)) if (event.type === 'run-ended') status = event.status
  if (status !== 'completed') throw new Error(`Parley's turn ended as ${status}`)
}

async function byVercel(url: string, ms: number): Promise<void> {
  const run = async ({ n }: { readonly n: number }) => {
    await wait(ms)
    return { ok: n }
  }
  const made = definitions.map(({ name }) => [
    name,
    tool({ description: 'a tool', inputSchema: z.object({ city: z.string(), n: z.number() }), execute: run }),
  ])
  const tools = Object.fromEntries(made) as ToolSet
  const model = createOpenAICompatible({ name: 'x', baseURL: url })('m')
  let text = ''
  const { fullStream } = streamText({ model, prompt: 'hi', tools, stopWhen: stepCountIs(5), maxRetries: 0 })
  for await (const part of fullStream) if (part.type === 'text-delta') text += part.text
  if (text === '') throw new Error('Vercel ai gave no answer')
}

/** What a careful developer writes by hand on the SDK: no storage, no events, no time limits. */
async function byHand(client: OpenAI, ms: number): Promise<void> {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'hi' }]
  const tools = definitions.map(({ name, description }) => {
    return { type: 'function', function: { name, description, parameters: inputSchema } } as const
  })
  for (let round = 0; round < 5; round++) {
    const { calls, text } = await ask(client, messages, tools)
    if (calls.length === 0) {
      if (text === '') throw new Error('the hand loop gave no answer')
      return
    }
    messages.push({ role: 'assistant', content: null, tool_calls: calls })
    const results = calls.map(async (call) => {
      const { n } = JSON.parse(call.function.arguments) as { readonly n: number }
      await wait(ms)
      return { role: 'tool', tool_call_id: call.id, content: JSON.stringify({ ok: n }) } as const
    })
    messages.push(...(await Promise.all(results)))
  }
}

async function ask(
  client: OpenAI,
  messages: OpenAI.ChatCompletionMessageParam[],
  tools: OpenAI.ChatCompletionTool[],
) {
  const calls: OpenAI.ChatCompletionMessageFunctionToolCall[] = []
  let text = ''
  const stream = await client.chat.completions.create({ model: 'm', stream: true, messages, tools })
  for await (const { choices } of stream) {
    const delta = choices[0]?.delta
    text += delta?.content ?? ''
    for (const piece of delta?.tool_calls ?? []) {
      calls[piece.index] ??= {
        id: piece.id ?? '',
        type: 'function',
        function: { name: piece.function?.name ?? '', arguments: '' },
      }
      const call = calls[piece.index]
      if (call) call.function.arguments += piece.function?.arguments ?? ''
    }
  }
  return { calls, text }
}
