import type { OAuthClientProvider } from '@modelcontextprotocol/client'
import { z } from 'zod'
import type { LoginClient } from '../../../contract/mcp.ts'
import { ParleyError } from '../../core/errors.ts'
import type { LoginVault } from '../../core/ports/tool-servers.ts'

const clientSchema = z.looseObject({
  client_id: z.string(),
  issuer: z.string().optional(),
  /** True when a person typed it in; such a one is used again for the next login. */
  given: z.boolean().optional(),
})
const tokensSchema = z.looseObject({
  access_token: z.string(),
  token_type: z.string(),
  refresh_token: z.string().optional(),
  issuer: z.string().optional(),
})
const keptSchema = z.object({
  client: clientSchema.optional(),
  tokens: tokensSchema.optional(),
  /** Rights that the server asked for when nobody could be asked. */
  scope: z.string().max(4000).optional(),
})
type Kept = z.infer<typeof keptSchema>

/** A login that a person goes through now; without it one that is needed is refused. */
export interface OpenLogin {
  readonly redirectUrl: string
  readonly state: string
  readonly open: (address: URL) => Promise<void>
  readonly client?: LoginClient | undefined
}

/**
 * Keeps what the SDK needs of a login: the client's name and tokens in the vault, each bound to the issuer that gave them
 * and given to no other, and the rest for as long as the login goes on.
 */
export async function createLoginKeeper(
  server: string,
  vault: LoginVault,
  login?: OpenLogin,
): Promise<OAuthClientProvider> {
  let kept = login ? startOf(login, parsed(await vault.read())) : parsed(await vault.read())
  let verifier = ''
  let discovery: Awaited<ReturnType<NonNullable<OAuthClientProvider['discoveryState']>>>
  const keep = async (change: Kept) => {
    kept = { ...kept, ...change }
    await vault.write(JSON.stringify(kept))
  }
  const redirectUrl = login?.redirectUrl ?? 'http://127.0.0.1/callback'
  return {
    redirectUrl,
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
      return ofIssuer(kept.client, context?.issuer)
    },
    saveClientInformation: (client) => keep({ client }),
    tokens: (context) => ofIssuer(kept.tokens, context?.issuer),
    saveTokens: (tokens) => keep({ tokens }),
    async redirectToAuthorization(address) {
      if (login) return login.open(address)
      await keep({ scope: address.searchParams.get('scope') ?? undefined })
      throw new ParleyError('mcp-login-needed', { params: { server, status: '401' } })
    },
    saveCodeVerifier: (next) => {
      verifier = next
    },
    codeVerifier: () => verifier,
    saveDiscoveryState: (state) => {
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

// A login of its own begins with a new name of the client, for the address of the callback is part of it; but not where the
// name was given by hand.
function startOf({ client }: OpenLogin, { client: before }: Kept): Kept {
  if (!client) return before?.given ? { client: before } : {}
  return {
    client: { client_id: client.id, ...(client.secret && { client_secret: client.secret }), given: true },
  }
}

/** True when there is something that could be sent. */
export async function hasLogin(vault: LoginVault): Promise<boolean> {
  return parsed(await vault.read()).tokens !== undefined
}

/** The rights that a new login is to ask for: those of the server's challenge, and what it asked for in a call. */
export async function wantedScope(
  vault: LoginVault,
  challenged: string | undefined,
): Promise<string | undefined> {
  const { scope } = parsed(await vault.read())
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

function parsed(text: string | undefined): Kept {
  try {
    return keptSchema.parse(JSON.parse(text ?? '{}'))
  } catch {
    return {}
  }
}
