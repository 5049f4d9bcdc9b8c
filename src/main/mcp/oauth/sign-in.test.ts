import { expect, test } from 'vitest'
import { codeOf } from '../../core/testing/code-of.ts'
import { callOf } from '../../core/testing/tool-call.ts'
import { browse } from '../testing/browse.ts'
import { openGuarded, opensNothing } from '../testing/guarded.ts'
import { startLoginServer } from '../testing/login-server.ts'
import { callOptions } from '../testing/servers-fixture.ts'
import { openCallbackServer } from './callback-server.ts'

test('a login through the browser lets the server in, and is kept for the next start', async () => {
  const login = await startLoginServer()
  const { servers, vault } = await openGuarded(login)
  expect(await servers.list()).toEqual([])
  expect(servers.status('guarded').failure?.code).toBe('mcp-login-needed')
  const opened: string[] = []
  await servers.signIn('guarded', async (address) => {
    opened.push(address)
    await browse(address)
  })
  expect(opened).toHaveLength(1)
  expect(new URL(opened[0] ?? '').searchParams.get('code_challenge_method')).toBe('S256')
  await servers.list()
  expect(await servers.call(callOf('guarded__secret'), callOptions)).toBe('for your eyes')

  const next = await openGuarded(login, vault)
  expect(await next.servers.list()).toHaveLength(1)
  expect(opened).toHaveLength(1)
})

test('a token that is over is renewed without a person; one that cannot be asks for a new login', async () => {
  const login = await startLoginServer()
  const { servers, vault } = await openGuarded(login)
  await servers.signIn('guarded', browse)
  login.good.clear()
  const next = await openGuarded(login, vault)
  expect(await next.servers.list()).toHaveLength(1)
  expect(login.bodies.some((body) => body.includes('grant_type=refresh_token'))).toBe(true)
  login.good.clear()
  login.instead = ({ url }, response) => {
    if (url !== '/token') return false
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}')
    return true
  }
  const last = await openGuarded(login, vault)
  await last.servers.list()
  expect(last.servers.status('guarded').failure?.code).toBe('mcp-login-needed')
})

test.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'parley-test:run',
  '\\\\server\\share',
  'http://a$(calc).example/authorize',
  'http://login.example/authorize',
  'https://user:secret@login.example/authorize',
  '"; calc; "',
])('MC-01 the page of a login at %s is not opened', async (address) => {
  const login = await startLoginServer()
  login.documents.issuer = { authorization_endpoint: address }
  const { servers } = await openGuarded(login)
  const opened: string[] = []
  const code = await codeOf(servers.signIn('guarded', async (page) => void opened.push(page)))
  expect(code).toMatch(/^mcp-login-(refused|failed)$/)
  expect(opened).toEqual([])
})

test.each([
  ['token_endpoint', 'http://login.example/token'],
  ['token_endpoint', 'file:///etc/passwd'],
  ['registration_endpoint', 'http://169.254.169.254/latest'],
  ['registration_endpoint', 'javascript:alert(1)'],
  ['issuer', 'javascript:alert(1)'],
])('MC-02 %s at %s is not asked', async (field, address) => {
  const login = await startLoginServer()
  login.documents.issuer = { [field]: address }
  const { servers, elsewhere } = await openGuarded(login)
  expect(await codeOf(servers.signIn('guarded', browse))).toMatch(/^mcp-login-(refused|failed)$/)
  expect(elsewhere).toEqual([])
})

test('MC-02 a description of the login that the server names at another place is asked only over https', async () => {
  const login = await startLoginServer()
  login.instead = ({ url }, response) => {
    if (url !== '/mcp') return false
    const header = 'Bearer resource_metadata="http://login.example/metadata"'
    response.writeHead(401, { 'www-authenticate': header }).end()
    return true
  }
  const { servers, elsewhere } = await openGuarded(login)
  await expect(servers.signIn('guarded', opensNothing)).rejects.toThrow(
    `would open ${login.origin}/authorize`,
  )
  expect(elsewhere).toEqual([])
})

test.each([
  ['leads to another origin', 302, { location: 'https://login.example/metadata' }, ''],
  ['is larger than 256 kB', 200, { 'content-type': 'application/json' }, `{"a":"${'x'.repeat(300_000)}"}`],
  ['is not JSON', 200, { 'content-type': 'application/json' }, '{"issuer":'],
] as const)('MC-03 metadata that %s is not used', async (_, status, headers, body) => {
  const login = await startLoginServer()
  login.instead = ({ url }, response) => {
    if (!url?.startsWith('/.well-known/')) return false
    response.writeHead(status, headers).end(body)
    return true
  }
  const { servers, elsewhere } = await openGuarded(login)
  login.documents.issuer = { authorization_endpoint: 'https://login.example/authorize' }
  await expect(servers.signIn('guarded', opensNothing)).rejects.not.toThrow('login.example')
  expect(elsewhere).toEqual([])
})

test('MC-04 the callback shows one page whatever comes, and takes one answer that brings the state', async () => {
  const callback = await openCallbackServer()
  const script = '<script>alert(1)</script>'
  const ask = async (query: string, method = 'GET') => {
    const response = await fetch(`${callback.redirectUrl}${query}`, { method })
    return { status: response.status, text: await response.text() }
  }
  const state = encodeURIComponent(callback.state)
  const tries = [
    await ask(`?code=${script}&state=wrong`),
    await ask(`?code=stolen`),
    await ask(`x?code=stolen&state=${state}`),
    await ask(`?code=stolen&state=${state}`, 'POST'),
  ]
  expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  const taken = await ask(`?error=${encodeURIComponent(`access_denied${script}`)}&state=${state}`)
  expect(taken.status).toBe(200)
  expect(new Set([...tries, taken].map(({ text }) => text)).size).toBe(1)
  expect(taken.text).not.toContain('<script>')
  expect(await callback.answer).toEqual({ error: 'access_deniedscriptalertscript' })
  expect((await ask(`?code=replayed&state=${state}`)).status).toBe(404)
  callback.close()
})

test('MC-04 an issuer that refuses ends the login with its word', async () => {
  const login = await startLoginServer()
  const { servers } = await openGuarded(login)
  await expect(servers.signIn('guarded', refuseLogin)).rejects.toThrow('access_denied')
})

test('MC-05 a server that names another issuer later gets nothing of what the first one gave', async () => {
  const login = await startLoginServer()
  const { servers, vault } = await openGuarded(login)
  await servers.signIn('guarded', browse)
  const thief = await startLoginServer()
  login.documents.resource = { authorization_servers: [thief.origin] }
  login.good.clear()
  const next = await openGuarded(login, vault)
  await next.servers.list()
  expect(next.servers.status('guarded').failure?.code).toBe('mcp-login-needed')
  expect(thief.asked.length).toBeGreaterThan(0)
  expect(thief.asked).not.toContain('POST /register')
  expect([...thief.bodies, ...thief.asked].join()).not.toContain('canary')
  expect(await vault.read()).toContain('canary-refresh')
})

test('a second login at a server ends the first; closing ends any', async () => {
  const login = await startLoginServer()
  const { servers } = await openGuarded(login)
  const { promise: begun, resolve } = Promise.withResolvers<void>()
  const first = codeOf(servers.signIn('guarded', async () => resolve()))
  await begun
  const again = Promise.withResolvers<void>()
  const second = codeOf(servers.signIn('guarded', async () => again.resolve()))
  expect(await first).toBe('mcp-login-failed')
  await again.promise
  await servers.close()
  expect(await second).toBe('mcp-login-failed')
})

async function refuseLogin(address: string): Promise<void> {
  const { searchParams } = new URL(address)
  await fetch(`${searchParams.get('redirect_uri')}?error=access_denied&state=${searchParams.get('state')}`)
}

test('MC-05 a name given by hand is used without registering, again for the next login, and at no other issuer', async () => {
  const login = await startLoginServer()
  login.documents.issuer = {
    registration_endpoint: undefined,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  }
  const { servers, vault } = await openGuarded(login)
  await expect(codeOf(servers.signIn('guarded', opensNothing))).resolves.toBe('mcp-login-failed')
  await servers.signIn('guarded', browse, { id: 'by-hand', secret: 'canary-secret' })
  expect(await servers.list()).toHaveLength(1)
  const sent = () => login.bodies.filter((body) => body.includes('canary-secret'))
  expect(sent()).toHaveLength(1)
  expect(sent()[0]).toContain('client_id=by-hand')
  await servers.signIn('guarded', browse)
  expect(sent()).toHaveLength(2)
  expect(login.asked).not.toContain('POST /register')

  const other = await startLoginServer()
  other.documents.issuer = login.documents.issuer
  login.documents.resource = { authorization_servers: [other.origin] }
  const next = await openGuarded(login, vault)
  await expect(codeOf(next.servers.signIn('guarded', opensNothing))).resolves.toBe('mcp-login-failed')
  expect(other.bodies.join()).not.toContain('canary')
})
