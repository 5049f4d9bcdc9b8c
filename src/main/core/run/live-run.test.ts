import { describe, expect, test } from 'vitest'
import { messageIdOf } from '../../../contract/id.ts'
import { textOf, type Message } from '../../../contract/message.ts'
import { emptyTranscript, foldRunEvent } from '../../../contract/transcript.ts'
import { untilAborted } from '../../base/abort.ts'
import { failureOf, ParleyError } from '../errors.ts'
import { createFakeRunLog, type FakeRunLog } from '../testing/fake-log.ts'
import { startFixture, userMessage, type FakeTools } from '../testing/live-run-fixture.ts'
import { historyOf } from './history.ts'
import { calling, createScriptedModel, saying } from '../testing/scripted-model.ts'

const never = () => new Promise<never>(() => undefined)
const typesOf = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type)

/** Messages as a store has them: each replaced by its newest form, in the order in which they came. */
const foldMessage = (kept: readonly Message[], message: Message) => [
  ...kept.filter(({ id }) => id !== message.id),
  message,
]

const echo = async (text: string) => `echo ${text}`

describe('a run without tools', () => {
  test('S0-2 tells every step, numbered without gaps, and ends once, last', async () => {
    const { live } = await startFixture(createScriptedModel([saying('Hello.')]))
    const run = await live.ended
    expect(run).toMatchObject({ status: 'completed', usage: { inputTokens: 10, outputTokens: 2 } })
    expect(live.events().map(({ seq }) => seq)).toEqual(live.events().map((_, index) => index + 1))
    expect(typesOf(live.events())).toEqual([
      'run-created',
      'message-completed',
      'run-status-changed',
      'message-created',
      'text-delta',
      'message-completed',
      'usage-updated',
      'run-ended',
    ])
  })

  test('the user message and the run are stored before the model is asked, and flushed before the run counts as begun', async () => {
    const store = createFakeRunLog()
    const seen: unknown[] = []
    const asked = Promise.withResolvers<void>()
    const look = async () => {
      seen.push(...store.commits.flatMap(({ messages }) => messages))
      asked.resolve()
    }
    const { live, until } = await startFixture(createScriptedModel([[look, never]]), { store })
    await until('message-created')
    await Promise.all([live.begun, asked.promise])
    expect(seen).toContainEqual(userMessage)
    expect(store.commits.map(({ durable }) => durable)).toEqual([false, true])
    expect(store.commits[0]).toMatchObject({ run: { status: 'in_progress' } })
    live.cancel()
    await live.ended
  })

  test('what is stored equals what was shown', async () => {
    const { live, store } = await startFixture(createScriptedModel([saying('Hello.')]))
    await live.ended
    const shown = live.events().reduce(foldRunEvent, emptyTranscript)
    const stored = new Map(store.commits.flatMap(({ messages }) => messages).map((each) => [each.id, each]))
    expect([...stored.values()]).toEqual(shown.messages)
    expect(store.commits.at(-1)?.run).toEqual(shown.runs[0])
    expect(store.commits.flatMap(({ events }) => events)).toEqual(live.events())
  })

  test('S0-3 without streaming the answer comes in one piece', async () => {
    const { live } = await startFixture(createScriptedModel([saying('Whole.')]), {
      options: { streaming: false },
    })
    await live.ended
    expect(typesOf(live.events())).not.toContain('text-delta')
    expect(textOf(live.transcript().messages.at(-1)!)).toBe('Whole.')
  })

  test.each([
    ['length', 'incomplete', 'length'],
    ['content-filter', 'incomplete', 'content-filter'],
    ['refusal', 'completed', undefined],
  ] as const)('an answer that ends with %s makes the run %s', async (reason, status, incompleteReason) => {
    const { live } = await startFixture(createScriptedModel([saying('Part', reason)]))
    expect(await live.ended).toMatchObject({ status, ...(incompleteReason && { incompleteReason }) })
  })
})

describe('tools', () => {
  test('S0-5 the result goes back to the model, which then answers', async () => {
    const model = createScriptedModel([calling(['a', 'echo', '{"n":1}']), saying('Done.')])
    const { live } = await startFixture(model, { tools: { echo } })
    expect(await live.ended).toMatchObject({
      status: 'completed',
      usage: { inputTokens: 20, outputTokens: 7 },
    })
    expect(model.requests[1]?.messages.at(-1)).toEqual({
      role: 'tool',
      parts: [{ type: 'tool-result', callId: 'a', content: 'echo {"n":1}', isError: false }],
    })
  })

  test('S0-24 serial: the second call starts after the first has ended', async () => {
    const model = createScriptedModel([calling(['a', 'echo', '1'], ['b', 'echo', '2']), saying('Done.')])
    const { live } = await startFixture(model, { tools: { echo } })
    await live.ended
    const calls = live.events().filter(({ type }) => type.startsWith('tool-call-'))
    expect(calls.map((event) => `${event.type} ${'callId' in event ? event.callId : ''}`.trim())).toEqual([
      'tool-call-requested',
      'tool-call-requested',
      'tool-call-started a',
      'tool-call-completed a',
      'tool-call-started b',
      'tool-call-completed b',
    ])
  })

  test('S0-25 parallel: all start at once, results keep the order of the calls', async () => {
    const first = Promise.withResolvers<string>()
    const tools = { slow: () => first.promise, fast: async () => 'fast' }
    const model = createScriptedModel([calling(['a', 'slow', ''], ['b', 'fast', '']), saying('Done.')])
    const { live, until } = await startFixture(model, { tools, options: { parallelTools: true } })
    expect(await until('tool-call-completed')).toMatchObject({ callId: 'b' })
    first.resolve('slow')
    await live.ended
    const results = live.transcript().messages.find(({ role }) => role === 'tool')
    expect(results?.parts.map((part) => part.type === 'tool-result' && part.content)).toEqual([
      'slow',
      'fast',
    ])
  })

  test('a failing, an unknown and a silent tool are results for the model, not the end', async () => {
    const tools = { fails: () => Promise.reject(new Error('out of order')), hangs: never }
    const model = createScriptedModel([
      calling(['a', 'fails', ''], ['b', 'nothing', ''], ['c', 'hangs', '']),
      saying('So be it.'),
    ])
    const { live, until, clock } = await startFixture(model, { tools, options: { parallelTools: true } })
    await until('tool-call-failed', 2)
    clock.advance(60_000)
    expect(await live.ended).toMatchObject({ status: 'completed' })
    const failures = live.transcript().calls.map(({ failure }) => failure?.code)
    expect(failures).toEqual(['tool-failed', 'tool-unknown', 'tool-timeout'])
    expect(model.requests[1]?.messages.at(-1)?.parts).toMatchObject([
      { isError: true, content: 'Error: fails failed: out of order' },
      { isError: true },
      { isError: true },
    ])
  })

  test('progress is told while the call runs', async () => {
    const tools = {
      slow: async (_: string, { onProgress }: { onProgress: (text: string) => void }) => {
        onProgress('half')
        return 'whole'
      },
    }
    const { live } = await startFixture(createScriptedModel([calling(['a', 'slow', '']), saying('Done.')]), {
      tools,
    })
    await live.ended
    expect(live.events()).toContainEqual(
      expect.objectContaining({ type: 'tool-call-progressed', text: 'half' }),
    )
  })

  test('the round limit ends the run as incomplete, with every call answered', async () => {
    const model = createScriptedModel([calling(['a', 'echo', '1']), calling(['a', 'echo', '2'])])
    const { live } = await startFixture(model, { tools: { echo }, options: { maxRounds: 2 } })
    expect(await live.ended).toMatchObject({ status: 'incomplete', incompleteReason: 'round-limit' })
    expect(model.requests).toHaveLength(2)
    expect(live.transcript().messages.at(-1)?.role).toBe('tool')
  })

  test('a paused answer is asked to go on', async () => {
    const model = createScriptedModel([saying('First half,', 'paused'), saying('second half.')])
    const { live } = await startFixture(model)
    expect(await live.ended).toMatchObject({ status: 'completed' })
    expect(model.requests[1]?.messages.at(-1)).toMatchObject({ role: 'assistant' })
  })
})

const eventsBefore = (store: FakeRunLog) =>
  store.commits.flatMap(({ events }) => events.map(({ type }) => type))

describe('the order of writing and doing', () => {
  test('a call that acts on the world begins only when its request is on the disk', async () => {
    const store = createFakeRunLog()
    const seen: string[] = []
    const act = async () => {
      seen.push(...eventsBefore(store))
      return 'done'
    }
    const model = createScriptedModel([calling(['a', 'act', '']), saying('Done.')])
    const { live } = await startFixture(model, { tools: { act }, effect: 'write', store })
    await live.ended
    expect(seen).toContain('tool-call-requested')
    expect(store.commits.filter(({ durable }) => durable).length).toBeGreaterThanOrEqual(4)
  })

  test('its outcome is on the disk before the model sees it', async () => {
    const store = createFakeRunLog()
    const check = async () => expect(eventsBefore(store)).toContain('tool-call-completed')
    const model = createScriptedModel([calling(['a', 'echo', '']), [check, ...saying('Done.')]])
    const { live } = await startFixture(model, { tools: { echo }, effect: 'run', store })
    expect(await live.ended).toMatchObject({ status: 'completed' })
  })

  test('a call that only reads does not wait for the disk, and is stored in its turn', async () => {
    const store = createFakeRunLog()
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    const model = createScriptedModel([calling(['a', 'echo', '']), [() => gate, ...saying('Done.')]])
    const { live, until, clock } = await startFixture(model, { tools: { echo }, store })
    await until('message-created', 3)
    await new Promise((resolve) => setImmediate(resolve))
    expect(model.requests).toHaveLength(2)
    expect(eventsBefore(store)).not.toContain('tool-call-completed')
    clock.advance(50)
    await new Promise((resolve) => setImmediate(resolve))
    expect(eventsBefore(store)).toContain('tool-call-completed')
    openGate()
    await live.ended
    expect(store.commits.flatMap(({ events }) => events)).toEqual(live.events())
  })
})

describe('failures', () => {
  const overloaded = {
    type: 'failed',
    failure: failureOf('provider-overloaded'),
    retryAfterMs: 3000,
  } as const

  test('a retryable failure before anything was shown is tried again after the wait that was asked for', async () => {
    const model = createScriptedModel([[overloaded], saying('Hello.')])
    const { live, until, clock } = await startFixture(model)
    expect(await until('retry-scheduled')).toMatchObject({ attempt: 2, delayMs: 3000 })
    clock.advance(2999)
    expect(model.requests).toHaveLength(1)
    clock.advance(1)
    expect(await live.ended).toMatchObject({ status: 'completed' })
    expect(live.transcript().messages.at(-1)?.wire).toEqual({ attempts: 2 })
  })

  test('the third failure is final', async () => {
    const model = createScriptedModel([[overloaded], [overloaded], [overloaded]])
    const { live, until, clock } = await startFixture(model)
    await until('retry-scheduled')
    clock.advance(60_000)
    await until('retry-scheduled', 2)
    clock.advance(60_000)
    expect(await live.ended).toMatchObject({ status: 'failed', failure: { code: 'provider-overloaded' } })
    expect(live.transcript().messages.at(-1)?.wire).toEqual({ attempts: 3 })
  })

  test('once text was shown there is no second attempt, and the text is kept', async () => {
    const cut = { type: 'failed', failure: failureOf('stream-cut') } as const
    const { live } = await startFixture(createScriptedModel([[{ type: 'text-delta', text: 'Half' }, cut]]))
    expect(await live.ended).toMatchObject({ status: 'failed', failure: { code: 'stream-cut' } })
    expect(live.transcript().messages.at(-1)).toMatchObject({
      finishReason: 'interrupted',
      parts: [{ type: 'text', text: 'Half' }],
    })
  })

  test('a missing key is the failure of the run, and the question is kept', async () => {
    const { live } = await startFixture(() => Promise.reject(new ParleyError('key-missing')))
    expect(await live.ended).toMatchObject({ status: 'failed', failure: { code: 'key-missing' } })
    expect(live.transcript().messages[0]).toEqual(userMessage)
  })

  test('a store that refuses ends the run before the model is asked', async () => {
    const store = createFakeRunLog()
    store.refuse = new ParleyError('storage-failed', { params: { detail: 'disk full' } })
    const model = createScriptedModel([saying('Hello.')])
    const { live } = await startFixture(model, { store })
    expect(await live.ended).toMatchObject({ status: 'failed', failure: { code: 'storage-failed' } })
    expect(model.requests).toHaveLength(0)
  })
})

describe('stop', () => {
  test('in the middle of the answer: the text is kept', async () => {
    const { live, until } = await startFixture(
      createScriptedModel([[{ type: 'text-delta', text: 'Half' }, never]]),
    )
    await until('text-delta')
    live.cancel()
    expect(await live.ended).toMatchObject({ status: 'cancelled' })
    expect(live.transcript().messages.at(-1)).toMatchObject({ parts: [{ type: 'text', text: 'Half' }] })
  })

  test('while tools run: a tool that ignores the stop cannot hold it up, waiting calls do not begin', async () => {
    const model = createScriptedModel([calling(['a', 'hangs', ''], ['b', 'hangs', ''])])
    const { live, until } = await startFixture(model, { tools: { hangs: never } })
    await until('tool-call-started')
    live.cancel()
    expect(await live.ended).toMatchObject({ status: 'cancelled' })
    expect(live.transcript().calls.map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
    expect(live.events().filter(({ type }) => type === 'tool-call-started')).toHaveLength(1)
  })

  test('DU-18 while three tools run at once: each has an outcome, and the next request is one that providers accept', async () => {
    const half: string[] = []
    const tools: FakeTools = {
      obeys: (_, { signal }) => untilAborted(never(), signal),
      ignores: never,
      writes: async (_, { signal }) => {
        half.push('first half')
        await untilAborted(never(), signal)
        return half.join()
      },
    }
    const model = createScriptedModel([
      calling(['a', 'obeys', ''], ['b', 'ignores', ''], ['c', 'writes', '']),
    ])
    const { live, until, store } = await startFixture(model, {
      tools,
      options: { parallelTools: true },
      effect: 'write',
    })
    await until('tool-call-started', 3)
    live.cancel()
    expect(await live.ended).toMatchObject({ status: 'cancelled' })
    expect(live.transcript().calls.map(({ status }) => status)).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
    ])
    expect(half).toEqual(['first half'])

    const stored = store.commits.flatMap(({ messages }) => messages).reduce(foldMessage, [])
    const { providerId } = live.current().options
    const next = historyOf([...stored, { ...userMessage, id: messageIdOf('next') }], providerId)
    expect(next.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'user'])
    expect(next[2]?.parts.map((part) => part.type === 'tool-result' && [part.callId, part.isError])).toEqual([
      ['a', true],
      ['b', true],
      ['c', true],
    ])
  })

  test('while waiting for the next attempt', async () => {
    const overloaded = { type: 'failed', failure: failureOf('provider-overloaded') } as const
    const { live, until, clock } = await startFixture(createScriptedModel([[overloaded]]))
    await until('retry-scheduled')
    live.cancel()
    expect(await live.ended).toMatchObject({ status: 'cancelled' })
    expect(clock.waiting()).toBe(0)
  })

  test('before it began, twice, and after its end', async () => {
    const { live } = await startFixture(createScriptedModel([[never]]))
    live.cancel()
    live.cancel()
    expect(await live.ended).toMatchObject({ status: 'cancelled' })
    live.cancel()
    expect(live.events().filter(({ type }) => type === 'run-ended')).toHaveLength(1)
  })
})

test('closing Parley ends the run as interrupted; the running call has an unknown outcome', async () => {
  const model = createScriptedModel([calling(['a', 'hangs', ''], ['b', 'hangs', ''])])
  const { live, until } = await startFixture(model, { tools: { hangs: never } })
  await until('tool-call-started')
  live.interrupt()
  expect(await live.ended).toMatchObject({ status: 'incomplete', incompleteReason: 'interrupted' })
  expect(live.transcript().calls.map(({ status }) => status)).toEqual(['unknown', 'cancelled'])
  expect(live.transcript().messages.at(-1)).toMatchObject({
    role: 'tool',
    parts: [{ isError: true }, { isError: true }],
  })
})

test('deltas of one frame are joined into one event, the first goes out at once', async () => {
  const deltas = Array.from({ length: 100 }, () => ({ type: 'text-delta', text: 'x' }) as const)
  const { live, until, clock } = await startFixture(createScriptedModel([[...deltas, never]]))
  await until('text-delta')
  expect(live.events().filter(({ type }) => type === 'text-delta')).toHaveLength(1)
  await new Promise((resolve) => setImmediate(resolve))
  clock.advance(17)
  expect(live.events().filter(({ type }) => type === 'text-delta')).toHaveLength(2)
  expect(textOf(live.transcript().messages.at(-1)!)).toBe('x'.repeat(100))
  live.cancel()
  await live.ended
})
