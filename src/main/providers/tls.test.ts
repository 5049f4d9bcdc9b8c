import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TlsOptions } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeCertificate, type Certificate } from '../../../e2e/faults/transport/certificate.ts'
import { startProxy } from '../../../e2e/faults/transport/proxy.ts'
import { startRelay } from '../../../e2e/faults/transport/relay.ts'
import { startTlsFront } from '../../../e2e/faults/transport/tls-front.ts'
import { saying } from '../../../e2e/wire/round.ts'
import { temporaryFolder } from '../config/testing/temporary-folder.ts'
import type { ModelNetwork } from '../core/ports/model-client.ts'
import { clientAt, startNetwork, type NetworkFixture } from './testing/network-fixture.ts'
import { questionOf } from './testing/wire-fixture.ts'

const signal = new AbortController().signal
const direct: ModelNetwork = { proxy: 'none', selfSigned: false }
const hosts = ['localhost', '127.0.0.1']

let network: NetworkFixture
beforeEach(async () => {
  network = await startNetwork()
})
afterEach(() => network.close())

async function front(certificate: Certificate, options?: TlsOptions) {
  return network.keep(await startTlsFront(network.wire.url, certificate, options))
}

async function trusting(text: string): Promise<ModelNetwork> {
  const caFile = join(temporaryFolder(), 'house.pem')
  await writeFile(caFile, text)
  return { ...direct, caFile }
}

/** What comes of a question over TLS: the text, or the code of the failure. */
async function ask(port: number, way: ModelNetwork, host = '127.0.0.1') {
  network.wire.script('openai-chat', saying('Hello'))
  const client = await clientAt(`https://${host}:${port}`, { network: way })
  const outcome = await client.complete(questionOf('Hi'), { signal })
  if (outcome.type === 'finished') return outcome.parts
  expect(outcome.failure.retryable).toBe(false)
  const listing = await client.listModels({ signal }).catch((error: unknown) => error)
  expect(listing).toMatchObject({ failure: { code: outcome.failure.code } })
  return outcome.failure.code
}

const answered = [{ type: 'text', text: 'Hello' }]

describe('PV-41 without any choice', () => {
  const authority = makeCertificate({ name: 'Nobody knows it' })

  test.each([
    ['signed by itself', makeCertificate({ hosts }), 'certificate-self-signed'],
    [
      'of an issuer that nobody knows',
      makeCertificate({ hosts, issuer: authority }),
      'certificate-issuer-unknown',
    ],
    ['that has ended', makeCertificate({ hosts, days: [-9, -1] }), 'certificate-expired'],
  ])('a certificate %s is refused by name', async (_, certificate, code) => {
    const { port, connections } = await front(certificate)
    expect(await ask(port, direct)).toBe(code)
    expect(network.wire.requests).toHaveLength(0)
    expect(connections()).toBe(0)
  })

  test('a server that speaks only an old TLS, or none at all, is named', async () => {
    const old: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
    const { port } = await front(makeCertificate({ hosts }), old)
    for (const [target, code] of [
      [port, 'tls-too-old'],
      [network.wirePort, 'tls-missing'],
    ] as const) {
      const relay = network.keep(await startRelay(target))
      expect(await ask(relay.port, direct)).toBe(code)
    }
  })
})

describe('PV-41 with a file of certificates', () => {
  const authority = makeCertificate({ name: 'Our house' })

  test('what it signs is trusted, for as long and for whom it is signed', async () => {
    const way = await trusting(`Our own\n${makeCertificate().cert}\n${authority.cert}`)
    const good = await front(makeCertificate({ hosts, issuer: authority }))
    expect(await ask(good.port, way)).toEqual(answered)
    const ended = await front(makeCertificate({ hosts, issuer: authority, days: [-9, -1] }))
    expect(await ask(ended.port, way)).toBe('certificate-expired')
    const early = await front(makeCertificate({ hosts, issuer: authority, days: [1, 9] }))
    expect(await ask(early.port, way)).toBe('certificate-expired')
    const other = await front(makeCertificate({ hosts: ['other.test'], issuer: authority }))
    expect(await ask(other.port, way)).toBe('certificate-name-wrong')
    const stranger = await front(makeCertificate({ hosts, issuer: makeCertificate({ name: 'Another' }) }))
    expect(await ask(stranger.port, way)).toBe('certificate-issuer-unknown')
  })

  test('it is trusted behind a proxy too', async () => {
    const { port } = await front(makeCertificate({ hosts: ['provider.test'], issuer: authority }))
    const proxy = network.keep(await startProxy(port))
    const way = { ...(await trusting(authority.cert)), proxy: { url: proxy.url } }
    expect(await ask(443, way, 'provider.test')).toEqual(answered)
    expect(await ask(443, way, 'another.test')).toBe('certificate-name-wrong')
    expect(proxy.tunnels.map(({ authority: asked }) => asked)).toContain('provider.test:443')
  })

  test.each([
    ['is empty', ''],
    ['holds something else', 'not a certificate'],
    ['is damaged', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('one that %s is named', async (_, text) => {
    expect(await ask(1, await trusting(text))).toBe('certificate-file-invalid')
  })

  test('one that is not there is named, and counts as soon as it is', async () => {
    const caFile = join(temporaryFolder(), 'later.pem')
    const { port } = await front(makeCertificate({ hosts, issuer: authority }))
    const client = await clientAt(`https://127.0.0.1:${port}`, { network: { ...direct, caFile } })
    const listing = client.listModels({ signal })
    await expect(listing).rejects.toMatchObject({ failure: { params: { path: caFile, reason: 'ENOENT' } } })
    await writeFile(caFile, authority.cert)
    expect(await client.listModels({ signal })).toHaveLength(2)
  })
})

describe('PV-41 with the choice to accept what is signed by itself', () => {
  const accepting: ModelNetwork = { ...direct, selfSigned: true }

  test('a certificate that is whole otherwise is accepted, again and again', async () => {
    const { port } = await front(makeCertificate({ hosts }))
    expect(await ask(port, accepting)).toEqual(answered)
    expect(await ask(port, accepting)).toEqual(answered)
  })

  test.each([
    ['has ended', { hosts, days: [-9, -1] }, 'certificate-expired'],
    ['has not begun', { hosts, days: [1, 9] }, 'certificate-expired'],
    ['is of another name', { hosts: ['other.test'] }, 'certificate-name-wrong'],
    [
      'is of an unknown issuer',
      { hosts, issuer: makeCertificate({ name: 'Another' }) },
      'certificate-issuer-unknown',
    ],
  ] as const)('one that %s is still refused', async (_, wish, code) => {
    const { port } = await front(makeCertificate(wish))
    expect(await ask(port, accepting)).toBe(code)
    expect(network.wire.requests).toHaveLength(0)
  })
})
