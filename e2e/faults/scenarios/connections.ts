import { createSecureServer } from 'node:http2'
import { once } from 'node:events'
import type { AddressInfo, LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { expect } from 'vitest'
import type { ModelNetwork } from '../../../src/main/core/ports/model-client.ts'
import { createDirectFetch } from '../../../src/main/providers/direct-fetch.ts'
import { end, hang, reset, send, startFaultServer, type Act } from '../fault-server.ts'
import { calls, done, says, type FaultScenario, type Setting } from '../scenario.ts'
import { makeCertificate } from '../transport/certificate.ts'
import { addressOf, answering, headOf, type WireForm } from '../wire-form.ts'

/** Three attempts that reach nobody. */
function unreachable(name: string, reason: RegExp, setting: FaultScenario['setting']): FaultScenario {
  return {
    name,
    setting: setting ?? (() => ({})),
    reply: () => [end],
    outcome: () => ({ status: 'failed', code: 'provider-unreachable', requests: 0, waits: [500, 1_000] }),
    check: ({ run }) => expect(run.failure?.params?.['reason']).toMatch(reason),
  }
}

const at =
  (origin: string): FaultScenario['setting'] =>
  (form) => ({ endpoint: { baseUrl: addressOf(form, origin) } })

// The address of IPv6 first, where nobody listens.
const twoAddresses: LookupFunction = (_, __, found) =>
  found(null, [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ])

// Node's own connections, and those of a provider that is reached in a way of its own.
const ways: readonly (readonly [string, ModelNetwork])[] = [
  ['usual', { proxy: 'environment', selfSigned: false }],
  ['own', { proxy: 'none', selfSigned: false }],
]

/** An answer behind which the connection stays open. */
function keptOpen(form: WireForm, pieces: readonly string[]): readonly Act[] {
  const body = pieces.join('')
  const head = headOf(form)
    .replace('connection: close', 'connection: keep-alive')
    .replace('transfer-encoding: chunked', `content-length: ${Buffer.byteLength(body)}`)
  return send(head, body)
}

const half = 'HTTP/1.1 200 OK\r\ncontent-'
const asking = (form: WireForm) => form.body([calls('c1', '{"text":"a"}')], 'tool-calls')
// What a server of HTTP/2 says to whoever speaks HTTP/1: its settings, and that it goes away.
const settings = Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0)
const goAway = Uint8Array.of(0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)

/** Connections that are not made, break before the answer, or speak something else. */
export const connections: readonly FaultScenario[] = [
  unreachable('PV-16 a name that nobody has', /^(?:ENOTFOUND|EAI_AGAIN)$/, at('http://provider.invalid')),
  unreachable('PV-16 a port where nobody listens', /^ECONNREFUSED$/, async (form) => ({
    endpoint: { baseUrl: addressOf(form, await closedAddress()) },
  })),
  unreachable(
    'PV-16 a network without a way',
    /^(?:ENETUNREACH|EHOSTUNREACH|EACCES)$/,
    at('http://255.255.255.255'),
  ),
  {
    name: 'PV-16 a dead address of IPv6 before a live one of IPv4',
    setting: (form, stage) => ({
      endpoint: { baseUrl: addressOf(form, `http://provider.test:${stage.server().port}`) },
      fetch: over(stage.keep(new Agent({ connect: { lookup: twoAddresses } }))),
    }),
    reply: (form) => answering(form, form.body([says('Hello')])),
    outcome: () => ({ status: 'completed', text: 'Hello', requests: 1 }),
  },
  ...ways.flatMap(([way, network]) => [
    ...(
      [
        ['a reset', [reset]],
        ['an end', [end]],
        ['half a head and an end', [...send(half), end]],
        ['half a head and a reset', [...send(half), reset]],
      ] as const
    ).map(([what, acts]): FaultScenario => ({
      name: `PV-17 ${what} before the answer, over ${way} connections`,
      setting: () => ({ endpoint: { network } }),
      reply: () => acts,
      outcome: () => ({ ...done, retried: ['provider-unreachable'] }),
    })),
    ...([reset, end] as const).map((close): FaultScenario => ({
      name: `PV-58 a ${close.type} of a kept connection as it is used again, over ${way} connections`,
      setting: () => ({ endpoint: { network } }),
      reply: (form) => keptOpen(form, asking(form)),
      next: (form, _, number) => (number === 2 ? [close] : answering(form, form.body([says('Done.')]))),
      outcome: () => ({
        status: 'completed',
        text: 'Done.',
        ran: ['a'],
        requests: 3,
        retried: ['provider-unreachable'],
      }),
      // The second request really came over the first connection.
      check: (played) => expect(played.connections).toBe(2),
    })),
    {
      name: `PV-58 what comes before the answer proper, over ${way} connections`,
      setting: () => ({ endpoint: { network } }),
      reply: (form) => [
        ...send('HTTP/1.1 102 Processing\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'),
        ...answering(form, form.body([says('Hello')])),
      ],
      outcome: () => ({ status: 'completed', text: 'Hello', requests: 1 }),
    } satisfies FaultScenario,
  ]),
  ...(
    [
      ['what is no HTTP', [...send('SSH-2.0-OpenSSH_9.9\r\n'), end]],
      ['the frames of HTTP/2', [...send(settings, goAway), end]],
    ] as const
  ).map(([what, acts]): FaultScenario => ({
    name: `PV-58 ${what}`,
    reply: () => acts,
    next: () => acts,
    outcome: () => ({ status: 'failed', code: 'provider-unreachable', text: '', requests: 3 }),
  })),
  ...ways.map(([way, network]): FaultScenario => ({
    name: `PV-58 a server that speaks nothing but HTTP/2, over ${way} connections`,
    async setting(form, { keep }) {
      const { port } = keep(await startHttp2())
      return { endpoint: { baseUrl: addressOf(form, `https://127.0.0.1:${port}`), network } }
    },
    reply: () => [end],
    outcome: () => ({ status: 'failed', code: 'provider-unreachable', text: '', requests: 0, waits: [] }),
    check: ({ run }) => expect(run.failure?.params?.['reason']).toMatch(/NO_APPLICATION_PROTOCOL/),
  })),
  {
    name: 'PV-18 no first byte up to the limit',
    reply: (_, { passes }) => [passes(1_000), hang],
    outcome: () => ({ ...done, retried: ['first-byte-timeout'] }),
  },
  {
    name: 'PV-18 no first byte, again and again',
    reply: (_, { passes }) => [passes(1_000), hang],
    next: (_, { passes }) => [passes(1_000), hang],
    outcome: () => ({ status: 'failed', code: 'first-byte-timeout', text: '', requests: 3 }),
  },
  {
    name: 'PV-18 a first byte a moment before half an hour, where that is allowed',
    setting: () => ({ endpoint: { limits: { firstByteMs: 1_800_000, idleMs: 2_000, totalMs: 3_600_000 } } }),
    reply: (form, { passes }) => [passes(1_799_999), ...answering(form, form.body([says('Hello')]))],
    outcome: () => ({ status: 'completed', text: 'Hello', requests: 1 }),
  },
]

function over(agent: Agent): NonNullable<Setting['fetch']> {
  return createDirectFetch(async () => agent)
}

async function closedAddress(): Promise<string> {
  const server = await startFaultServer(() => [])
  await server.close()
  return server.url
}

async function startHttp2() {
  const { cert, key } = makeCertificate({ hosts: ['127.0.0.1'] })
  const server = createSecureServer({ cert, key, allowHTTP1: false })
  server.on('stream', (stream) => stream.respond({ ':status': 200 }, { endStream: true }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close()
      await once(server, 'close')
    },
  }
}
