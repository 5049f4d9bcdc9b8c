import { expect, test } from 'vitest'
import type { ReadyLogin } from '../../core/ports/tool-servers.ts'
import { callOf } from '../../core/testing/tool-call.ts'
import { startLoginServer, type LoginServer } from '../testing/login-server.ts'
import { recipeOf, vaultOf } from '../testing/server-recipes.ts'
import { callOptions, openServers } from '../testing/servers-fixture.ts'

/** A company's login that gives for its own token one that is for another login. */
async function startCompany() {
  const company = await startLoginServer()
  company.instead = ({ url }, response) => {
    if (url !== '/token' || company.refusal) return false
    const grant = {
      access_token: 'canary-grant',
      issued_token_type: 'urn:ietf:params:oauth:token-type:id-jag',
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ...grant, token_type: 'N_A' }))
    return true
  }
  return company
}

async function openBy(tokenUrl: string, login: LoginServer) {
  const ready: ReadyLogin = {
    settings: { kind: 'company', clientId: 'robot', company: { tokenUrl, clientId: 'parley' } },
    values: { secret: 'canary-secret', idToken: 'canary-id', companySecret: 'canary-company' },
  }
  const launch = { type: 'http', url: `${login.origin}/mcp` } as const
  const vault = vaultOf()
  const servers = await openServers([{ ...recipeOf('robots', launch, {}, { login: ready }), login: vault }])
  const failure = async () => {
    await servers.list()
    return servers.status('robots').failure
  }
  return { servers, vault, failure }
}

const formsOf = ({ bodies }: LoginServer) =>
  bodies
    .filter((body) => body.includes('grant_type'))
    .map((body) => Object.fromEntries(new URLSearchParams(body)))

test("MC-21 what a company's login says lets Parley in, each time for this login alone", async () => {
  const [login, company] = [await startLoginServer(), await startCompany()]
  const { servers, vault } = await openBy(`${company.origin}/token`, login)
  expect(await servers.list()).toHaveLength(1)
  expect(formsOf(company)).toEqual([
    {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      requested_token_type: 'urn:ietf:params:oauth:token-type:id-jag',
      audience: login.origin,
      resource: `${login.origin}/mcp`,
      subject_token: 'canary-id',
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      client_id: 'parley',
      client_secret: 'canary-company',
    },
  ])
  expect(formsOf(login)).toMatchObject([
    { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'canary-grant' },
  ])
  expect(login.credentials).toEqual([`Basic ${btoa('robot:canary-secret')}`])
  expect(login.bodies.join()).not.toMatch(/canary-(?:id|company)/)
  expect(company.bodies.join()).not.toContain('canary-secret')
  login.good.clear()
  expect(await servers.call(callOf('robots__secret'), callOptions)).toBe('for your eyes')
  expect(formsOf(company)).toHaveLength(2)
  expect(await vault.read()).not.toMatch(/canary-(?:id|company|secret|grant)/)
})

test('MC-21 a token of the company that is over is said with the place that refused it', async () => {
  const [login, company] = [await startLoginServer(), await startCompany()]
  company.refusal = { error: 'invalid_grant', error_description: 'canary-id is over' }
  const { failure } = await openBy(`${company.origin}/token`, login)
  const found = await failure()
  const { host } = new URL(company.origin)
  expect(found).toMatchObject({
    code: 'mcp-program-refused',
    params: { host, client: 'parley', reason: 'invalid_grant' },
  })
  expect(JSON.stringify(found)).not.toContain('canary')
  expect(formsOf(login)).toEqual([])
})

test.each(['http://company.example/token', 'https://user:canary@company.example/token'])(
  "MC-02 MC-21 a company's login at %s is not asked",
  async (tokenUrl) => {
    const login = await startLoginServer()
    const { failure } = await openBy(tokenUrl, login)
    const found = await failure()
    expect(found?.code).toBe('mcp-login-refused')
    expect(JSON.stringify(found)).not.toContain('canary')
    expect(formsOf(login)).toEqual([])
  },
)

test('MC-21 a server that does not say what it is called gets no token of a company', async () => {
  const [login, company] = [await startLoginServer(), await startCompany()]
  login.instead = ({ url = '' }, response) => {
    if (!url.includes('protected-resource')) return false
    response.writeHead(404).end()
    return true
  }
  const { failure } = await openBy(`${company.origin}/token`, login)
  expect((await failure())?.code).toBe('mcp-login-failed')
  expect(formsOf(company)).toEqual([])
})
