import { z } from 'zod'

/** How a private key may sign. */
export const keyAlgorithms = [
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
] as const
export const keyAlgorithmSchema = z.enum(keyAlgorithms)
export type KeyAlgorithm = z.infer<typeof keyAlgorithmSchema>

/** An address of a login that a person wrote down; without TLS only on this computer, which whoever asks it checks. */
export const loginUrlSchema = z
  .string()
  .trim()
  .max(2000)
  .regex(/^https?:\/\/\S+$/, 'must begin with https://')

/**
 * The address of the document that says who Parley is, which a company puts on a place of its own: https and a path, as
 * draft-ietf-oauth-client-id-metadata-document wants it.
 */
export const clientDocumentUrlSchema = z
  .string()
  .trim()
  .max(2000)
  .regex(/^https:\/\/[^\s/?#@]+\/[^\s?#]+$/, 'must begin with https:// and have a path')

const known = {
  /** The name under which whoever runs the login knows this program. */
  clientId: z.string().trim().min(1).max(2000),
  /** The rights to ask for, with spaces between; absent: those that the server names. */
  scope: z.string().trim().min(1).max(4000).optional(),
  /** The login for which the secret is; absent: the one that the server names first, and from then on no other. */
  issuer: loginUrlSchema.optional(),
}

/**
 * How Parley logs in at a server by itself, without a person: by a secret, by a private key, or by what a company's own
 * login says of a person (RFC 6749 section 4.4, RFC 7523, and enterprise-managed authorization of MCP).
 */
export const programLoginSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('secret'), ...known }),
  /** Without an algorithm, the one that is usual for the key. */
  z.object({ kind: z.literal('key'), algorithm: keyAlgorithmSchema.optional(), ...known }),
  z.object({
    kind: z.literal('company'),
    ...known,
    /** Where the company's login gives something for its token, and as whom Parley asks there. */
    company: z.object({ tokenUrl: loginUrlSchema, clientId: z.string().trim().min(1).max(2000) }),
  }),
])
export type ProgramLogin = Readonly<z.infer<typeof programLoginSchema>>

/** What is kept with the keys for such a login. `idToken` and `companySecret` are of the company's own login. */
export const loginValueNames = ['secret', 'key', 'idToken', 'companySecret'] as const
export const loginValueNameSchema = z.enum(loginValueNames)
export type LoginValueName = z.infer<typeof loginValueNameSchema>

/** What each kind cannot do without. */
export const neededLoginValues: Readonly<Record<ProgramLogin['kind'], readonly LoginValueName[]>> = {
  secret: ['secret'],
  key: ['key'],
  company: ['secret', 'idToken'],
}

/** True when what is kept for one login may be used for the other: all but the rights is the same. */
export function isSameLogin(one: ProgramLogin | undefined, other: ProgramLogin | undefined): boolean {
  return identityOf(one) === identityOf(other)
}

function identityOf(login: ProgramLogin | undefined): string {
  if (!login) return ''
  const { kind, clientId, issuer = '' } = login
  const company = login.kind === 'company' ? [login.company.tokenUrl, login.company.clientId] : []
  return JSON.stringify([kind, clientId, issuer, ...company])
}
