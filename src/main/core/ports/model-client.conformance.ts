import { afterEach, describe, expect, test } from 'vitest'
import { emptyTranscript, foldRunEvent } from '../../../contract/transcript.ts'
import { messageIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import { ParleyError } from '../errors.ts'
import type { ModelClient, ModelDelta, ModelEvent, ModelRequest } from './model-client.ts'

/** What the other end does in a scenario. */
export const scenarios = [
  'text',
  'reasoning',
  'calls',
  'held',
  'key-refused',
  'unreachable',
  'cut',
  'unanswered',
  'silent',
  'dripping',
] as const
export type Scenario = (typeof scenarios)[number]

/** A client whose other end plays one scenario. */
export interface ModelClientFixture {
  readonly client: ModelClient
  readonly request: ModelRequest
  /** Resolves when the other end has the request. */
  readonly arrived: Promise<unknown>
  /** Resolves when the other end sees that the connection was closed early. */
  readonly left: Promise<unknown>
  /** Moves the client's clock on by that many milliseconds. */
  advance(ms: number): void
  close(): Promise<void>
}

export interface ModelClientSubject {
  /** Limits of every fixture: 1 s to the first byte, 2 s of silence, 10 s altogether. Plays a scenario twice. */
  readonly make: (scenario: Scenario) => Promise<ModelClientFixture>
  /** Scenarios that cannot happen, each with its reason. */
  readonly gaps?: Partial<Record<Scenario, string>>
}

/** The obligations of a ModelClient, proved on one implementation. */
export function describeModelClient(name: string, { make, gaps = {} }: ModelClientSubject): void {
  const opened: ModelClientFixture[] = []
  const open = async (scenario: Scenario) => {
    const fixture = await make(scenario)
    opened.push(fixture)
    return fixture
  }
  afterEach(async () => {
    for (const fixture of opened.splice(0)) await fixture.close()
  })
  const obligation = (
    scenario: Scenario,
    sentence: string,
    prove: (f: ModelClientFixture) => Promise<void>,
  ) => {
    const gap = gaps[scenario]
    const title = gap === undefined ? sentence : `${sentence} (gap: ${gap})`
    // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- the proofs below hold the assertions
    test.skipIf(gap !== undefined)(title, async () => prove(await open(scenario)))
  }

  describe(`ModelClient: ${name}`, () => {
    for (const scenario of ['text', 'reasoning', 'calls'] as const) {
      obligation(
        scenario,
        `${scenario}: deltas joined equal the parts of one last answer`,
        async (fixture) => {
          const events = await stream(fixture)
          const last = events.at(-1)
          expect(last).toMatchObject({ type: 'finished' })
          expect(events.filter(isOutcome)).toHaveLength(1)
          expect(visible(joined(events))).toEqual(visible(last?.type === 'finished' ? last.parts : []))
        },
      )
      obligation(scenario, `${scenario}: complete gives what stream ends with`, async (fixture) => {
        const streamed = (await stream(fixture)).at(-1)
        const whole = await fixture.client.complete(fixture.request, { signal: never() })
        expect(whole).toEqual(streamed)
      })
    }
    obligation('calls', 'calls come with id, name and arguments as received', async (fixture) => {
      const last = (await stream(fixture)).at(-1)
      if (last?.type !== 'finished') throw new Error('no answer')
      const calls = last.parts.filter((part) => part.type === 'tool-call')
      expect(last.finishReason).toBe('tool-calls')
      expect(calls.map((call) => [call.name, JSON.parse(call.arguments) as unknown])).toEqual([
        ['calculator', { operation: 'multiply', a: 15, b: 25 }],
        ['current_time', { timezone: 'Asia/Tokyo' }],
      ])
      expect(new Set(calls.map(({ id }) => id)).size).toBe(2)
    })
    obligation('calls', 'a call that is said to be ready is the call of the answer', async (fixture) => {
      const events = await stream(fixture)
      const last = events.at(-1)
      if (last?.type !== 'finished') throw new Error('no answer')
      const ready = events.flatMap((event) => (event.type === 'tool-call-ready' ? [event.call] : []))
      const calls = last.parts.filter((part) => part.type === 'tool-call')
      // The wire may tell of none, and of each once at most.
      expect(calls).toEqual(expect.arrayContaining(ready.map((call) => expect.objectContaining(call))))
      expect(new Set(ready.map(({ id }) => id)).size).toBe(ready.length)
    })
    obligation('text', 'lists its models', async ({ client }) => {
      const models = await client.listModels({ signal: never() })
      expect(models.length).toBeGreaterThan(0)
    })
    obligation('text', 'an abort before the start ends as cancelled', async ({ client, request }) => {
      const events = await collect(client.stream(request, { signal: AbortSignal.abort() }))
      expect(codes(events)).toEqual(['cancelled'])
    })
    obligation(
      'held',
      'PV-61 an abort in the text ends as cancelled and closes the connection',
      async (fixture) => {
        const stop = new AbortController()
        const events: ModelEvent[] = []
        for await (const event of fixture.client.stream(fixture.request, { signal: stop.signal })) {
          events.push(event)
          stop.abort()
        }
        expect(codes(events)).toEqual(['text-delta', 'cancelled'])
        await fixture.left
      },
    )
    obligation('unanswered', 'PV-61 an abort before any answer ends as cancelled', async (fixture) => {
      const stop = new AbortController()
      const events = collect(fixture.client.stream(fixture.request, { signal: stop.signal }))
      await fixture.arrived
      stop.abort()
      expect(codes(await events)).toEqual(['cancelled'])
      await fixture.left
    })
    obligation('held', 'a reader that goes away closes the connection', async (fixture) => {
      for await (const _ of fixture.client.stream(fixture.request, { signal: never() })) break
      await expect(fixture.left).resolves.not.toThrow()
    })
    obligation('key-refused', 'PV-02 a refused key is named, in answers and in the list', async (fixture) => {
      expect(codes(await stream(fixture))).toEqual(['key-refused'])
      const listing = fixture.client.listModels({ signal: never() })
      await expect(listing).rejects.toBeInstanceOf(ParleyError)
      await expect(listing).rejects.toMatchObject({ failure: { code: 'key-refused' } })
    })
    obligation(
      'unreachable',
      'PV-16 an unreachable host is named and may be tried again',
      async (fixture) => {
        const [failed] = await stream(fixture)
        expect(failed).toMatchObject({ failure: { code: 'provider-unreachable', retryable: true } })
        expect(failed?.type === 'failed' && failed.failure.params).toMatchObject({ reason: 'ECONNREFUSED' })
      },
    )
    obligation('cut', 'PV-19 a cut keeps what came and says so', async (fixture) => {
      expect(codes(await stream(fixture))).toEqual(['text-delta', 'stream-cut'])
    })
    obligation(
      'unanswered',
      'PV-18 the limit to the first byte ends a request without answer',
      async (fixture) => {
        const events = stream(fixture)
        await fixture.arrived
        fixture.advance(1_000)
        expect(codes(await events)).toEqual(['first-byte-timeout'])
        await fixture.left
      },
    )
    obligation('silent', 'PV-22 the limit of silence ends an answer that stalls', async (fixture) => {
      expect(codes(await streamAnd(fixture, () => fixture.advance(2_000)))).toEqual([
        'text-delta',
        'idle-timeout',
      ])
      await fixture.left
    })
    obligation(
      'dripping',
      'PV-23 signs of life hold off the limit of silence, not the total one',
      async (fixture) => {
        const events = await streamAnd(fixture, () => fixture.advance(1_500))
        expect(codes(events).at(-1)).toBe('total-timeout')
        expect(events.length).toBeGreaterThan(3)
      },
    )
  })
}

function never(): AbortSignal {
  return new AbortController().signal
}

function stream(fixture: ModelClientFixture): Promise<ModelEvent[]> {
  return collect(fixture.client.stream(fixture.request, { signal: never() }))
}

async function streamAnd(fixture: ModelClientFixture, act: () => void): Promise<ModelEvent[]> {
  const events: ModelEvent[] = []
  for await (const event of fixture.client.stream(fixture.request, { signal: never() })) {
    events.push(event)
    act()
  }
  return events
}

function isOutcome(event: ModelEvent): boolean {
  return event.type === 'finished' || event.type === 'failed'
}

/** The type of each event, of a failure its code. */
function codes(events: readonly ModelEvent[]): readonly string[] {
  return events.map((event) => (event.type === 'failed' ? event.failure.code : event.type))
}

// The fold of the contract is what the screen and the store make of deltas.
function joined(events: readonly ModelEvent[]): readonly Part[] {
  const sessionId = sessionIdOf('session')
  const runId = runIdOf('run')
  const messageId = messageIdOf('message')
  const heading = { sessionId, runId, at: 0 }
  const message = {
    id: messageId,
    sessionId,
    parentId: null,
    role: 'assistant',
    parts: [],
    createdAt: 0,
  } as const
  const start = foldRunEvent(emptyTranscript, { ...heading, seq: 1, type: 'message-created', message })
  const deltas = events.filter(
    (event): event is ModelDelta => !isOutcome(event) && event.type !== 'tool-call-ready',
  )
  const end = deltas.reduce(
    (transcript, delta, index) =>
      foldRunEvent(transcript, { ...heading, ...delta, messageId, seq: index + 2 }),
    start,
  )
  return end.messages[0]?.parts ?? []
}

// A signature proves reasoning and is no part of what is shown.
function visible(parts: readonly Part[]): readonly Part[] {
  return parts
    .filter((part) => part.type !== 'reasoning' || part.text !== '')
    .map((part) => (part.type === 'reasoning' ? { type: part.type, text: part.text } : part))
}

async function collect(events: AsyncIterable<ModelEvent>): Promise<ModelEvent[]> {
  const all: ModelEvent[] = []
  for await (const event of events) all.push(event)
  return all
}
