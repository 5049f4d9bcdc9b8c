import type { LoginValueName } from '../../../contract/mcp-login.ts'

type Members = Readonly<Record<string, unknown>>

/** What a text says of a login without a person; `login` is not checked yet. */
export interface ReadLogin {
  readonly login?: Members
  readonly loginValues?: Readonly<Partial<Record<LoginValueName, string>>>
}

/**
 * Reads `login` as Parley writes it, and `oauth` or `auth` of other programs where it says `client_credentials`: without
 * that word it is for a person, who signs in.
 */
export function loginIn(server: Members): ReadLogin {
  const own = membersOf(server['login'])
  const given = own ?? membersOf(server['oauth']) ?? membersOf(server['auth'])
  if (!given || (!own && textOf(given, 'grantType', 'grant_type') !== 'client_credentials')) return {}
  const company = membersOf(given['company'])
  const values = {
    secret: textOf(given, 'clientSecret', 'client_secret', 'CLIENT_SECRET'),
    key: textOf(given, 'privateKey', 'private_key'),
    idToken: company && textOf(company, 'idToken'),
    companySecret: company && textOf(company, 'clientSecret'),
  }
  const settings = {
    kind: company ? 'company' : values.key === undefined ? 'secret' : 'key',
    clientId: textOf(given, 'clientId', 'client_id', 'CLIENT_ID'),
    algorithm: textOf(given, 'algorithm'),
    issuer: textOf(given, 'issuer'),
    scope: textOf(given, 'scope') ?? wordsOf(given['scopes']),
    company: company && { tokenUrl: textOf(company, 'tokenUrl'), clientId: textOf(company, 'clientId') },
  }
  return { login: present(settings), loginValues: present(values) }
}

function textOf(members: Members, ...names: readonly string[]): string | undefined {
  return names.map((name) => members[name]).find((value) => typeof value === 'string')
}

function wordsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return Array.isArray(value) && value.length > 0 ? value.map(String).join(' ') : undefined
}

function present<Value>(values: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function membersOf(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}
