import { createPrivateKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { KeyAlgorithm } from '../../../contract/mcp-login.ts'
import { ParleyError } from '../../core/errors.ts'

export interface SigningKey {
  /** In PKCS #8, as whoever signs wants it. */
  readonly pem: string
  readonly algorithm: KeyAlgorithm
}

/** The curves of RFC 7518 section 3.4, by OpenSSL's names. */
const curves: Readonly<Record<string, KeyAlgorithm>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
}
const jwkSchema = z.record(z.string(), z.unknown())
/** RFC 7518 section 3.3. */
const fewestBits = 2048

/**
 * Reads a private key in any form of PEM, or as a JWK, before anything is asked. Without an algorithm it is the one that is
 * usual for the key. No word of the key is in what it throws: ParleyError `mcp-key-unusable`.
 */
export function readSigningKey(server: string, text: string, wanted: KeyAlgorithm | undefined): SigningKey {
  const unusable = (reason: string) => new ParleyError('mcp-key-unusable', { params: { server, reason } })
  const key = keyIn(text)
  if (typeof key === 'string') throw unusable(key)
  const usual = usualFor(key)
  if (!usual) throw unusable(`${key.asymmetricKeyType ?? 'this kind of key'} is not signed with here`)
  const { modulusLength = fewestBits } = key.asymmetricKeyDetails ?? {}
  if (modulusLength < fewestBits) throw unusable(`it has less than ${fewestBits} bits`)
  const algorithm = wanted ?? usual
  const fits = usual === 'RS256' ? /^[RP]S/.test(algorithm) : algorithm === usual
  if (!fits) throw unusable(`it is for ${usual}, and not for ${algorithm}`)
  return { pem: key.export({ type: 'pkcs8', format: 'pem' }).toString(), algorithm }
}

/** The key, or what is wrong. */
function keyIn(text: string): KeyObject | string {
  if (/ENCRYPTED/.test(text)) return 'it has a password'
  try {
    const jwk = jwkIn(text)
    return jwk ? createPrivateKey({ key: jwk, format: 'jwk' }) : createPrivateKey(text)
  } catch {
    return 'it is no private key'
  }
}

function jwkIn(text: string): z.infer<typeof jwkSchema> | undefined {
  return text.trimStart().startsWith('{') ? jwkSchema.parse(JSON.parse(text)) : undefined
}

function usualFor({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): KeyAlgorithm | undefined {
  if (asymmetricKeyType === 'rsa') return 'RS256'
  const curve = asymmetricKeyType === 'ec' ? curves[asymmetricKeyDetails?.namedCurve ?? ''] : undefined
  return curve
}
