import { expect, test } from 'vitest'
import { outcomeOf, recordingOf } from './testing/replay.ts'

const headers = {
  'content-type': 'text/event-stream',
  'x-request-id': 'req_1',
  'x-ratelimit-remaining-tokens': '9000',
  'anthropic-ratelimit-requests-reset': '2026-11-20T12:00:30Z',
  'set-cookie': 'secret=1',
  authorization: 'Bearer secret',
}
const rateLimits = [
  { name: 'anthropic-ratelimit-requests-reset', value: '2026-11-20T12:00:30Z' },
  { name: 'x-ratelimit-remaining-tokens', value: '9000' },
]

test.each([
  ['openai-chat', 'c1', 'stop'],
  ['openai-responses', 'resp_1', 'completed'],
  ['anthropic-messages', 'm', 'end_turn'],
] as const)(
  '%s: an answer says who gave it, how it ended and what limits are left',
  async (protocol, id, word) => {
    const answer = await outcomeOf(protocol, { body: recordingOf(protocol, 'text.sse'), headers })
    expect(answer.wire).toEqual({ requestId: 'req_1', responseId: id, finishReason: word, rateLimits })
  },
)

test.each(['openai-chat', 'openai-responses', 'anthropic-messages'] as const)(
  '%s: so does a failure, by its status or in the stream',
  async (protocol) => {
    const refused = await outcomeOf(protocol, { body: '{"error":{"message":"no"}}', status: 429, headers })
    expect(refused).toMatchObject({ type: 'failed', wire: { requestId: 'req_1', rateLimits } })
    const body = recordingOf(protocol, 'text.sse').slice(0, 300)
    const cut = await outcomeOf(protocol, { body, headers })
    expect(cut).toMatchObject({
      type: 'failed',
      failure: { code: 'stream-cut' },
      wire: { requestId: 'req_1' },
    })
  },
)

test('a body that says odd things of itself is quoted within limits', async () => {
  const chunk = {
    id: `\0${'x'.repeat(1_000)}`,
    choices: [{ delta: { content: 'Hi' }, finish_reason: 'galaxy' }],
  }
  const answer = await outcomeOf('openai-chat', {
    body: `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`,
  })
  expect(answer.wire).toEqual({ responseId: `\uFFFD${'x'.repeat(199)}`, finishReason: 'galaxy' })
})
