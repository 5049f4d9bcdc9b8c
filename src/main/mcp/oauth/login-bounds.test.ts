import { expect, test } from 'vitest'
import { codeOf } from '../../core/testing/code-of.ts'
import { callOf } from '../../core/testing/tool-call.ts'
import { browse } from '../testing/browse.ts'
import { openGuarded, opensNothing } from '../testing/guarded.ts'
import { startLoginServer, type LoginServer } from '../testing/login-server.ts'
import { recipeOf, vaultOf } from '../testing/server-recipes.ts'
import { callOptions, openServers } from '../testing/servers-fixture.ts'

const clientUrl = 'https://example.com/parley.json'

test.each([
  ['takes it as the name', true],
  ['does not know of such', false],
])('MC-23 with the address of a document about Parley a login that %s is begun', async (_, known) => {
  const login = await startLoginServer()
  login.documents.issuer = { client_id_metadata_document_supported: known }
  const { servers } = await openGuarded(login, vaultOf(), { clientUrl })
  const pages: string[] = []
  await servers.signIn('guarded', async (page) => {
    pages.push(page)
    await browse(page)
  })
  expect(await servers.list()).toHaveLength(1)
  expect(new URL(pages[0] ?? '').searchParams.get('client_id')).toBe(known ? clientUrl : 'parley-1')
  expect(login.asked.includes('POST /register')).toBe(!known)
  const [token = ''] = login.bodies.filter((body) => body.includes('grant_type=authorization_code'))
  expect(new URLSearchParams(token).get('client_id')).toBe(known ? clientUrl : 'parley-1')
})

/** Servers of the revision of 2025-03-26 say nothing of a resource. */
function withoutResource(login: LoginServer, issuer: string): void {
  login.documents.issuer = { issuer }
  login.instead = ({ url = '', headers }, response) => {
    const unnamed = url === '/mcp' && !headers.authorization
    if (unnamed) response.writeHead(401).end()
    else if (url.includes('protected-resource')) response.writeHead(404).end()
    else return false
    return true
  }
}

test('MC-23 a server of an older revision describes its login at its root, and renews it from there', async () => {
  const login = await startLoginServer()
  withoutResource(login, `${login.origin}/oauth`)
  const { servers, vault } = await openGuarded(login)
  await servers.signIn('guarded', browse)
  expect(await servers.list()).toHaveLength(1)
  login.good.clear()
  const next = await openGuarded(login, vault)
  expect(await next.servers.list()).toHaveLength(1)
  expect(login.bodies.filter((body) => body.includes('grant_type=refresh_token'))).toHaveLength(1)
})

test.each(['https://login.example', 'https://login.example/oauth', 'http://127.0.0.1:1/oauth', 'nonsense'])(
  'MC-05 MC-23 but not one that says it is %s',
  async (issuer) => {
    const login = await startLoginServer()
    withoutResource(login, issuer)
    const { servers, elsewhere } = await openGuarded(login)
    expect(await codeOf(servers.signIn('guarded', opensNothing))).toMatch(/^mcp-login-(refused|failed)$/)
    expect(login.asked).not.toContain('POST /register')
    expect(elsewhere).toEqual([])
  },
)

test.each(['', '/'])(
  'MC-05 a description of another name than the login of the resource, with "%s" behind it, is not used, at the same origin neither',
  async (end) => {
    const login = await startLoginServer()
    login.documents.resource = { authorization_servers: [`${login.origin}${end}`] }
    login.documents.issuer = { issuer: `${login.origin}/oauth` }
    const { servers } = await openGuarded(login)
    expect(await codeOf(servers.signIn('guarded', opensNothing))).toBe('mcp-login-refused')
    expect(login.asked).not.toContain('POST /register')
  },
)

test('MC-06 headers of the server go to no login, also where that is at another place', async () => {
  const login = await startLoginServer()
  const issuer = await startLoginServer()
  login.documents.resource = { authorization_servers: [issuer.origin] }
  const headers: string[] = []
  issuer.instead = (request) => {
    headers.push(JSON.stringify(request.headers))
    return false
  }
  const vault = vaultOf()
  const recipe = recipeOf(
    'guarded',
    { type: 'http', url: `${login.origin}/mcp` },
    { 'x-key': 'canary-header' },
  )
  const servers = await openServers([{ ...recipe, login: vault }])
  issuer.good.add = (token) => login.good.add(token)
  await servers.signIn('guarded', browse)
  expect(await servers.list()).toHaveLength(1)
  login.good.clear()
  expect(await servers.call(callOf('guarded__secret'), callOptions)).toBe('for your eyes')
  expect(issuer.bodies.join()).toContain('grant_type=refresh_token')
  expect(headers.join()).not.toContain('canary-header')
})

test('MC-06 a login that is under way when the address changes gives nothing to the new one', async () => {
  const login = await startLoginServer()
  const thief = await startLoginServer()
  const vault = vaultOf()
  const at = (origin: string) => ({
    ...recipeOf('guarded', { type: 'http', url: `${origin}/mcp` }),
    login: vault,
  })
  const servers = await openServers([at(login.origin)])
  const code = await codeOf(
    servers.signIn('guarded', async (page) => {
      servers.configure([at(thief.origin)])
      await browse(page)
    }),
  )
  expect(code).toBe('mcp-login-failed')
  expect(await vault.read()).toBeUndefined()
  expect(login.asked).not.toContain('POST /token')
})

test('MC-06 what was kept for one origin is nothing for another', async () => {
  const login = await startLoginServer()
  const { servers, vault } = await openGuarded(login)
  await servers.signIn('guarded', browse)
  const thief = await startLoginServer()
  const sent: string[] = []
  thief.instead = ({ headers }) => {
    sent.push(headers.authorization ?? '')
    return false
  }
  const next = await openGuarded(thief, vault)
  await next.servers.list()
  expect(next.servers.status('guarded').failure?.code).toBe('mcp-login-needed')
  expect(sent.length).toBeGreaterThan(0)
  expect([...sent, ...thief.bodies].join()).not.toContain('canary')
})

test('requests that are refused together renew the login once', async () => {
  const login = await startLoginServer()
  const { servers } = await openGuarded(login)
  await servers.signIn('guarded', browse)
  await servers.list()
  login.good.clear()
  const calls = await Promise.all([1, 2, 3].map(() => servers.call(callOf('guarded__secret'), callOptions)))
  expect(new Set(calls)).toEqual(new Set(['for your eyes']))
  expect(login.bodies.filter((body) => body.includes('grant_type=refresh_token'))).toHaveLength(1)
})

test('a request that was refused with an older login tries the newer one first', async () => {
  const login = await startLoginServer()
  const { servers } = await openGuarded(login)
  await servers.signIn('guarded', browse)
  await servers.list()
  const [old = ''] = login.good
  login.good.clear()
  // Both are sent with the old one; the second hears of it only after the first has renewed it.
  const waiting: (() => void)[] = []
  login.instead = ({ url, headers }, response) => {
    if (url !== '/mcp' || headers.authorization !== `Bearer ${old}`) return false
    waiting.push(() => void response.writeHead(401).end())
    if (waiting.length === 2) waiting[0]?.()
    return true
  }
  const calls = [1, 2].map(() => servers.call(callOf('guarded__secret'), callOptions))
  await Promise.race(calls)
  waiting[1]?.()
  expect(await Promise.all(calls)).toEqual(['for your eyes', 'for your eyes'])
  expect(login.bodies.filter((body) => body.includes('grant_type=refresh_token'))).toHaveLength(1)
})
