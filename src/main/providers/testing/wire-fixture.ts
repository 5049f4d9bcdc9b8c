import { providerIdOf } from '../../../contract/id.ts'
import type { Protocol } from '../../../contract/provider.ts'
import type { ToolDefinition } from '../../../contract/tool.ts'
import { createFakeClock, type FakeClock } from '../../core/testing/fake-clock.ts'
import type { ModelClient, ModelEndpoint, ModelRequest } from '../../core/ports/model-client.ts'
import type { ModelClientFixture, Scenario } from '../../core/ports/model-client.conformance.ts'
import { calling, type WireProtocol, type WireRound, type WireStep } from '../../../../e2e/wire/round.ts'
import { startWireServer, type WireServer } from '../../../../e2e/wire/server.ts'
import { createModelClientFactory } from '../create-model-client.ts'

export const testKey = 'sk-canary-4711'
export const limits = { firstByteMs: 1_000, idleMs: 2_000, totalMs: 10_000 }

export function endpointOf(
  protocol: Protocol,
  url: string,
  changes: Partial<ModelEndpoint> = {},
): ModelEndpoint {
  return {
    providerId: providerIdOf('wire'),
    name: 'Wire',
    protocol,
    baseUrl: protocol === 'anthropic-messages' ? url : `${url}/v1`,
    credentials: { kind: 'key', value: testKey },
    limits,
    ...changes,
  }
}

export function questionOf(text: string, changes: Partial<ModelRequest> = {}): ModelRequest {
  return {
    model: 'wire-large',
    messages: [{ role: 'user', parts: [{ type: 'text', text }] }],
    tools: [],
    parallelTools: true,
    ...changes,
  }
}

export const offeredTools: readonly ToolDefinition[] = ['calculator', 'current_time'].map((name) => ({
  name,
  description: `The ${name}.`,
  effect: 'read',
  inputSchema: { type: 'object', properties: {} },
}))

/** A client of that endpoint with real HTTP and a clock that a test moves. */
export function connect(endpoint: ModelEndpoint, clock: FakeClock = createFakeClock()): Promise<ModelClient> {
  return createModelClientFactory({ clock, userAgent: 'Parley/test' })(endpoint)
}

/** Plays a scenario on the scripted provider server. */
export async function wireFixture(protocol: WireProtocol, scenario: Scenario): Promise<ModelClientFixture> {
  const server = await startWireServer()
  const round = roundOf(scenario)
  server.script(protocol, round, round)
  if (scenario === 'key-refused') server.key = 'another key'
  const url = scenario === 'unreachable' ? await closedUrl() : server.url
  const clock = createFakeClock()
  const first = server.request(0)
  return {
    client: await connect(endpointOf(protocol, url), clock),
    request: questionOf('Hello'),
    arrived: first,
    left: first.then(({ left }) => left),
    advance: (ms) => clock.advance(ms),
    close: () => server.close(),
  }
}

async function closedUrl(): Promise<string> {
  const server: WireServer = await startWireServer()
  await server.close()
  return server.url
}

const text: WireStep = { type: 'text', text: 'Some words' }

function roundOf(scenario: Scenario): WireRound {
  switch (scenario) {
    case 'text':
    case 'key-refused':
    case 'unreachable':
      return { type: 'answer', steps: [text, { type: 'text', text: ' and 日本 🎌.' }] }
    case 'reasoning':
      return {
        type: 'answer',
        steps: [{ type: 'reasoning', text: 'Hm. ' }, { type: 'reasoning', text: 'Yes.' }, text],
      }
    case 'calls':
      return calling(
        ['call_1', 'calculator', { operation: 'multiply', a: 15, b: 25 }],
        ['call_2', 'current_time', { timezone: 'Asia/Tokyo' }],
      )
    case 'held':
    case 'silent':
      return { type: 'answer', steps: [text, { type: 'silence' }] }
    case 'cut':
      return { type: 'answer', steps: [text, { type: 'pause', ms: 20 }, { type: 'cut' }] }
    case 'unanswered':
      return { type: 'unanswered' }
    case 'dripping':
      return { type: 'answer', steps: Array.from({ length: 40 }, (_, n) => drip(n)) }
    default:
      return scenario satisfies never
  }
}

function drip(n: number): WireStep {
  return n % 2 === 0 ? text : { type: 'pause', ms: 5 }
}
