import { beforeEach, describe, expect, it } from 'vitest'
import { callIdOf, messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import { commitOf, messageOf, recordOf, runOf, sessionOf } from '../testing/store-fixture.ts'
import type { Store } from './stores.ts'

const s1 = sessionIdOf('s1')

/** The obligations of `MessageStore`. */
export function describeMessages(stores: () => Store): void {
  const path = async (leaf: string, limit?: number) =>
    (await stores().messages.path(messageIdOf(leaf), limit)).map(({ id }) => String(id))

  describe('messages', () => {
    beforeEach(() => stores().sessions.create(sessionOf('s1')))

    it('gives a message back with everything it carries', async () => {
      const full = messageOf('a1', 'm1', {
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'Hm.', signature: 'sig', redacted: 'cipher' },
          { type: 'text', text: 'Lone \ud800 half, nul \u0000, 👩‍👩‍👧, עברית' },
          { type: 'tool-call', id: callIdOf('call 1/ü'), name: 'calculator', arguments: '{not json' },
          { type: 'tool-result', callId: callIdOf('call 1/ü'), content: 'no', isError: true },
          { type: 'image', mediaType: 'image/png', data: 'AAAA' },
          { type: 'file', name: 'a.txt', mediaType: 'text/plain', data: 'AAAA' },
          { type: 'source', url: 'https://example.com', title: 'Example', quote: 'Word', signature: '{}' },
          { type: 'text', text: 'Signed.', signature: 'sig' },
          {
            type: 'provider-item',
            protocol: 'openai-responses',
            kind: 'web_search_call',
            label: 'ü',
            data: '{"b":1, "a":"\\u0000"}',
          },
          { type: 'refusal', text: 'No.' },
        ],
        runId: runIdOf('r1'),
        finishReason: 'tool-calls',
        usage: { inputTokens: 5, outputTokens: 6, reasoningTokens: 0 },
        model: 'demo-1',
        provider: runOf('r1').options.providerId,
        wire: {
          requestId: 'req_1',
          responseId: 'resp_1',
          finishReason: 'tool_calls',
          rateLimits: [
            { name: 'x-ratelimit-remaining-requests', value: '9' },
            { name: 'x-ratelimit-a', value: '1s' },
          ],
          attempts: 2,
        },
      })
      await stores().log.commit(commitOf({ messages: [messageOf('m1', null), full] }))
      expect(await stores().messages.get(full.id)).toStrictEqual(full)
      expect(await stores().messages.get(messageIdOf('m1'))).toStrictEqual(messageOf('m1', null))
    })

    it('keeps a part of several megabytes', async () => {
      const long = messageOf('m1', null, { parts: [{ type: 'text', text: 'ü'.repeat(3_000_000) }] })
      await stores().log.commit(commitOf({ messages: [long] }))
      expect(await stores().messages.get(long.id)).toStrictEqual(long)
    })

    it('follows one branch of the tree from the root to the leaf', async () => {
      const messages = [
        messageOf('m1', null),
        messageOf('a1', 'm1'),
        messageOf('a2', 'm1'),
        messageOf('m2', 'a2'),
        messageOf('a3', 'm2'),
        messageOf('other', null),
      ]
      await stores().log.commit(commitOf({ messages }))
      expect(await path('a3')).toStrictEqual(['m1', 'a2', 'm2', 'a3'])
      expect(await path('a1')).toStrictEqual(['m1', 'a1'])
      expect(await path('other')).toStrictEqual(['other'])
    })

    it('gives a long path whole', async () => {
      const ids = Array.from({ length: 450 }, (_, index) => `m${index}`)
      const messages = ids.map((id, index) => messageOf(id, ids[index - 1] ?? null))
      await stores().log.commit(commitOf({ messages }))
      expect(await path('m449')).toStrictEqual(ids)
      expect(await path('m399')).toStrictEqual(ids.slice(0, 400))
    })

    it('gives the end of a path alone, whatever was stored between its messages', async () => {
      const messages = [
        messageOf('m1', null),
        messageOf('a1', 'm1'),
        messageOf('m2', 'a1'),
        messageOf('a2', 'm2'),
        messageOf('branch', 'a1'),
        messageOf('m3', 'a2'),
      ]
      await stores().log.commit(commitOf({ messages }))
      expect(await path('a2', 2)).toStrictEqual(['m2', 'a2'])
      expect(await path('a2', 4)).toStrictEqual(['m1', 'a1', 'm2', 'a2'])
      expect(await path('a2', 9)).toStrictEqual(['m1', 'a1', 'm2', 'a2'])
      expect(await path('m3', 2)).toStrictEqual(['a2', 'm3'])
      expect(await path('m3', 5)).toStrictEqual(['m1', 'a1', 'm2', 'a2', 'm3'])
      expect(await path('branch', 2)).toStrictEqual(['a1', 'branch'])
      expect(await path('none', 2)).toStrictEqual([])
    })

    it('gives no path to a message that is not there', async () => {
      expect(await path('nowhere')).toStrictEqual([])
      expect(await stores().messages.get(messageIdOf('nowhere'))).toBeUndefined()
    })

    it('follows a path of some thousand messages', async () => {
      const ids = Array.from({ length: 3000 }, (_, index) => `m${index + 1}`)
      const messages = ids.map((id, index) => messageOf(id, ids[index - 1] ?? null))
      await stores().log.commit(commitOf({ messages }))
      expect(await path('m3000')).toStrictEqual(ids)
    })
  })
}

/** The obligations of `RunStore`. */
export function describeRuns(stores: () => Store): void {
  describe('runs and calls', () => {
    beforeEach(() => stores().sessions.create(sessionOf('s1')))

    it('gives a run back with everything it carries', async () => {
      const call = { id: callIdOf('c1'), name: 'calculator', arguments: '{}' }
      const run = runOf('r1', {
        status: 'incomplete',
        endedAt: 2000,
        usage: { inputTokens: 1, outputTokens: 2, cacheReadTokens: 3, cacheWriteTokens: 4 },
        cost: 0.000_125,
        failure: { code: 'rate-limited', message: 'Wait.', retryable: true, params: { provider: 'X' } },
        incompleteReason: 'length',
        requiredAction: { type: 'submit-tool-outputs', calls: [call] },
      })
      await stores().log.commit(commitOf({ run }))
      expect(await stores().runs.get(run.id)).toStrictEqual(run)
      expect(await stores().runs.get(runIdOf('none'))).toBeUndefined()
    })

    it('replaces a run, so that what it lost is gone', async () => {
      const asking = { type: 'submit-tool-outputs', calls: [] } as const
      await stores().log.commit(
        commitOf({ run: runOf('r1', { status: 'requires_action', requiredAction: asking }) }),
      )
      await stores().log.commit(commitOf({ run: runOf('r1', { status: 'in_progress' }) }))
      expect(await stores().runs.get(runIdOf('r1'))).toStrictEqual(runOf('r1', { status: 'in_progress' }))
    })

    it('lists the runs of any session that have not ended', async () => {
      await stores().sessions.create(sessionOf('s2', { deletedAt: 1 }))
      const open = ['queued', 'in_progress', 'requires_action', 'cancelling'] as const
      const ended = ['cancelled', 'failed', 'completed', 'incomplete', 'expired'] as const
      for (const status of [...open, ...ended]) {
        await stores().log.commit(commitOf({ run: runOf(status, { status }) }))
      }
      await stores().log.commit(commitOf({ run: runOf('elsewhere', { sessionId: sessionIdOf('s2') }) }))
      const ids = (await stores().runs.claimOpen()).map(({ id }) => String(id))
      expect(ids.toSorted()).toStrictEqual([...open, 'elsewhere'].toSorted())
      await stores().log.commit(commitOf({ run: runOf('queued', { status: 'completed' }) }))
      expect((await stores().runs.claimOpen()).map(({ id }) => id)).not.toContain('queued')
    })

    it('lists the runs of one session, oldest first', async () => {
      await stores().sessions.create(sessionOf('s2'))
      await stores().log.commit(commitOf({ run: runOf('r2') }))
      await stores().log.commit(commitOf({ run: runOf('r1') }))
      await stores().log.commit(commitOf({ run: runOf('r3', { sessionId: sessionIdOf('s2') }) }))
      await stores().log.commit(commitOf({ run: runOf('r2', { status: 'completed' }) }))
      expect((await stores().runs.listBySession(s1)).map(({ id }) => id)).toStrictEqual(['r2', 'r1'])
      expect(await stores().runs.listBySession(sessionIdOf('none'))).toStrictEqual([])
    })

    it('keeps calls in the order in which they were asked for, each replaced in place', async () => {
      const messages = [messageOf('m1', null), messageOf('a1', 'm1'), messageOf('a2', 'a1')]
      await stores().log.commit(
        commitOf({ messages, calls: [recordOf('z', 'a1'), recordOf('b', 'a1'), recordOf('z', 'a2')] }),
      )
      const done = recordOf('z', 'a1', {
        status: 'completed',
        result: 'zwei \u0000\ud83d',
        progress: 'half',
        startedAt: 1500,
        durationMs: 0.25,
      })
      const lost = recordOf('z', 'a2', {
        status: 'unknown',
        failure: { code: 'interrupted', message: 'Cut.', retryable: false },
      })
      await stores().log.commit(commitOf({ calls: [lost, done] }))
      expect(await stores().runs.listCalls(s1)).toStrictEqual([done, recordOf('b', 'a1'), lost])
    })

    it('gives no calls of another session', async () => {
      await stores().log.commit(commitOf({ messages: [messageOf('m1', null)], calls: [recordOf('c', 'm1')] }))
      expect(await stores().runs.listCalls(sessionIdOf('s2'))).toStrictEqual([])
    })
  })
}
