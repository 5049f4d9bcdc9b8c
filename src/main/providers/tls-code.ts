import type { FailureCode } from '../../contract/failure.ts'

/** By OpenSSL's and Node's names of what is wrong with a certificate or with the handshake. */
const codes: readonly (readonly [RegExp, FailureCode])[] = [
  [/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/, 'certificate-expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'certificate-name-wrong'],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, 'certificate-self-signed'],
  [
    /^(?:SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?)$/,
    'certificate-issuer-unknown',
  ],
  [/^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/, 'tls-missing'],
  [/^(?:EPROTO|ERR_SSL_.*(?:UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION))$/, 'tls-too-old'],
]

/** The failure that a refusal of TLS is, by the reason that Node gives; `undefined` for any other reason. */
export function tlsCode(reason: string): FailureCode | undefined {
  return codes.find(([pattern]) => pattern.test(reason))?.[1]
}
