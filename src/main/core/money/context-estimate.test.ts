import { expect, it } from 'vitest'
import type { MessageId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { messageOf, runOf, sessionOf } from '../testing/store-fixture.ts'
import { newRun } from '../testing/live-run-fixture.ts'
import { estimateContext, type EstimateOptions } from './context-estimate.ts'

const { options } = newRun()
const prices = { input: 1, output: 5 }

/** A chat of these messages, each the parent of the next. A letter is a token. */
function chatOf(...messages: readonly Partial<Message>[]): EstimateOptions {
  const path = messages.map((change, index) =>
    messageOf(`m${index}`, index > 0 ? `m${index - 1}` : null, change),
  )
  const leafId = path.at(-1)?.id ?? null
  return {
    store: {
      sessions: { get: async () => sessionOf('s1', { leafId }) } as never,
      runs: { listBySession: async () => [] } as never,
      messages: {
        get: async () => undefined,
        path: async (_: MessageId, limit = 1e9) => path.slice(-limit),
      } as never,
    },
    schemaLimit: 40_000,
    tools: { list: async () => [], call: () => Promise.reject(new Error('not called')) },
    counter: { count: async (text) => text.length },
    money: { facts: async () => ({ contextTokens: 1000, prices, source: 'catalogue' }) },
  }
}
const answer = (change: Partial<Message> = {}): Partial<Message> => ({
  role: 'assistant',
  parts: [{ type: 'text', text: 'Answer' }],
  provider: options.providerId,
  model: options.model,
  finishReason: 'stop',
  ...change,
})
const { id: sessionId } = sessionOf('s1')

it('takes the provider’s own count and adds what came since', async () => {
  const usage = { inputTokens: 500, outputTokens: 100 }
  const chat = chatOf({}, answer({ usage }), { parts: [{ type: 'text', text: '12345' }] })
  const estimate = await estimateContext(chat, { sessionId, text: '1234567890', options })
  // 600 counted, 5 letters and 10 letters, and twice what a message costs beyond its words.
  expect(estimate).toEqual({
    tokens: 600 + 5 + 4 + 10 + 4,
    basis: 'provider',
    contextTokens: 1000,
    cost: 623 / 1_000_000,
  })
})

it('counts everything itself where the provider has not, or was another one', async () => {
  const parts = [{ type: 'text', text: '12345' }] as const
  const other = answer({ usage: { inputTokens: 999, outputTokens: 1 }, provider: 'elsewhere' as never })
  const estimate = await estimateContext(chatOf({ parts }, other), { sessionId, text: '', options })
  expect(estimate).toMatchObject({ basis: 'tokenizer', tokens: '12345\nAnswer'.length + 2 * 4 })
})

it('is only the message for a chat that does not exist yet', async () => {
  expect(await estimateContext(chatOf(), { text: 'Hello', options })).toMatchObject({ tokens: 9 })
})

it('takes no count from before the last summary, and counts the summary in the place of what it folds', async () => {
  const usage = { inputTokens: 500, outputTokens: 100 }
  const text = 'Short'
  const summary = messageOf('r1.summary', 'm1', {
    role: 'system',
    parts: [{ type: 'summary', text, messageCount: 2, tokens: 600 }],
    createdAt: 2000,
  })
  const compaction = runOf('r1', { status: 'completed', options: { ...options, purpose: 'compaction' } })
  const chatWith = (last: Partial<Message>) => {
    const chat = chatOf({}, answer({ usage }), {}, answer(last))
    const { messages } = chat.store
    return {
      ...chat,
      store: {
        ...chat.store,
        runs: { listBySession: async () => [compaction] } as never,
        messages: { ...messages, get: async () => summary },
      },
    }
  }
  const before = await estimateContext(chatWith({ usage }), { sessionId, text: '', options })
  expect(before).toMatchObject({ basis: 'tokenizer' })
  expect(before.tokens).toBeLessThan(600)
  const after = await estimateContext(chatWith({ usage, createdAt: 2000 }), { sessionId, text: '', options })
  expect(after).toMatchObject({ basis: 'provider', tokens: 600 })
})
