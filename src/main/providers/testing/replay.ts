import { readFileSync } from 'node:fs'
import type { Protocol } from '../../../contract/provider.ts'
import { createFakeClock } from '../../core/testing/fake-clock.ts'
import type { ModelAnswer, ModelEvent, ModelFailure, ModelRequest } from '../../core/ports/model-client.ts'
import { createModelClientFactory } from '../create-model-client.ts'
import { endpointOf, limits, questionOf } from './wire-fixture.ts'

export interface Recording {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Bytes of each chunk; everything at once without it. */
  readonly chunkBytes?: number
  /** The connection breaks behind the body instead of ending. */
  readonly cut?: boolean
  /** The connection stays open behind the body. */
  readonly open?: boolean
}

/** Gives the events that a client makes of a recorded answer. The vendor's library is the real one. */
export async function replay(
  protocol: Protocol,
  recording: Recording,
  request: ModelRequest = questionOf('Hello'),
): Promise<readonly ModelEvent[]> {
  const { status = 200, headers = { 'content-type': 'text/event-stream' } } = recording
  const factory = createModelClientFactory({
    fetch: async () => new Response(streamOf(recording), { status, headers }),
    clock: { ...createFakeClock(), after: afterMoments },
    userAgent: 'Parley/test',
  })
  const client = await factory(endpointOf(protocol, 'http://wire.test'))
  const events: ModelEvent[] = []
  for await (const event of client.stream(request, { signal: new AbortController().signal }))
    events.push(event)
  return events
}

// Moments pass at once, real limits never.
function afterMoments(delayMs: number, call: () => void): () => void {
  if (delayMs < limits.firstByteMs) setImmediate(call)
  return () => {}
}

/** The last event of a recorded answer. */
export async function outcomeOf(...args: Parameters<typeof replay>): Promise<ModelAnswer | ModelFailure> {
  const last = (await replay(...args)).at(-1)
  if (last?.type !== 'finished' && last?.type !== 'failed') throw new Error('the answer has no end')
  return last
}

/** The bytes of a file in the protocol's folder of recordings. */
export function recordingOf(protocol: Protocol, file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../${protocol}/fixtures/${file}`, import.meta.url)))
}

function streamOf({ body, chunkBytes, cut = false, open = false }: Recording): ReadableStream<Uint8Array> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const size = chunkBytes ?? Math.max(1, bytes.length)
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + size))
      else if (open) return new Promise(() => {})
      else if (cut) controller.error(new TypeError('terminated'))
      else controller.close()
      at += size
      return undefined
    },
  })
}
