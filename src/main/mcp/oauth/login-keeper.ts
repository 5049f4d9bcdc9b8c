import type { OAuthClientProvider } from '@modelcontextprotocol/client'
import type { LoginClient } from '../../../contract/mcp.ts'
import { ParleyError } from '../../core/errors.ts'
import type { LoginVault } from '../../core/ports/tool-servers.ts'
import { refuseOtherIssuer } from './issuer-check.ts'
import { readKept, writeKept, type Kept } from './kept-login.ts'

/** A login that a person goes through now; without it one that is needed is refused. */
export interface OpenLogin {
  readonly redirectUrl: string
  readonly state: string
  readonly open: (address: URL) => Promise<void>
  readonly client?: LoginClient | undefined
  /** Where the document about Parley lies, for a login that takes its address as a name. */
  readonly clientUrl?: string | undefined
}

export interface LoginKeeperOptions {
  readonly server: string
  readonly serverUrl: string
  readonly vault: LoginVault
  readonly login?: OpenLogin
}

/**
 * Keeps what the SDK needs of a login: the client's name and tokens in the vault, each bound to the issuer that gave them
 * and given to no other, and the rest for as long as the login goes on.
 */
export async function createLoginKeeper({
  server,
  serverUrl,
  vault,
  login,
}: LoginKeeperOptions): Promise<OAuthClientProvider> {
  const before = await readKept(vault, serverUrl)
  let kept = login ? startOf(login, before) : before
  let verifier = ''
  let discovery: Awaited<ReturnType<NonNullable<OAuthClientProvider['discoveryState']>>>
  const keep = async (change: Kept) => {
    kept = { ...kept, ...change }
    await writeKept(vault, serverUrl, kept)
  }
  const redirectUrl = login?.redirectUrl ?? 'http://127.0.0.1/callback'
  return {
    redirectUrl,
    ...(login?.clientUrl !== undefined && { clientMetadataUrl: login.clientUrl }),
    clientMetadata: {
      client_name: 'Parley',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      application_type: 'native',
    },
    state: () => login?.state ?? '',
    clientInformation(context) {
      // What was typed in belongs to whoever asks for it first, and from then on to nobody else.
      if (kept.client?.given && kept.client.issuer === undefined && context?.issuer !== undefined) {
        kept = { ...kept, client: { ...kept.client, issuer: context.issuer } }
      }
      const client = ofIssuer(kept.client, context?.issuer)
      // Nobody asked for a login, so none is begun at an issuer that is new.
      if (!client && !login) throw loginNeeded(server)
      return client
    },
    saveClientInformation: (client) => keep({ client }),
    tokens: (context) => ofIssuer(kept.tokens, context?.issuer),
    saveTokens: (tokens) => keep({ tokens }),
    async redirectToAuthorization(address) {
      if (login) return login.open(address)
      await keep({ scope: address.searchParams.get('scope') ?? undefined })
      throw loginNeeded(server)
    },
    saveCodeVerifier: (next) => {
      verifier = next
    },
    codeVerifier: () => verifier,
    saveDiscoveryState: (state) => {
      refuseOtherIssuer(server, serverUrl, state)
      discovery = state
    },
    discoveryState: () => discovery,
    async invalidateCredentials(scope) {
      if (scope === 'all' || scope === 'client') await keep({ client: undefined })
      if (scope === 'all' || scope === 'tokens') await keep({ tokens: undefined })
      if (scope === 'all' || scope === 'discovery') discovery = undefined
    },
  }
}

function loginNeeded(server: string): ParleyError {
  return new ParleyError('mcp-login-needed', { params: { server, status: '401' } })
}

// A login of its own begins with a new name of the client, for the address of the callback is part of it; but not where the
// name was given by hand.
function startOf({ client }: OpenLogin, { client: before }: Kept): Kept {
  if (!client) return before?.given ? { client: before } : {}
  return {
    client: { client_id: client.id, ...(client.secret && { client_secret: client.secret }), given: true },
  }
}

/** The rights that a new login is to ask for: those of the server's challenge, and what it asked for in a call. */
export async function wantedScope(
  vault: LoginVault,
  serverUrl: string,
  challenged: string | undefined,
): Promise<string | undefined> {
  const { scope } = await readKept(vault, serverUrl)
  const words = [challenged, scope].flatMap((each) => each?.split(' ') ?? [])
  return words.length === 0 ? undefined : [...new Set(words)].join(' ')
}

// Without an issuer the SDK asks for what it sends to the server itself.
function ofIssuer<Value extends { readonly issuer?: string | undefined }>(
  value: Value | undefined,
  issuer: string | undefined,
): Value | undefined {
  return issuer === undefined || value?.issuer === issuer ? value : undefined
}
