import {
  auth,
  AuthorizationServerMismatchError,
  computeScopeUnion,
  extractWWWAuthenticateParams,
  InsecureTokenEndpointError,
  isStrictScopeSuperset,
  UnauthorizedError,
  type AuthProvider,
  type OAuthClientProvider,
} from '@modelcontextprotocol/client'
import { ParleyError, reasonOf } from '../../core/errors.ts'
import type { LoginVault, ReadyLaunch } from '../../core/ports/tool-servers.ts'
import type { ServerHost } from '../server-host.ts'
import { hasLogin } from './kept-login.ts'
import { refuseOpenServer } from './login-address.ts'
import { createLoginFetch, type LoginFetch } from './login-fetch.ts'
import { createLoginKeeper } from './login-keeper.ts'
import { createProgramFetch } from './program-fetch.ts'
import { createProgramKeeper } from './program-keeper.ts'

/** The login of one connection: what is sent with each request, and what happens when that is not enough. */
export interface ServerLogin extends AuthProvider {
  /** With what a request was sent that was refused: when there is something newer by now, that is tried first. */
  refused(refusal: Response, authorization: string | null): void
  /** Logs in anew for more rights, where the answer asks for them; gives the token to try again with. */
  widen(refusal: Response): Promise<string | undefined>
}

type HttpLaunch = Extract<ReadyLaunch, { type: 'http' | 'sse' }>
type Authorize = (refusal: Response, wider?: { readonly scope: string | undefined }) => Promise<void>

/**
 * The login with which a server is reached: as the program where the settings say so, else the one that a person went
 * through; undefined when there is neither. All that is asked for it goes by the guarded fetch, without the headers that
 * are for the server. Throws as `createProgramKeeper`.
 */
export async function openServerLogin(
  server: string,
  launch: HttpLaunch,
  host: ServerHost,
  vault: LoginVault,
): Promise<ServerLogin | undefined> {
  const serverUrl = launch.url
  const loginFetch = createLoginFetch({ server, serverUrl, fetch: host.fetch })
  const { login } = launch
  if (!login && !(await hasLogin(vault, serverUrl))) return undefined
  refuseOpenServer(server, serverUrl)
  if (!login) {
    const keeper = await createLoginKeeper({ server, serverUrl, vault })
    return serverLogin(keeper, authorizer(keeper, serverUrl, loginFetch))
  }
  const fetch = createProgramFetch(server, login, loginFetch)
  const keeper = await createProgramKeeper({ server, serverUrl, vault, login, fetch })
  const authorize = authorizer(keeper, serverUrl, fetch)
  return serverLogin(keeper, async (...asked) => {
    try {
      await authorize(...asked)
    } catch (error) {
      throw programFailure(server, Object.values(login.values), error)
    }
  })
}

function serverLogin(keeper: OAuthClientProvider, authorize: Authorize): ServerLogin {
  const token = async () => (await keeper.tokens())?.access_token
  // Requests that are refused together ask once: a token with which one renews is good for one time.
  let going: Promise<void> | undefined
  const sent = new WeakMap<Response, string | null>()
  return {
    token,
    refused: (refusal, authorization) => void sent.set(refusal, authorization),
    async onUnauthorized({ response }) {
      const [before, now] = [sent.get(response), await token()]
      if (before && now !== undefined && before !== `Bearer ${now}`) return
      await (going ??= authorize(response).finally(() => {
        going = undefined
      }))
    },
    async widen(refusal) {
      const { error, scope } = extractWWWAuthenticateParams(refusal)
      if (error !== 'insufficient_scope') return undefined
      await authorize(refusal, { scope })
      return token()
    },
  }
}

function authorizer(keeper: OAuthClientProvider, serverUrl: string, fetchFn: LoginFetch): Authorize {
  return async (refusal, wider) => {
    const { resourceMetadataUrl, scope: named } = extractWWWAuthenticateParams(refusal)
    const granted = wider && (await keeper.tokens())?.scope
    const scope = wider ? computeScopeUnion(granted, wider.scope) : named
    const result = await auth(keeper, {
      serverUrl,
      fetchFn,
      // The keeper judges the issuer, and knows servers of an older revision.
      skipIssuerMetadataValidation: true,
      ...(resourceMetadataUrl && { resourceMetadataUrl }),
      ...(scope && { scope }),
      ...(wider && { forceReauthorization: isStrictScopeSuperset(scope, granted) }),
    })
    if (result !== 'AUTHORIZED') throw new UnauthorizedError()
  }
}

function programFailure(server: string, secrets: readonly string[], error: unknown): ParleyError {
  if (error instanceof ParleyError) return error
  if (error instanceof AuthorizationServerMismatchError) {
    const { recordedIssuer: issuer, currentIssuer: other } = error
    return new ParleyError('mcp-issuer-other', { params: { server, issuer, other: other.slice(0, 200) } })
  }
  if (error instanceof InsecureTokenEndpointError) {
    return new ParleyError('mcp-login-refused', { params: { server, what: 'an address of the login' } })
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const words = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), reasonOf(cause))
  const reason = words.slice(0, 300)
  return new ParleyError('mcp-login-failed', { params: { server, reason }, cause: error })
}
