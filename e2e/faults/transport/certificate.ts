import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { bits, identifier, integer, numbered, octets, plain, sequence, set, text, time, yes } from './der.ts'

/** A certificate and its key in PEM, and what is needed to sign others with it. */
export interface Certificate {
  readonly cert: string
  readonly key: string
  readonly name: string
  readonly signingKey: KeyObject
}

export interface CertificateWish {
  /** Names and addresses of IPv4 that it is good for. */
  readonly hosts?: readonly string[]
  /** Days from now: begin and end. */
  readonly days?: readonly [number, number]
  /** Who signs it; absent, it signs itself. */
  readonly issuer?: Certificate
  readonly name?: string
}

const ecdsaWithSha256 = sequence(identifier('2a8648ce3d040302'))
const commonName = '550403'
const basicConstraints = '551d13'
const subjectAltName = '551d11'

/** Makes a certificate of version 3 over P-256 as RFC 5280 has it. */
export function makeCertificate(wish: CertificateWish = {}): Certificate {
  const { hosts = [], days = [-1, 30], issuer, name = 'Test server' } = wish
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const content = sequence(
    numbered(0, integer(Buffer.from([2]))),
    integer(randomBytes(8)),
    ecdsaWithSha256,
    named(issuer?.name ?? name),
    sequence(...days.map((day) => time(new Date(Date.now() + day * 86_400_000)))),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    numbered(3, sequence(...extensionsOf(hosts))),
  )
  const signature = sign('sha256', content, issuer?.signingKey ?? privateKey)
  const der = sequence(content, ecdsaWithSha256, bits(signature))
  return {
    cert: pem(der),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    name,
    signingKey: privateKey,
  }
}

/** Without hosts it is an authority's. */
function extensionsOf(hosts: readonly string[]): readonly Buffer[] {
  if (hosts.length === 0) return [sequence(identifier(basicConstraints), yes(), octets(sequence(yes())))]
  const names = hosts.map((host) =>
    isIPv4(host) ? plain(7, Buffer.from(host.split('.').map(Number))) : plain(2, Buffer.from(host)),
  )
  return [sequence(identifier(subjectAltName), octets(sequence(...names)))]
}

function named(name: string): Buffer {
  return sequence(set(sequence(identifier(commonName), text(name))))
}

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
