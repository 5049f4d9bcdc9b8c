import { partSchema } from '../../src/contract/message.ts'
import type { ModelClient, ModelEvent, ModelRequest } from '../../src/main/core/ports/model-client.ts'
import { usageSchema } from '../../src/contract/usage.ts'
import { createModelClientFactory } from '../../src/main/providers/create-model-client.ts'
import type { WireProtocol } from '../wire/round.ts'
import { endpointOf, questionOf } from '../../src/main/providers/testing/wire-fixture.ts'
import { createFakeClock } from '../../src/main/core/testing/fake-clock.ts'

/** What is wrong with how a client took a body; nothing when all is well. */
export async function problemsOf(
  protocol: WireProtocol,
  pieces: readonly Uint8Array<ArrayBuffer>[],
): Promise<readonly string[]> {
  const events: ModelEvent[] = []
  const client = await clientOf(protocol, () => new Response(streamOf(pieces), { status: 200 }))
  try {
    for await (const event of client.stream(questionOf('Hello'), { signal: never })) events.push(event)
  } catch (error) {
    return [`the client threw ${String(error)}`]
  }
  return [...problemsOfEnd(events), ...problemsOfAnswer(events), ...(await problemsOfNext(protocol, events))]
}

const never = new AbortController().signal

async function clientOf(protocol: WireProtocol, answer: (body: string) => Response): Promise<ModelClient> {
  const factory = createModelClientFactory({
    fetch: async (_, init) => answer(typeof init?.body === 'string' ? init.body : ''),
    clock: createFakeClock(),
    userAgent: 'Parley/fuzz',
  })
  return factory(endpointOf(protocol, 'http://wire.test'))
}

function streamOf(pieces: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const rest = pieces.values()
  return new ReadableStream({
    pull(controller) {
      const { value } = rest.next()
      if (value) controller.enqueue(value)
      else controller.close()
    },
  })
}

function problemsOfEnd(events: readonly ModelEvent[]): readonly string[] {
  const ends = events.filter(({ type }) => type === 'finished' || type === 'failed')
  if (ends.length !== 1 || ends[0] !== events.at(-1)) return [`${ends.length} ends`]
  const [end] = ends
  if (end?.type === 'failed' && end.failure.code === 'internal') return ['an internal failure']
  return []
}

function problemsOfAnswer(events: readonly ModelEvent[]): readonly string[] {
  const last = events.at(-1)
  if (last?.type !== 'finished') return []
  const problems: string[] = []
  for (const part of last.parts) {
    const parsed = partSchema.safeParse(part)
    if (!parsed.success) problems.push(`a part outside the contract: ${JSON.stringify(part).slice(0, 200)}`)
  }
  if (last.usage && !usageSchema.safeParse(last.usage).success) problems.push('a usage outside the contract')
  for (const type of ['text', 'reasoning', 'refusal'] as const) {
    const told = events.map((event) => (event.type === `${type}-delta` && 'text' in event ? event.text : ''))
    const kept = last.parts.map((part) => (part.type === type ? part.text : ''))
    if (told.join('') !== kept.join('')) problems.push(`${type} that was told is not what is kept`)
  }
  const ids = last.parts.flatMap((part) => (part.type === 'tool-call' ? [part.id] : []))
  if (new Set(ids).size !== ids.length) problems.push('two calls with one id')
  return problems
}

/** What the client makes of its own answer when it is sent back. */
async function problemsOfNext(
  protocol: WireProtocol,
  events: readonly ModelEvent[],
): Promise<readonly string[]> {
  const last = events.at(-1)
  if (last?.type !== 'finished') return []
  const results = last.parts.flatMap((part) =>
    part.type === 'tool-call'
      ? [{ type: 'tool-result', callId: part.id, content: '', isError: false } as const]
      : [],
  )
  const request: ModelRequest = questionOf('Hello', {
    messages: [
      ...questionOf('Hello').messages,
      { role: 'assistant', parts: last.parts },
      ...(results.length > 0 ? [{ role: 'tool', parts: results } as const] : []),
      ...questionOf('Again').messages,
    ],
  })
  let sent = ''
  const client = await clientOf(protocol, (body) => {
    sent = body
    return new Response('', { status: 200 })
  })
  const outcome = await client.complete(request, { signal: never })
  if (sent === '') return [`nothing could be sent next: ${JSON.stringify(outcome).slice(0, 200)}`]
  return []
}
