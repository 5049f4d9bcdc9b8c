import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { ChatOpenAI } from '@langchain/openai'
import { streamText } from 'ai'
import OpenAI from 'openai'

/** Reads one answer and calls for each piece of text. */
export type Reader = (onText: (text: string) => void) => Promise<void>

const body = {
  model: 'm',
  stream: true,
  stream_options: { include_usage: true },
  messages: [{ role: 'user', content: 'hi' }],
} satisfies OpenAI.ChatCompletionCreateParamsStreaming

/** How others read a stream of OpenAI's protocol, by the name in the table. */
export function openaiPeers(url: string): ReadonlyMap<string, Reader> {
  const openai = new OpenAI({ apiKey: 'x', baseURL: url, maxRetries: 0 })
  const compatible = createOpenAICompatible({ name: 'x', baseURL: url, includeUsage: true })
  const configuration = { baseURL: url }
  const langchain = new ChatOpenAI({
    model: 'm',
    apiKey: 'x',
    maxRetries: 0,
    streamUsage: true,
    configuration,
  })
  return new Map<string, Reader>([
    ['fetch + hand', (onText) => readByHand(url, onText)],
    [
      'openai SDK',
      async (onText) => {
        for await (const chunk of await openai.chat.completions.create(body)) {
          const text = chunk.choices[0]?.delta.content
          if (text) onText(text)
        }
      },
    ],
    [
      'Vercel ai',
      async (onText) => {
        const { fullStream } = streamText({ model: compatible('m'), prompt: 'hi', maxRetries: 0 })
        for await (const part of fullStream) if (part.type === 'text-delta') onText(part.text)
      },
    ],
    [
      'LangChain',
      async (onText) => {
        for await (const { content } of await langchain.stream('hi'))
          if (typeof content === 'string' && content !== '') onText(content)
      },
    ],
  ])
}

async function readByHand(url: string, onText: (text: string) => void): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  const decoder = new TextDecoder()
  let held = ''
  for await (const bytes of response.body ?? []) {
    held += decoder.decode(bytes, { stream: true })
    let from = 0
    for (let end = held.indexOf('\n', from); end !== -1; end = held.indexOf('\n', from)) {
      if (held.startsWith('data: {', from)) {
        const text = JSON.parse(held.slice(from + 6, end)).choices[0]?.delta.content
        if (text) onText(text)
      }
      from = end + 1
    }
    held = held.slice(from)
  }
}
