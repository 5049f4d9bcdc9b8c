import type { McpServerView } from '../../../../contract/mcp.ts'
import {
  isSameLogin,
  loginUrlSchema,
  neededLoginValues,
  programLoginSchema,
  type KeyAlgorithm,
  type LoginValueName,
  type ProgramLogin,
} from '../../../../contract/mcp-login.ts'

/** Who logs in at a server, as it is being written; `person` is nobody but the user. */
export interface LoginDraft {
  readonly kind: ProgramLogin['kind'] | 'person'
  readonly clientId: string
  readonly algorithm: KeyAlgorithm | undefined
  readonly scope: string
  readonly issuer: string
  /** What was entered anew, for the key store. */
  readonly values: Readonly<Partial<Record<LoginValueName, string>>>
}

/** What a field of it needs. */
export interface LoginDraftProps {
  readonly draft: LoginDraft
  readonly server: McpServerView
  readonly onChange: (fields: Partial<LoginDraft>) => void
}

export function loginDraftOf({ login }: McpServerView): LoginDraft {
  return {
    kind: login?.kind ?? 'person',
    clientId: login?.clientId ?? '',
    algorithm: login?.kind === 'key' ? login.algorithm : undefined,
    scope: login?.scope ?? '',
    issuer: login?.issuer ?? '',
    values: {},
  }
}

/** What was written, as the settings keep it; undefined for a person, or while something is missing or wrong. */
export function loginIn(draft: LoginDraft, { login }: McpServerView): ProgramLogin | undefined {
  const { kind, clientId, algorithm, scope, issuer } = draft
  const read = programLoginSchema.safeParse({
    kind,
    clientId,
    ...(kind === 'key' && { algorithm }),
    ...(scope.trim() !== '' && { scope }),
    ...(issuer.trim() !== '' && { issuer }),
    ...(login?.kind === 'company' && { company: login.company }),
  })
  return read.success ? read.data : undefined
}

/** What was entered anew; a field that was left empty changes nothing. */
export function enteredIn({ values }: LoginDraft): LoginDraft['values'] {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
}

/** True for what is kept already, and stays kept with what was written. */
export function isKept(draft: LoginDraft, server: McpServerView, name: LoginValueName): boolean {
  return server.loginValues.includes(name) && isSameLogin(server.login, loginIn(draft, server))
}

export function isBadKey(key: string): boolean {
  return key.trim() !== '' && !/^\s*(?:-----BEGIN [A-Z ]*PRIVATE KEY-----|\{)/.test(key)
}

export function isBadIssuer(issuer: string): boolean {
  return issuer.trim() !== '' && !loginUrlSchema.safeParse(issuer).success
}

/** True when it can be saved: nothing is missing, nothing wrong. */
export function isLoginReady(draft: LoginDraft, server: McpServerView): boolean {
  if (draft.kind === 'person') return server.login !== undefined
  const isThere = (name: LoginValueName) =>
    (draft.values[name] ?? '').trim() !== '' || isKept(draft, server, name)
  return (
    loginIn(draft, server) !== undefined &&
    !isBadKey(draft.values.key ?? '') &&
    neededLoginValues[draft.kind].every(isThere)
  )
}
