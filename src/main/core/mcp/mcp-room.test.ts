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
  )
  expect(report).toEqual({
    added: ['files 2', 'remote'],
    skipped: [{ name: 'nothing', reason: 'neither a command nor an address' }],
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
      },
      { name: 'web', launch: { type: 'http', url: 'https://example.com/mcp' }, env: [], headers: [] },
    ],
    skipped: [{ name: 'odd', reason: 'neither a command nor an address' }],
  })
  expect(cursor?.failure).toMatchObject({ code: 'mcp-file-malformed', params: { path: '/home/cursor.json' } })
  expect(vscode?.failure?.code).toBe('mcp-file-missing')
  expect(await room.take('claude-desktop', ['files', 'gone'])).toEqual({ added: ['files'], skipped: [] })
  expect(room.views()).toMatchObject([{ name: 'files', enabled: false, env: ['TOKEN', 'PORT'] }])
  expect(await secrets.get('mcp.files.env.TOKEN')).toBe(canary)
  await expect(room.take('vscode', ['files'])).rejects.toMatchObject({
    failure: { code: 'mcp-file-missing' },
  })
})
