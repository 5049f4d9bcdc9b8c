import { messageIdOf, runIdOf } from '../../../../contract/id.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'
import { deltaOf, messageOf, recordOf, runOf, sessionOf } from '../../testing/store-fixture.ts'

const empty = { messages: [], runs: [], calls: [], events: [] }

/** Sessions with all that a session can have: branches, the trash, tool calls, halves of characters, U+0000. */
export const bundles: readonly SessionBundle[] = [
  {
    session: sessionOf('s1', {
      title: 'Half \ud83d and \u0000 and \u2028',
      leafId: messageIdOf('b'),
      tags: ['one', 'two'],
      folder: 'F',
      metadata: { key: 'value' },
      marks: { changedAt: 4, items: [{ messageId: messageIdOf('b'), part: 0, mark: 'muted' }] },
      pinnedAt: 5,
      ttlMs: 60_000,
      expiresAt: 9_999_999_999_999,
    }),
    messages: [
      messageOf('m1', null, { parts: [{ type: 'text', text: '\u0000 \udc00 "\\n" 🧺' }] }),
      messageOf('b', 'm1', {
        role: 'assistant',
        runId: runIdOf('r1'),
        finishReason: 'tool-calls',
        usage: { inputTokens: 3, outputTokens: 4 },
        wire: {
          requestId: 'req_1',
          finishReason: 'tool_calls',
          rateLimits: [{ name: 'x-ratelimit-limit-requests', value: '9' }],
          attempts: 2,
        },
        parts: [
          { type: 'reasoning', text: 'Hm', signature: 'sig' },
          {
            type: 'provider-item',
            protocol: 'openai-responses',
            kind: 'web_search_call',
            label: 'ü',
            data: '{"id": "ws_1",  "a":1}',
          },
          { type: 'source', url: 'https://example.org', quote: 'Words', signature: '{}' },
          { type: 'tool-call', id: recordOf('z', 'b').id, name: 'calculator', arguments: '{"a":' },
        ],
      }),
      messageOf('a', 'm1', { role: 'assistant', model: 'demo-1' }),
      messageOf('r1.summary', 'b', {
        role: 'system',
        runId: runIdOf('r1'),
        parts: [{ type: 'summary', text: 'Short \ud83d', messageCount: 2, tokens: 7, undone: true }],
      }),
    ],
    runs: [runOf('r1', { status: 'completed', endedAt: 6, cost: 0.25 })],
    calls: [recordOf('z', 'b', { status: 'completed', result: '\u0000', durationMs: 1.5 })],
    events: [deltaOf(1), deltaOf(2, '\u0000 \ud83d')],
  },
  { ...empty, session: sessionOf('s2', { createdAt: 2000, deletedAt: 3000 }) },
  { ...empty, session: sessionOf('s2', { createdAt: 2000, archivedAt: 4000 }) },
  { ...empty, session: sessionOf('s3', { createdAt: 1, title: '__proto__' }), messages: [] },
]
