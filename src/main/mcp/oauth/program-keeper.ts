import {
  createPrivateKeyJwtAuth,
  requestJwtAuthorizationGrant,
  type AddClientAuthentication,
  type OAuthClientProvider,
} from '@modelcontextprotocol/client'
import { neededLoginValues, type KeyAlgorithm, type LoginValueName } from '../../../contract/mcp-login.ts'
import { ParleyError } from '../../core/errors.ts'
import type { LoginVault, ReadyLogin } from '../../core/ports/tool-servers.ts'
import { refuseOtherIssuer } from './issuer-check.ts'
import { readKept, writeKept } from './kept-login.ts'
import type { LoginFetch } from './login-fetch.ts'
import { readSigningKey } from './signing-key.ts'

export interface ProgramKeeperOptions {
  readonly server: string
  readonly serverUrl: string
  readonly vault: LoginVault
  readonly login: ReadyLogin
  readonly fetch: LoginFetch
}

const grants = {
  secret: 'client_credentials',
  key: 'client_credentials',
  company: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
} as const

/**
 * Gives the SDK what it needs to log in without a person. What is sent goes to the issuer of the settings, or else to the one
 * from which the first token came, and to no other. Throws ParleyError `mcp-login-value-missing`, `mcp-key-unusable`.
 */
export async function createProgramKeeper(options: ProgramKeeperOptions): Promise<OAuthClientProvider> {
  const { server, serverUrl, vault, login } = options
  const { settings, values } = login
  for (const value of neededLoginValues[settings.kind]) valueOf(server, login, value)
  const { clientId, scope } = settings
  let { tokens } = await readKept(vault, serverUrl)
  const found = { issuer: '', resource: '' }
  return {
    redirectUrl: undefined,
    clientMetadata: { redirect_uris: [], grant_types: [grants[settings.kind]], ...(scope && { scope }) },
    clientInformation: () => ({
      client_id: clientId,
      ...(settings.kind !== 'key' && { client_secret: values.secret }),
      issuer: settings.issuer ?? tokens?.issuer,
    }),
    ...(settings.kind === 'key' && { addClientAuthentication: signer(server, login, settings.algorithm) }),
    tokens: () => tokens,
    async saveTokens(next) {
      tokens = next
      await writeKept(vault, serverUrl, { tokens })
    },
    redirectToAuthorization: noPerson,
    saveCodeVerifier: noPerson,
    codeVerifier: noPerson,
    saveDiscoveryState: (state) => refuseOtherIssuer(server, serverUrl, state),
    saveAuthorizationServerUrl: (issuer) => void (found.issuer = issuer),
    saveResourceUrl: (resource) => void (found.resource = resource),
    async prepareTokenRequest(named) {
      // Rights that a person wrote down are all that is asked for.
      const wanted = scope ?? named
      return new URLSearchParams({
        grant_type: grants[settings.kind],
        ...(settings.kind === 'company' && { assertion: await grantOf(options, found, wanted) }),
        ...(wanted && { scope: wanted }),
      })
    },
  }
}

function noPerson(): never {
  throw new Error('a login without a person wanted one')
}

function valueOf(server: string, { values }: ReadyLogin, value: LoginValueName): string {
  const given = values[value]
  if (given === undefined) throw new ParleyError('mcp-login-value-missing', { params: { server, value } })
  return given
}

function signer(
  server: string,
  login: ReadyLogin,
  wanted: KeyAlgorithm | undefined,
): AddClientAuthentication {
  const { pem, algorithm } = readSigningKey(server, valueOf(server, login, 'key'), wanted)
  const { clientId } = login.settings
  const sign = createPrivateKeyJwtAuth({
    issuer: clientId,
    subject: clientId,
    privateKey: pem,
    alg: algorithm,
  })
  return async (headers, parameters, url, metadata) => {
    // Not all take it from the signed words alone.
    parameters.set('client_id', clientId)
    await sign(headers, parameters, url, metadata)
  }
}

// The company's login gives for its token one that is for this login alone.
async function grantOf(
  { server, login, fetch }: ProgramKeeperOptions,
  { issuer, resource }: { readonly issuer: string; readonly resource: string },
  scope: string | undefined,
): Promise<string> {
  const { settings, values } = login
  if (settings.kind !== 'company') return noPerson()
  if (resource === '') {
    const reason = 'the server does not say what it is called'
    throw new ParleyError('mcp-login-failed', { params: { server, reason } })
  }
  const { jwtAuthGrant } = await requestJwtAuthorizationGrant({
    tokenEndpoint: settings.company.tokenUrl,
    clientId: settings.company.clientId,
    ...(values.companySecret !== undefined && { clientSecret: values.companySecret }),
    audience: issuer,
    resource,
    idToken: valueOf(server, login, 'idToken'),
    ...(scope && { scope }),
    fetchFn: fetch,
  })
  return jwtAuthGrant
}
