import { calling, saying, type WireRound } from '../../wire/round.ts'
import type { Journey } from '../stage.ts'

function refusal(status: number, message: string, code: string): WireRound {
  const headers = { 'x-should-retry': 'false' }
  return { type: 'error', status, headers, body: { error: { message, type: 'error', code } } }
}

const started = { type: 'text', text: 'The first half of a long answer that' } as const

/** What goes wrong, in its place, with the way on, and what all of it cost. */
export const failures: Journey = {
  name: 'failures',
  provider: true,
  settings: {
    prices: { 'openai/wire-large': { input: 200_000, output: 800_000 } },
    spending: { day: 1000, run: 3 },
  },
  screens: [
    {
      name: 'refused-key',
      async go({ answered, ask, wire }) {
        wire.script('openai-chat', refusal(401, 'Incorrect API key provided: sk-…3826.', 'invalid_api_key'))
        await ask('Does this work?')
        await answered()
      },
      shows: ({ button }) => button('Retry').first(),
    },
    {
      name: 'retry-waits',
      async go({ ask, button, newChat, wire }) {
        const headers = { 'retry-after': '600' }
        wire.script('openai-chat', {
          type: 'error',
          status: 503,
          headers,
          body: { error: { message: 'busy' } },
        })
        await newChat()
        await ask('Are you there?')
        await button('Stop trying').waitFor()
      },
      shows: ({ button }) => button('Try now'),
      async leave({ answered, button }) {
        await button('Stop trying').click()
        await answered()
      },
    },
    {
      name: 'stopped',
      async go({ answered, ask, button, transcript, wire }) {
        wire.script('openai-chat', { type: 'answer', steps: [started, { type: 'silence' }] })
        await ask('Tell me more.')
        await transcript.getByText('The first half').waitFor()
        await button('Stop').click()
        await answered()
      },
      shows: ({ said }) => said('Stopped by you').last(),
    },
    {
      name: 'length-limit',
      async go({ answered, ask, wire }) {
        wire.script('openai-chat', { type: 'answer', steps: [started], finish: 'length' })
        await ask('And now to the end.')
        await answered()
      },
      shows: ({ button }) => button('Continue').first(),
    },
    {
      name: 'too-long',
      async go({ answered, ask, newChat, wire }) {
        await newChat()
        wire.script('openai-chat', saying('A first answer.'), saying('A second one.'))
        await ask('What shall we plan?')
        await answered()
        await ask('And what then?')
        await answered()
        const message = 'This model’s maximum context length is 8192 tokens.'
        wire.script('openai-chat', refusal(400, message, 'context_length_exceeded'))
        await ask('How long does it take?')
        await answered()
      },
      shows: ({ button }) => button('Fold and retry'),
    },
    {
      name: 'folded',
      async go({ answered, button, transcript, wire }) {
        wire.script(
          'openai-chat',
          saying('The user plans a journey to Lisbon in May and wants to go by train.'),
          saying('By train it takes two days.'),
        )
        await button('Fold and retry').click()
        await transcript.getByText('By train it takes two days.').waitFor()
        await answered()
        await transcript.locator('.fold-turn button[aria-expanded]').click()
      },
      shows: ({ button }) => button('Send the messages again'),
    },
    {
      name: 'spending-limit',
      async go({ answered, ask, newChat, wire }) {
        await newChat()
        const usage = { inputTokens: 20, outputTokens: 10 }
        const call = calling(['c1', 'calculator', { operation: 'multiply', a: 15, b: 25 }])
        wire.script('openai-chat', { ...call, ...(call.type === 'answer' && { usage }) })
        await ask('And what is 15 * 25?')
        await answered()
      },
      shows: ({ said }) => said('Paused at your spending limit'),
    },
    {
      name: 'usage',
      go: ({ settings }) => settings('Usage'),
      shows: ({ said }) => said('By day').first(),
    },
    {
      name: 'usage-by-chat',
      top: ({ said }) => said('By chat').first(),
      shows: ({ said }) => said('By chat').first(),
    },
  ],
}
