import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as tls from 'node:tls'
import { ParleyError, reasonOf } from '../core/errors.ts'

/**
 * The certificates of a file in PEM together with those that are trusted anyway. Throws `certificate-file-invalid`.
 */
export async function trustWith(path: string): Promise<string[]> {
  const own = certificatesIn(path, await read(path))
  return [...new Set([...roots('default'), ...roots('system'), ...own])]
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw invalid(path, error instanceof Error && 'code' in error ? String(error.code) : reasonOf(error))
  }
}

function certificatesIn(path: string, text: string): readonly string[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0) throw invalid(path, 'no certificate in it')
  try {
    return blocks.map((block) => new X509Certificate(block).toString())
  } catch (error) {
    throw invalid(path, reasonOf(error))
  }
}

// Node before 22.15 knows its own list only.
function roots(kind: 'default' | 'system'): readonly string[] {
  const { getCACertificates, rootCertificates } = tls
  if (typeof getCACertificates === 'function') return getCACertificates(kind)
  return kind === 'default' ? rootCertificates : []
}

function invalid(path: string, reason: string): ParleyError {
  return new ParleyError('certificate-file-invalid', { params: { path, reason } })
}

/** What speaks against a server whose certificate may be signed by itself; `undefined` when nothing does. */
export function objectionTo(socket: tls.TLSSocket, hostname: string): Error | undefined {
  if (socket.authorized) return undefined
  const code = String(socket.authorizationError)
  if (code !== 'DEPTH_ZERO_SELF_SIGNED_CERT') return objection(code)
  const certificate = socket.getPeerX509Certificate()
  if (!certificate) return objection(code)
  // With a certificate of this kind nothing else was looked at yet.
  const now = new Date()
  if (now > certificate.validToDate) return objection('CERT_HAS_EXPIRED')
  if (now < certificate.validFromDate) return objection('CERT_NOT_YET_VALID')
  return tls.checkServerIdentity(hostname, certificate.toLegacyObject())
}

function objection(code: string): Error {
  return Object.assign(new Error(code), { code })
}
