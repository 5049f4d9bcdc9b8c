import { expect, test } from 'vitest'
import { failureFrom } from '../../core/errors.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { opensNothing } from '../testing/guarded.ts'
import { recipeOf, vaultOf } from '../testing/server-recipes.ts'
import { openServers } from '../testing/servers-fixture.ts'
import { loginAddress } from './login-address.ts'

function outcomeOf(make: () => string): string {
  try {
    return make()
  } catch (error) {
    return failureFrom(error).code
  }
}

const [away, here] = ['https://mcp.example/mcp', 'http://127.0.0.1:8000/mcp']

test.each([
  [away, 'https://login.example/token', true],
  [away, 'http://login.example/token', false],
  [away, 'https://127.0.0.1:8443/token', false],
  [away, 'https://localhost/token', false],
  [away, 'http://[::1]/token', false],
  [away, 'file://localhost/etc/passwd', false],
  [here, 'http://127.0.0.1:9000/token', true],
  [here, 'https://localhost/token', true],
  [here, 'ftp://localhost/token', false],
  [here, 'http://login.example/token', false],
  [here, 'https://login.example/token', true],
])('MC-02 for a server at %s a login at %s is allowed: %s', (serverUrl, address, allowed) => {
  const given = allowed ? address : 'mcp-login-refused'
  expect(outcomeOf(() => loginAddress('server', serverUrl, 'it', address).href)).toBe(given)
})

test.each([
  ['a person', {}],
  ['a program', { login: { settings: { kind: 'secret', clientId: 'robot' }, values: { secret: 'canary' } } }],
] as const)(
  'MC-02 at a server on the internet without TLS the login of %s is refused, and nothing asked',
  async (_, more) => {
    const recipe = recipeOf('open', { type: 'http', url: 'http://mcp.example/mcp' }, {}, more)
    const asked: string[] = []
    const fetch = (address: string | URL | Request) => {
      asked.push(address instanceof Request ? address.url : String(address))
      return Promise.reject(new Error('nothing is there'))
    }
    const tokens = { access_token: 'canary', token_type: 'Bearer', issuer: 'https://login.example' }
    const login = vaultOf(JSON.stringify({ tokens }))
    const servers = await openServers([{ ...recipe, login }], { fetch })
    await servers.list()
    expect(servers.status('open').failure?.code).toBe('mcp-login-refused')
    expect(asked).toEqual([])
  },
)

test('MC-02 nor does a person sign in there', async () => {
  const servers = await openServers([recipeOf('open', { type: 'http', url: 'http://mcp.example/mcp' })])
  expect(await codeOf(servers.signIn('open', opensNothing))).toBe('mcp-login-refused')
})
