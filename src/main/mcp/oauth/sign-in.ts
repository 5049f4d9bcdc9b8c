import { auth, extractWWWAuthenticateParams } from '@modelcontextprotocol/client'
import { untilAborted } from '../../base/abort.ts'
import type { LoginClient } from '../../../contract/mcp.ts'
import { ParleyError, reasonOf } from '../../core/errors.ts'
import type { LoginVault } from '../../core/ports/tool-servers.ts'
import type { ServerHost } from '../server-host.ts'
import { openCallbackServer, type LoginAnswer } from './callback-server.ts'
import { loginAddress, refuseOpenServer } from './login-address.ts'
import { createLoginFetch, type LoginFetch } from './login-fetch.ts'
import { hasTokens } from './kept-login.ts'
import { createLoginKeeper, wantedScope } from './login-keeper.ts'

/** How long a person may take in the browser. */
const longestMs = 5 * 60_000

export interface SignInOptions {
  readonly server: string
  readonly url: string
  readonly vault: LoginVault
  readonly host: ServerHost
  /** Opens a checked address in the browser. */
  readonly open: (address: string) => Promise<void>
  readonly signal: AbortSignal
  /** By which the issuer knows Parley already. */
  readonly client?: LoginClient | undefined
  /** Where the document about Parley lies. */
  readonly clientUrl?: string | undefined
}

/**
 * Lets a person log in at a server's issuer: the code flow with PKCE and an answer on this computer. Throws ParleyError
 * `mcp-login-refused`, `mcp-login-failed`; what was kept of an earlier login then stays, unless the issuer took it back.
 */
export async function signIn({
  server,
  url,
  vault,
  host,
  open,
  signal,
  client,
  clientUrl,
}: SignInOptions): Promise<void> {
  refuseOpenServer(server, url)
  const callback = await openCallbackServer()
  const loginFetch = createLoginFetch({ server, serverUrl: url, fetch: host.fetch })
  const fetchFn: LoginFetch = (address, init) => loginFetch(address, { ...init, signal })
  try {
    const { redirectUrl, state } = callback
    const login = {
      redirectUrl,
      state,
      client,
      clientUrl,
      open: (address: URL) => open(loginAddress(server, url, 'the page of the login', address).href),
    }
    const keeper = await createLoginKeeper({
      server,
      serverUrl: url,
      vault: stagedVault(vault, signal),
      login,
    })
    const challenge = await challengeOf(url, host, signal)
    const scope = await wantedScope(vault, url, challenge.scope)
    // The keeper judges the issuer, and knows servers of an older revision.
    const asked = { serverUrl: url, fetchFn, skipIssuerMetadataValidation: true }
    const options = { ...asked, ...challenge, ...(scope && { scope }) }
    if ((await auth(keeper, options)) === 'AUTHORIZED') return
    const { code, iss, error } = await answerIn(callback.answer, host, signal)
    if (code === undefined) throw new Error(error ?? 'the answer had no code')
    await auth(keeper, { ...options, authorizationCode: code, ...(iss !== undefined && { iss }) })
  } catch (error) {
    if (error instanceof ParleyError) throw error
    const reason = withoutSecret(reasonOf(error), client?.secret).slice(0, 300)
    throw new ParleyError('mcp-login-failed', { params: { server, reason }, cause: error })
  } finally {
    callback.close()
  }
}

// Who runs the login chooses its words, and may repeat what it was sent.
function withoutSecret(words: string, secret: string | undefined): string {
  return secret ? words.replaceAll(secret, '…') : words
}

// What a login leaves half done must not take the place of one that works: only tokens make it count, and
// none that comes after the login was ended.
function stagedVault(vault: LoginVault, signal: AbortSignal): LoginVault {
  return {
    read: () => vault.read(),
    write: async (text) => {
      signal.throwIfAborted()
      if (text !== undefined && hasTokens(text)) await vault.write(text)
    },
  }
}

// Where the server says that its login is described, and which rights it wants.
async function challengeOf(url: string, { fetch: send }: ServerHost, signal: AbortSignal) {
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(10_000)])
  const response = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    // Nothing is told to whom asks without a question.
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
    redirect: 'manual',
    signal: timeout,
  })
  await response.body?.cancel()
  const { resourceMetadataUrl, scope } = extractWWWAuthenticateParams(response)
  return { ...(resourceMetadataUrl && { resourceMetadataUrl }), ...(scope && { scope }) }
}

async function answerIn(
  answer: Promise<LoginAnswer>,
  { clock }: ServerHost,
  signal: AbortSignal,
): Promise<LoginAnswer> {
  const waiting = new AbortController()
  const forget = clock.after(longestMs, () => waiting.abort(new Error('nobody answered in the browser')))
  try {
    return await untilAborted(answer, AbortSignal.any([signal, waiting.signal]))
  } finally {
    forget()
  }
}
