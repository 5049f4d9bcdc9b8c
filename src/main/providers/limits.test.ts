import { describe, expect, test, vi } from 'vitest'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import type { ModelClient, ModelEvent } from '../core/ports/model-client.ts'
import { createModelClientFactory } from './create-model-client.ts'
import { outcomeOf, recordingOf, replay } from './testing/replay.ts'
import { endpointOf, questionOf } from './testing/wire-fixture.ts'

const protocols = ['openai-chat', 'anthropic-messages'] as const
type Protocol = (typeof protocols)[number]
type Bytes = Uint8Array<ArrayBuffer>

const day = 86_400_000
const limits = { firstByteMs: 6_000, idleMs: 6_000, totalMs: day }
const never = new AbortController().signal

/** A client whose answer is what `next` gives, pulled piece by piece until it gives nothing. */
async function clientOf(
  protocol: Protocol,
  next: () => Bytes | undefined,
  { status = 200, clock = createFakeClock(), left = () => {} } = {},
): Promise<ModelClient> {
  const body = () =>
    new ReadableStream<Bytes>({
      pull(controller) {
        const piece = next()
        if (piece) controller.enqueue(piece)
        else controller.close()
      },
      cancel: () => left(),
    })
  const fetch = async () => new Response(body(), { status })
  const factory = createModelClientFactory({ fetch, clock, userAgent: 'Parley/test' })
  return factory(endpointOf(protocol, 'http://wire.test', { limits }))
}

describe.each(protocols)('%s', (protocol) => {
  const recording = recordingOf(protocol, 'text.sse')

  test('DU-16 an answer whose connection died in a sleep is cut, and its text is there', async () => {
    const clock = createFakeClock()
    const firstText = recording.indexOf('G'.charCodeAt(0))
    const half = recording.slice(0, recording.indexOf('\n'.charCodeAt(0), firstText) + 2)
    const body = new ReadableStream<Bytes>({ start: (controller) => controller.enqueue(half) })
    const factory = createModelClientFactory({
      fetch: async () => new Response(body),
      clock,
      userAgent: 'Parley/test',
    })
    const client = await factory(
      endpointOf(protocol, 'http://wire.test', { limits: { ...limits, idleMs: day } }),
    )
    const events: ModelEvent[] = []
    for await (const event of client.stream(questionOf('Hello'), { signal: never })) {
      if (events.push(event) > 1) continue
      clock.wake()
      clock.advance(4_000)
    }
    expect(events[0]).toMatchObject({ type: 'text-delta' })
    expect(events.at(-1)).toMatchObject({ type: 'failed', failure: { code: 'stream-cut', retryable: true } })
  })

  test('PV-24 stop works in the middle of many deltas that came at once', async () => {
    const caller = new AbortController()
    const client = await clientOf(protocol, inOnePiece(recording))
    const events: ModelEvent[] = []
    for await (const event of client.stream(questionOf('Hello'), { signal: caller.signal })) {
      events.push(event)
      caller.abort()
    }
    expect(events.map(({ type }) => type)).toEqual(['text-delta', 'failed'])
  })

  test('PV-27 bad bytes, half characters and NUL become marks', async () => {
    const said = '"A\\ud83dB\\u0000C�D"'
    const body = bytesWithBad(answerOf(protocol, said))
    const outcome = await outcomeOf(protocol, { body })
    expect(outcome).toMatchObject({ parts: [{ type: 'text', text: 'A\uFFFDB\uFFFDC\uFFFDD' }] })
    const deltas = await replay(protocol, { body, chunkBytes: 1 })
    expect(deltas[0]).toEqual({ type: 'text-delta', text: 'A\uFFFDB\uFFFDC\uFFFDD' })
  })
})

test("prints nothing, not even the library's warnings about old models", async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  const client = await clientOf(
    'anthropic-messages',
    inOnePiece(recordingOf('anthropic-messages', 'text.sse')),
  )
  const question = questionOf('Hello', { model: 'claude-sonnet-4-5-20250929' })
  expect(await client.complete(question, { signal: never })).toMatchObject({ type: 'finished' })
  expect(warn).not.toHaveBeenCalled()
  warn.mockRestore()
})

function inOnePiece(bytes: Uint8Array<ArrayBuffer>): () => Bytes | undefined {
  const pieces = [bytes]
  return () => pieces.shift()
}

function answerOf(protocol: Protocol, text: string): string {
  return protocol === 'openai-chat'
    ? `data: {"choices":[{"index":0,"delta":{"content":${text}},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`
    : [
        `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":${text}}}\n\n`,
        'event: message_stop\ndata: {"type":"message_stop"}\n\n',
      ].join('')
}

/** The text in UTF-8, with a byte that no character has in the place of each mark. */
function bytesWithBad(text: string): Bytes {
  const pieces = text.split('\uFFFD').map((piece) => Buffer.from(piece))
  return new Uint8Array(
    Buffer.concat(pieces.flatMap((piece, n) => (n === 0 ? [piece] : [Buffer.from([0xff]), piece]))),
  )
}
