import { z } from 'zod'

/** Every way in which something can go wrong that a user can meet. The language catalogue has a sentence for each. */
export const failureCodes = [
  // What the user gave us
  'input-invalid',
  'flag-invalid',
  'flag-unknown',
  'command-unknown',
  'provider-unknown',
  'session-service-unknown',
  'base-url-invalid',
  'message-empty',
  'message-too-long',
  'session-missing',
  'session-exists',
  'message-missing',
  'run-missing',
  'run-active',
  'run-complete',
  'method-unknown',
  'link-refused',
  'archive-newer',
  'archive-interrupted',
  'import-unknown',
  'import-packed',
  'file-unreadable',
  'file-unwritable',
  // The provider
  'key-missing',
  'key-refused',
  'quota-exhausted',
  'rate-limited',
  'option-unsupported',
  'model-missing',
  'model-unknown',
  'context-too-long',
  'request-refused',
  'provider-overloaded',
  'provider-broken',
  'provider-unreachable',
  'proxy-invalid',
  'proxy-unreachable',
  'proxy-login-needed',
  'proxy-refused',
  'certificate-expired',
  'certificate-name-wrong',
  'certificate-self-signed',
  'certificate-issuer-unknown',
  'certificate-file-invalid',
  'tls-too-old',
  'tls-missing',
  'header-reserved',
  'body-field-reserved',
  'first-byte-timeout',
  'idle-timeout',
  'total-timeout',
  'not-an-endpoint',
  'stream-cut',
  'response-invalid',
  // Tools
  'tool-unknown',
  'tool-arguments-invalid',
  'tool-failed',
  'tool-timeout',
  'tool-cancelled',
  // The profile on disk
  'profile-unwritable',
  'profile-newer',
  'profile-locked',
  'settings-malformed',
  'storage-failed',
  'storage-unreachable',
  'storage-refused',
  'storage-full',
  'storage-busy',
  'storage-corrupt',
  'storage-shrunk',
  'backup-missing',
  'backup-refused',
  'backup-unsupported',
  'nothing-recovered',
  'key-store-failed',
  // This process
  'port-in-use',
  'unauthorized',
  'connection-lost',
  'interrupted',
  'cancelled',
  'internal',
] as const

export const failureCodeSchema = z.enum(failureCodes)
export type FailureCode = z.infer<typeof failureCodeSchema>

export const failureSchema = z.object({
  code: failureCodeSchema,
  /** The catalogue's sentence in English, complete: what was refused, by whom, and the way on. */
  message: z.string(),
  /** Whether the same request may succeed later without any change. */
  retryable: z.boolean(),
  /** The values of the sentence, so that it can be said again in another language. */
  params: z.record(z.string(), z.string()).optional(),
  /** The provider's own words, shown as a quotation; never a key, never a request body. */
  providerMessage: z.string().optional(),
})
export type Failure = z.infer<typeof failureSchema>
