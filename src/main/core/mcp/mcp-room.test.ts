import { expect, test } from 'vitest'
import { mcpServerChangeSchema, type McpServerChange } from '../../../contract/mcp.ts'
import { noOverrides } from '../ports/overrides.ts'
import { createSettingsBook } from '../provider/settings.ts'
import { fakeSecrets, fakeSettings } from '../testing/fake-providers.ts'
import { fakeOthers } from '../testing/fake-others.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createFakeToolServers } from '../testing/fake-tool-servers.ts'
import { createMcpQuestions } from './questions.ts'
import { createMcpRoom } from './mcp-room.ts'

const canary = 'canary-value'
const environment: Readonly<Record<string, string>> = {
  MY_TOKEN: canary,
  OPENAI_API_KEY: 'sk-canary',
  NESTED: '${OPENAI_API_KEY}',
}

function setUp(others = fakeOthers()) {
  const store = fakeSettings()
  const secrets = fakeSecrets()
  const book = createSettingsBook(store, noOverrides)
  const servers = createFakeToolServers()
  const variables = {
    isReserved: (name: string) => name === 'OPENAI_API_KEY',
    read: (name: string) => environment[name],
  }
  const questions = createMcpQuestions(createFakeClock(), () => 600_000)
  const room = createMcpRoom({ book, secrets, servers, variables, questions, others, openLink: undefined })
  return { room, servers, store, secrets }
}

function serverOf(given: Partial<McpServerChange> = {}): McpServerChange {
  return mcpServerChangeSchema.parse({
    name: 'files',
    enabled: true,
    launch: { type: 'stdio', command: 'npx', args: ['-y', 'some-server'] },
    ...given,
  })
}

const names = (servers: ReturnType<typeof createFakeToolServers>) =>
  servers.configured().map(({ name }) => name)

test('values of variables and headers are kept with the keys, and no view and no file has them', async () => {
  const { room, servers, store, secrets } = setUp()
  await room.put(serverOf({ env: { TOKEN: canary, EMPTY: null } }))
  expect(room.views()).toMatchObject([{ name: 'files', env: ['TOKEN'], status: { state: 'stopped' } }])
  expect(JSON.stringify([room.views(), store.written])).not.toContain(canary)
  expect(await secrets.get('mcp.files.env.TOKEN')).toBe(canary)
  await room.restart('files')
  expect(servers.started).toMatchObject([{ command: 'npx', env: { TOKEN: canary } }])
})

test('a server that is off is not offered; one that stays as it is keeps running while another one changes', async () => {
  const { room, servers } = setUp()
  await room.put(serverOf())
  await room.put(serverOf({ name: 'other', enabled: false }))
  expect(names(servers)).toEqual(['files'])
  const [before] = servers.configured()
  await room.put(serverOf({ name: 'other', previousName: 'other', enabled: true }))
  expect(servers.configured()[0]).toBe(before)
  await room.put(serverOf({ previousName: 'files', env: { TOKEN: 'new' } }))
  expect(servers.configured()[0]).not.toBe(before)
})

test('a new name takes the values along; a name that tools could mix up is refused', async () => {
  const { room, secrets } = setUp()
  await room.put(serverOf({ env: { TOKEN: canary } }))
  await room.put(serverOf({ name: 'other' }))
  for (const name of ['files', 'files!']) {
    await expect(room.put(serverOf({ name }))).rejects.toMatchObject({ failure: { code: 'mcp-name-taken' } })
  }
  await room.put(serverOf({ name: 'papers', previousName: 'files' }))
  expect(room.views().map(({ name, env }) => [name, env])).toEqual([
    ['papers', ['TOKEN']],
    ['other', []],
  ])
  expect(await secrets.get('mcp.papers.env.TOKEN')).toBe(canary)
  expect(await secrets.get('mcp.files.env.TOKEN')).toBeUndefined()
})

test('MC-06 a header goes to the origin that it was given for, not to another one that is set later', async () => {
  const { room, servers, secrets } = setUp()
  const launch = { type: 'http', url: 'https://one.example/mcp' } as const
  await room.put(serverOf({ launch, headers: { authorization: canary } }))
  await room.put(serverOf({ previousName: 'files', launch: { ...launch, url: 'https://one.example/v2' } }))
  expect(room.views()[0]?.headers).toEqual(['authorization'])
  await room.put(serverOf({ previousName: 'files', launch: { ...launch, url: 'https://two.example/v2' } }))
  expect(room.views()[0]?.headers).toEqual([])
  expect(await secrets.get('mcp.files.headers.authorization')).toBeUndefined()
  await room.restart('files')
  expect(servers.started).toMatchObject([{ url: 'https://two.example/v2', headers: {} }])
})

const launchAt = (url: string) => ({ type: 'http', url }) as const

test('MC-06 an address with a variable in it is another one as soon as a word of its origin is', async () => {
  const { room } = setUp()
  const moves = [
    ['https://one.example:${PORT}/mcp', 'https://one.example:${PORT}/v2', ['authorization']],
    ['https://one.example:${PORT}/mcp', 'https://two.example:${PORT}/mcp', []],
    ['https://${ONE}.example/mcp', 'https://${one}.example/mcp', []],
  ] as const
  for (const [index, [from, to, kept]] of moves.entries()) {
    const name = `server-${index}`
    await room.put(serverOf({ name, launch: launchAt(from), headers: { authorization: canary } }))
    await room.put(serverOf({ name, previousName: name, launch: launchAt(to) }))
    expect(room.views().at(-1)?.headers).toEqual(kept)
  }
})

test('a name that is that of another server with a kind of its values is refused: what is kept could be mixed up', async () => {
  const { room } = setUp()
  await room.put(serverOf({ name: 'mail', enabled: false }))
  for (const name of ['mail.headers', 'mail.env', 'mail.headers.x', 'mail.loginValues']) {
    await expect(room.put(serverOf({ name }))).rejects.toMatchObject({ failure: { code: 'mcp-name-taken' } })
  }
  await room.put(serverOf({ name: 'mail.example' }))
  const pasted = JSON.stringify({ mcpServers: { 'mail.headers': { command: 'npx' } } })
  expect((await room.import(pasted, true)).added).toEqual(['mail_headers 2'])
})

const login = { kind: 'secret', clientId: 'robot', scope: 'read' } as const
const remote = { type: 'http', url: 'https://one.example/mcp' } as const

test('MC-21 the secret of a login lies with the keys, and goes with the server over its new name and a removal', async () => {
  const { room, servers, store, secrets } = setUp()
  await room.put(serverOf({ launch: remote, login, loginValues: { secret: canary } }))
  expect(room.views()).toMatchObject([{ login, loginValues: ['secret'] }])
  expect(JSON.stringify([room.views(), store.written])).not.toContain(canary)
  await room.put(serverOf({ name: 'mail', previousName: 'files', launch: remote, login }))
  expect(await secrets.get('mcp.files.loginValues.secret')).toBeUndefined()
  await room.remove('mail')
  expect(await secrets.get('mcp.mail.loginValues.secret')).toBeUndefined()
  await room.restore('mail')
  await room.restart('mail')
  expect(servers.started).toMatchObject([{ login: { settings: login, values: { secret: canary } } }])
})

test.each([
  ['the rights', { login: { ...login, scope: 'write' } }, ['secret']],
  ['the path', { launch: { ...remote, url: 'https://one.example/v2' } }, ['secret']],
  ['the origin', { launch: { ...remote, url: 'https://two.example/mcp' } }, []],
  ['the client id', { login: { ...login, clientId: 'other' } }, []],
  ['the issuer', { login: { ...login, issuer: 'https://thief.example' } }, []],
  ['the kind', { login: { ...login, kind: 'key' as const } }, []],
  ['nothing but taking the login away', { login: undefined }, []],
])(
  'MC-06 MC-21 after a change of %s what is kept for a login is kept only where it is for the same',
  async (_, change, kept) => {
    const { room, secrets } = setUp()
    await room.put(serverOf({ launch: remote, login, loginValues: { secret: canary } }))
    await secrets.set('mcp.files.login', 'tokens')
    await room.put(serverOf({ previousName: 'files', launch: remote, login, ...change }))
    expect(room.views()[0]?.loginValues).toEqual(kept)
    expect(await secrets.get('mcp.files.loginValues.secret')).toBe(kept.length > 0 ? canary : undefined)
    expect(await secrets.get('mcp.files.login')).toBe(kept.length > 0 ? 'tokens' : undefined)
  },
)

test("MC-21 a company's login goes elsewhere with nothing of the first one", async () => {
  const { room } = setUp()
  const company = { tokenUrl: 'https://company.example/token', clientId: 'parley' }
  const byCompany = { ...login, kind: 'company', company } as const
  const loginValues = { secret: canary, idToken: canary }
  await room.put(serverOf({ launch: remote, login: byCompany, loginValues }))
  expect(room.views()[0]?.loginValues).toEqual(['secret', 'idToken'])
  const moved = { ...byCompany, company: { ...company, tokenUrl: 'https://thief.example/token' } }
  await room.put(serverOf({ previousName: 'files', launch: remote, login: moved }))
  expect(room.views()[0]?.loginValues).toEqual([])
})

test('a removal can be taken back with its values, once', async () => {
  const { room, servers, secrets } = setUp()
  await room.put(serverOf({ env: { TOKEN: canary } }))
  await room.remove('files')
  expect([room.views(), names(servers)]).toEqual([[], []])
  expect(await secrets.get('mcp.files.env.TOKEN')).toBeUndefined()
  await room.restore('files')
  expect(names(servers)).toEqual(['files'])
  expect(await secrets.get('mcp.files.env.TOKEN')).toBe(canary)
  await expect(room.restore('files')).rejects.toMatchObject({ failure: { code: 'mcp-server-missing' } })
})

test.each([
  ['a name that was not allowed', '${MY_TOKEN}', [], 'mcp-variable-refused'],
  [
    'the key of a model provider, even when allowed',
    '${OPENAI_API_KEY}',
    ['OPENAI_API_KEY'],
    'mcp-variable-refused',
  ],
  ['a name that is not set', '${NOTHING}', ['NOTHING'], 'mcp-variable-missing'],
  ['something that is no name', '${input:token}', [], 'mcp-variable-refused'],
])('MC-09 %s is not put in, in an argument, an address, a header', async (_, text, variables, code) => {
  const { room } = setUp()
  const { launch } = serverOf()
  const http = { type: 'http', url: `https://example.com/${text}` } as const
  await room.put(
    serverOf({ name: 'a', variables, launch: { ...launch, type: 'stdio', command: 'npx', args: [text] } }),
  )
  await room.put(serverOf({ name: 'b', variables, launch: http }))
  await room.put(
    serverOf({ name: 'c', variables, launch: { ...http, url: 'https://a.b' }, headers: { 'x-a': text } }),
  )
  for (const name of ['a', 'b', 'c']) {
    await expect(room.restart(name)).rejects.toMatchObject({ failure: { code } })
  }
})

test('MC-09 an allowed name is put in once, and other ways to write a variable are only letters', async () => {
  const { room, servers } = setUp()
  const args = ['--token=${MY_TOKEN}', '$MY_TOKEN', '%MY_TOKEN%', '${NESTED}']
  const launch = { type: 'stdio', command: 'npx', args } as const
  await room.put(serverOf({ launch }))
  expect(room.views()[0]?.wanted).toEqual(['MY_TOKEN', 'NESTED'])
  await room.put(serverOf({ launch, previousName: 'files', variables: ['MY_TOKEN', 'NESTED'] }))
  expect(room.views()[0]?.wanted).toEqual([])
  await room.restart('files')
  expect(servers.started).toMatchObject([
    { args: [`--token=${canary}`, '$MY_TOKEN', '%MY_TOKEN%', '${OPENAI_API_KEY}'] },
  ])
})

test('MC-08 pasted servers are added, switched off, under free names, and nothing starts', async () => {
  const { room, servers, store } = setUp()
  await room.put(serverOf())
  const report = await room.import(
    JSON.stringify({
      mcpServers: {
        files: {
          command: 'uvx',
          args: ['files'],
          env: { TOKEN: canary },
          disabled: false,
          alwaysAllow: ['*'],
        },
        remote: {
          url: 'https://example.com/mcp',
          headers: { Authorization: `Bearer ${canary}` },
          enabled: true,
        },
        nothing: { title: 'no command' },
      },
    }),
    true,
  )
  expect(report).toEqual({
    added: ['files 2', 'remote'],
    skipped: [{ name: 'nothing', reason: 'launch', field: '' }],
  })
  expect(names(servers)).toEqual(['files'])
  expect(room.views().slice(1)).toMatchObject([
    { enabled: false, launch: { command: 'uvx', args: ['files'] }, env: ['TOKEN'] },
    { enabled: false, launch: { type: 'http', url: 'https://example.com/mcp' }, headers: ['authorization'] },
  ])
  expect(servers.started).toEqual([])
  expect(JSON.stringify([room.views(), store.written])).not.toContain(canary)
})

test('MC-08 of other programs the servers are shown without their values, and those that are named come in, off', async () => {
  const env = { TOKEN: canary, PORT: 80 }
  const servers = {
    files: { command: 'npx', args: ['x'], env },
    web: { url: 'https://example.com/mcp' },
    odd: {},
  }
  const { room, secrets } = setUp(
    fakeOthers({ 'claude-desktop': JSON.stringify({ mcpServers: servers }), cursor: '{"mcpServers":' }),
  )
  const [claude, cursor, vscode] = await room.lookAround()
  expect(claude).toEqual({
    program: 'claude-desktop',
    path: '/home/claude-desktop.json',
    servers: [
      {
        name: 'files',
        launch: { type: 'stdio', command: 'npx', args: ['x'] },
        env: ['TOKEN', 'PORT'],
        headers: [],
        loginValues: [],
      },
      {
        name: 'web',
        launch: { type: 'http', url: 'https://example.com/mcp' },
        env: [],
        headers: [],
        loginValues: [],
      },
    ],
    skipped: [{ name: 'odd', reason: 'launch', field: '' }],
  })
  expect(cursor?.failure).toMatchObject({
    code: 'mcp-file-malformed',
    params: { path: '/home/cursor.json', line: '1', column: '15' },
  })
  expect(vscode?.failure?.code).toBe('mcp-file-missing')
  expect(await room.take('claude-desktop', ['files', 'gone'])).toEqual({ added: ['files'], skipped: [] })
  expect(room.views()).toMatchObject([{ name: 'files', enabled: false, env: ['TOKEN', 'PORT'] }])
  expect(await secrets.get('mcp.files.env.TOKEN')).toBe(canary)
  await expect(room.take('vscode', ['files'])).rejects.toMatchObject({
    failure: { code: 'mcp-file-missing' },
  })
})
