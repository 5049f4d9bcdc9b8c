import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ProgramLogin } from '../../../contract/mcp-login.ts'
import type { ReadyLogin } from '../../core/ports/tool-servers.ts'
import { callOf } from '../../core/testing/tool-call.ts'
import { openGuarded } from '../testing/guarded.ts'
import { startLoginServer, type LoginServer } from '../testing/login-server.ts'
import { vaultOf } from '../testing/server-recipes.ts'
import { callOptions } from '../testing/servers-fixture.ts'

const secret = 'canary-secret'

function bySecret(settings: Partial<Omit<ProgramLogin, 'kind'>> = {}): ReadyLogin {
  return { settings: { kind: 'secret', clientId: 'robot', ...settings }, values: { secret } }
}

function byKey(key: string, settings: object = {}): ReadyLogin {
  return { settings: { kind: 'key', clientId: 'robot', ...settings }, values: { key } }
}

/** A server at which Parley logs in by itself. */
async function openAs(login: ReadyLogin, server: LoginServer, vault = vaultOf()) {
  const opened = await openGuarded(server, vault, { login })
  const failure = async () => {
    await opened.servers.list()
    return opened.servers.status('guarded').failure
  }
  return { ...opened, failure }
}

const tokenRequests = ({ asked }: LoginServer) => asked.filter((line) => line === 'POST /token').length

test('MC-21 a secret lets Parley in without a person, and a token that is over is renewed without a word', async () => {
  const login = await startLoginServer()
  const { servers, vault } = await openAs(bySecret({ scope: 'tools:read' }), login)
  expect(await servers.list()).toHaveLength(1)
  expect(login.credentials).toEqual([`Basic ${btoa(`robot:${secret}`)}`])
  const form = new URLSearchParams(login.bodies.find((body) => body.includes('grant_type')))
  expect(Object.fromEntries(form)).toEqual({
    grant_type: 'client_credentials',
    scope: 'tools:read',
    resource: `${login.origin}/mcp`,
  })
  expect(login.asked).not.toContain('POST /register')

  login.good.clear()
  expect(await servers.call(callOf('guarded__secret'), callOptions)).toBe('for your eyes')
  expect(tokenRequests(login)).toBe(2)
  // The next start has its token already.
  const next = await openAs(bySecret({ scope: 'tools:read' }), login, vault)
  expect(await next.servers.list()).toHaveLength(1)
  expect(tokenRequests(login)).toBe(2)
  expect(await vault.read()).not.toContain(secret)
})

test('MC-21 a secret goes into the body where the login wants it there', async () => {
  const login = await startLoginServer()
  login.documents.issuer = { token_endpoint_auth_methods_supported: ['client_secret_post'] }
  const { servers } = await openAs(bySecret(), login)
  expect(await servers.list()).toHaveLength(1)
  expect(login.bodies.find((body) => body.includes('grant_type'))).toContain(`client_secret=${secret}`)
})

const claimsIn = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

test.each([
  ['RSA in PKCS #8', rsa.export({ type: 'pkcs8', format: 'pem' }).toString(), {}, 'RS256'],
  [
    'RSA in PKCS #1',
    rsa.export({ type: 'pkcs1', format: 'pem' }).toString(),
    { algorithm: 'PS256' },
    'PS256',
  ],
  ['a curve as SEC 1', ec.export({ type: 'sec1', format: 'pem' }).toString(), {}, 'ES256'],
  ['a curve as JWK', JSON.stringify(ec.export({ format: 'jwk' })), { algorithm: 'ES256' }, 'ES256'],
])('MC-21 a private key, %s, signs the login and is not sent', async (_, key, settings, algorithm) => {
  const login = await startLoginServer()
  const { servers } = await openAs(byKey(key, settings), login)
  expect(await servers.list()).toHaveLength(1)
  const form = new URLSearchParams(login.bodies.find((body) => body.includes('grant_type')))
  const [head = '', claims = '', signature = ''] = (form.get('client_assertion') ?? '').split('.')
  expect(claimsIn(head)).toMatchObject({ alg: algorithm })
  expect(claimsIn(claims)).toMatchObject({ iss: 'robot', sub: 'robot', aud: login.origin })
  expect(form.get('client_id')).toBe('robot')
  expect(login.bodies.join()).not.toContain(JSON.stringify(key).slice(1, 40))
  if (algorithm !== 'ES256') return
  const publicKey = createPublicKey(ec)
  const signed = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
  expect(
    verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url')),
  ).toBe(true)
})

test.each([
  ['no key at all', 'canary-secret', {}],
  ['a public key', createPublicKey(ec).export({ type: 'spki', format: 'pem' }).toString(), {}],
  ['half a JWK', '{"kty":"EC","crv":"P-256","d":"canary-secret"', {}],
  [
    'another kind than the algorithm',
    ec.export({ type: 'pkcs8', format: 'pem' }).toString(),
    { algorithm: 'RS256' },
  ],
  [
    'a curve that is not for it',
    ec.export({ type: 'pkcs8', format: 'pem' }).toString(),
    { algorithm: 'ES384' },
  ],
  [
    'one with a password',
    ec.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    {},
  ],
])('MC-21 %s is no key to log in with, which is said before anything is asked', async (_, key, settings) => {
  const login = await startLoginServer()
  const { failure } = await openAs(byKey(key, settings), login)
  const found = await failure()
  expect(found?.code).toBe('mcp-key-unusable')
  expect(JSON.stringify(found)).not.toContain('canary')
  expect(login.asked).toEqual([])
})

test.each([
  [
    'mcp-program-refused',
    { status: 401, error: 'invalid_client' },
    { reason: 'invalid_client', client: 'robot' },
  ],
  ['mcp-program-refused', { status: 200, error: 'unauthorized_client' }, { reason: 'unauthorized_client' }],
  ['mcp-scope-refused', { error: 'invalid_scope' }, { scope: 'everything' }],
  ['mcp-login-failed', { status: 503, error: 'temporarily_unavailable' }, {}],
] as const)(
  'MC-21 %s says what the login refused, once, and repeats no secret of it',
  async (code, refusal, params) => {
    const login = await startLoginServer()
    const words = { ...refusal, error_description: `no: ${secret}` }
    login.refusal = words
    const { failure, vault } = await openAs(bySecret({ scope: 'everything' }), login)
    const found = await failure()
    expect(found).toMatchObject({ code, params })
    expect(JSON.stringify(found)).not.toContain('canary')
    expect(tokenRequests(login)).toBe(1)
    expect(await vault.read()).toBeUndefined()
  },
)

test('MC-21 a token that the server does not take says so, and asks for no login of a person', async () => {
  const login = await startLoginServer()
  login.good.add = () => login.good
  const { failure, servers } = await openAs(bySecret(), login)
  expect(await failure()).toMatchObject({
    code: 'mcp-token-refused',
    params: { client: 'robot', status: '401' },
  })
  expect(tokenRequests(login)).toBe(1)
  delete (login.good as { add?: unknown }).add
  // Signing in is for persons; here it starts the server anew.
  await servers.signIn('guarded', () => Promise.reject(new Error('opened a page')))
  expect(servers.status('guarded').state).toBe('ready')
})

test.each(['http://login.example/token', 'file:///etc/passwd'])(
  'MC-02 MC-21 no secret goes to %s',
  async (address) => {
    const login = await startLoginServer()
    login.documents.issuer = { token_endpoint: address }
    const { failure, elsewhere } = await openAs(bySecret(), login)
    expect((await failure())?.code).toMatch(/^mcp-login-(refused|failed)$/)
    expect(elsewhere).toEqual([])
    expect(login.credentials).toEqual([])
  },
)

test.each([
  ['that was written down', true],
  ['from which the first token came', false],
])('MC-05 MC-21 a secret goes to the login %s, and to no other that the server names', async (_, written) => {
  const login = await startLoginServer()
  const as = bySecret(written ? { issuer: login.origin } : {})
  const { servers, vault } = await openAs(as, login)
  expect(await servers.list()).toHaveLength(1)
  const thief = await startLoginServer()
  login.documents.resource = { authorization_servers: [thief.origin] }
  login.good.clear()
  const next = await openAs(as, login, written ? vaultOf() : vault)
  expect(await next.failure()).toMatchObject({
    code: 'mcp-issuer-other',
    params: { issuer: login.origin, other: thief.origin },
  })
  expect(thief.asked.length).toBeGreaterThan(0)
  expect([...thief.bodies, ...thief.asked, ...thief.credentials].join()).not.toContain('canary')
  expect(thief.credentials).toEqual([])
})

test('MC-21 what is missing is named before anything is asked', async () => {
  const login = await startLoginServer()
  const { failure } = await openAs({ ...bySecret(), values: {} }, login)
  expect(await failure()).toMatchObject({ code: 'mcp-login-value-missing', params: { value: 'secret' } })
  expect(login.asked).toEqual([])
})

test('MC-21 rights that a call needs beyond are asked for without a person, once', async () => {
  const login = await startLoginServer()
  const { servers } = await openAs(bySecret(), login)
  await servers.list()
  const challenge = 'Bearer error="insufficient_scope", scope="tools:write"'
  let refused = 0
  login.instead = ({ url, headers }, response) => {
    if (url !== '/mcp' || headers.authorization?.endsWith(String(login.asked.length - 1))) return false
    if (refused > 0) return false
    refused++
    response.writeHead(403, { 'www-authenticate': challenge }).end()
    return true
  }
  expect(await servers.call(callOf('guarded__secret'), callOptions)).toBe('for your eyes')
  expect(login.bodies.filter((body) => body.includes('scope=tools%3Awrite'))).toHaveLength(1)
})
