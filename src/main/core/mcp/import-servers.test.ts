import { expect, test } from 'vitest'
import { readServers } from './import-servers.ts'

const launches = (text: string) => readServers(text).servers.map(({ name, launch }) => [name, launch])
const stdio = (command: string, ...args: string[]) => ({ type: 'stdio', command, args })

test.each([
  ['Claude Desktop', '{"mcpServers":{"a":{"command":"npx","args":["-y","x"]}}}'],
  ['Cursor, with the type', '{"mcpServers":{"a":{"type":"stdio","command":"npx","args":["-y","x"]}}}'],
  ['VS Code', '{"inputs":[],"servers":{"a":{"type":"stdio","command":"npx","args":["-y","x"]}}}'],
  [
    'the settings of VS Code',
    '{"editor.tabSize":2,"mcp":{"servers":{"a":{"command":"npx","args":["-y","x"]}}}}',
  ],
  ['a piece', '{"a":{"command":"npx","args":["-y","x"]}}'],
  [
    'comments and commas too many',
    '\uFEFF// mine\n{"mcpServers": {/* "b": {} */ "a": {"command": "npx", // "no"\n "args": ["-y", "x",],},},}',
  ],
])('MC-08 reads what %s writes', (_, text) => {
  expect(launches(text)).toEqual([['a', stdio('npx', '-y', 'x')]])
})

test('reads addresses in the three ways in which they are written, and keeps slashes in texts', () => {
  const text = `{"mcpServers":{
    "one":{"url":"https://a.example/mcp//x"},
    "two":{"serverUrl":"https://b.example/mcp"},
    "three":{"type":"sse","url":"https://c.example/sse"}}}`
  expect(launches(text)).toEqual([
    ['one', { type: 'http', url: 'https://a.example/mcp//x' }],
    ['two', { type: 'http', url: 'https://b.example/mcp' }],
    ['three', { type: 'sse', url: 'https://c.example/sse' }],
  ])
})

test('MC-08 whatever a text says, nothing in it is switched on and no variable is allowed', () => {
  const text = `{"servers":{"a":{"command":"sh","args":["-c","\${env:SECRET}"],"enabled":true,
    "variables":["SECRET"],"env":{"X":"\${env:SECRET}","Y":1,"Z":null}}}}`
  expect(readServers(text).servers).toMatchObject([
    {
      enabled: false,
      variables: [],
      launch: stdio('sh', '-c', '${SECRET}'),
      env: { X: '${SECRET}', Y: '1' },
    },
  ])
})

test.each([
  ['', 'mcp-import-unreadable'],
  ['{"mcpServers":{"a":{"command":"npx","env":{"KEY":"sk-canary"', 'mcp-import-unreadable'],
  ['[]', 'mcp-import-empty'],
  ['{"mcpServers":{}}', 'mcp-import-empty'],
  ['{"hello":"world"}', 'mcp-import-empty'],
])('%s is refused as %s without a word of it', (text, code) => {
  expect(() => readServers(text)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code }) }),
  )
  expect(() => readServers(text)).not.toThrow(/canary/)
})

test.each([
  ['{"a": {"command": "npx"}', '1:25'],
  ['{\n  "a": {\n    "command": npx\n  }\n}', '3:16'],
  ['// mine\n{"a": True}', '2:7'],
  ['{"a": 1 /* one */ "b": 2}', '1:19'],
  ["{'a': 1}", '1:2'],
  ['{"a": ["x", "y}]', '1:13'],
  ['{"a": 01}', '1:7'],
  ['[1, 2]]', '1:7'],
  ['npx -y server', '1:1'],
  ['\uFEFF', '1:2'],
])('MC-08 of a broken text the place is told: %s breaks at %s', (text, place) => {
  const [line, column] = place.split(':')
  expect(() => readServers(text)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ params: { line, column } }) }),
  )
})

test('names and values that cannot be are skipped with the reason', () => {
  const text = JSON.stringify({
    mcpServers: {
      '…': { command: 'npx' },
      'bad header': { url: 'https://a.example', headers: { 'a b': 'x' } },
      'bad address': { url: 'file:///etc/passwd' },
      good: { command: 'npx' },
    },
  })
  const { servers, skipped } = readServers(text)
  expect(servers.map(({ name }) => name)).toEqual(['good'])
  expect(skipped.map(({ name, reason }) => [name, reason])).toEqual([
    ['…', 'name'],
    ['bad header', 'settings'],
    ['bad address', 'launch'],
  ])
})

const reached = (more: object) =>
  readServers(JSON.stringify({ mcpServers: { a: { url: 'https://a.example/mcp', ...more } } }))

test.each([
  [
    'a secret, as Parley writes it',
    { login: { clientId: 'robot', clientSecret: 'x', scope: 'a b', issuer: 'https://login.example' } },
    { kind: 'secret', clientId: 'robot', scope: 'a b', issuer: 'https://login.example' },
    { secret: 'x' },
  ],
  [
    'a secret, as other programs do',
    {
      oauth: {
        grant_type: 'client_credentials',
        client_id: 'robot',
        client_secret: '${env:S}',
        scopes: ['a'],
      },
    },
    { kind: 'secret', clientId: 'robot', scope: 'a' },
    { secret: '${S}' },
  ],
  [
    'a private key',
    { login: { clientId: 'robot', privateKey: 'PEM', algorithm: 'ES256' } },
    { kind: 'key', clientId: 'robot', algorithm: 'ES256' },
    { key: 'PEM' },
  ],
  [
    "a company's login",
    {
      login: {
        clientId: 'robot',
        clientSecret: 'x',
        company: { tokenUrl: 'https://company.example/token', clientId: 'parley', idToken: '${ID_TOKEN}' },
      },
    },
    {
      kind: 'company',
      clientId: 'robot',
      company: { tokenUrl: 'https://company.example/token', clientId: 'parley' },
    },
    { secret: 'x', idToken: '${ID_TOKEN}' },
  ],
])('MC-21 reads the login of a program, %s', (_, more, login, loginValues) => {
  expect(reached(more).servers).toMatchObject([{ enabled: false, login, loginValues }])
  expect(reached(more).servers[0]?.login).toEqual(login)
})

test('MC-21 a client id for a person is no login of a program, and one that is broken is left out with its reason', () => {
  const [server] = reached({ auth: { CLIENT_ID: 'me', CLIENT_SECRET: 'x' } }).servers
  expect(server).toMatchObject({ name: 'a', loginValues: {} })
  expect(server?.login).toBeUndefined()
  expect(reached({ login: { clientSecret: 'canary' } })).toEqual({
    servers: [],
    skipped: [{ name: 'a', reason: 'settings', field: 'login.clientId' }],
  })
})
