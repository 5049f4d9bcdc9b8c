import { expect, test } from 'vitest'
import { mcpServerChangeSchema, type McpServerView, type McpStatus } from '../../contract/mcp.ts'
import { draftOf, launchOf } from '../features/settings/mcp/launch-draft.ts'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'
import { renderApp, type RenderedApp } from './testing/render-app.tsx'

const ready: McpStatus = {
  state: 'ready',
  leftOut: 2,
  output: [],
  about: 'files 1.2.0',
  tools: [
    { name: 'read_file', qualifiedName: 'files__read_file', description: 'Reads a file.', effect: 'read' },
    { name: 'move', qualifiedName: 'files__move', description: 'Moves a file.', effect: 'run' },
  ],
}
const failed: McpStatus = {
  state: 'failed',
  tools: [],
  leftOut: 0,
  output: ['Error: no licence', '    at main.js:3'],
  exitCode: 3,
  failure: localFailure('mcp-exited', { server: 'Broken', reason: 'exit code 3' }),
}

function serverOf(name: string, change: Partial<McpServerView> = {}): McpServerView {
  const launch = { type: 'stdio', command: 'npx', args: ['-y', `${name}-server`] } as const
  const { enabled, variables } = mcpServerChangeSchema.parse({ name, launch, enabled: true })
  const status: McpStatus = { state: 'stopped', tools: [], leftOut: 0, output: [] }
  const none = { env: [], headers: [], loginValues: [], wanted: [] }
  return { name, launch, enabled, variables, ...none, status, ...change }
}

async function openServers(...mcpServers: readonly McpServerView[]): Promise<RenderedApp> {
  const rendered = await renderApp({ mcpServers })
  await rendered.screen.getByRole('button', { name: 'Settings' }).click()
  await rendered.screen.getByRole('button', { name: 'MCP servers' }).click()
  return rendered
}

const puts = ({ calls }: RenderedApp['core']) =>
  calls.filter(({ method }) => method === 'mcp.put').map(({ input }) => input)

test('a server shows what it offers and the worst that each tool can do; a broken one why, with its last words', async () => {
  const { core, screen } = await openServers(
    serverOf('Files', { status: ready }),
    serverOf('Broken', { status: failed }),
  )
  await expect.element(screen.getByText('files 1.2.0 offers 2 tools.')).toBeVisible()
  await expect.element(screen.getByText('Can do anything')).toBeVisible()
  await expect.element(screen.getByText('2 more tools are not used', { exact: false })).toBeVisible()
  await screen.getByRole('button', { name: /^Broken/ }).click()
  await expect.element(screen.getByText('Broken ended by itself (exit code 3).')).toBeVisible()
  await expect.element(screen.getByText('Error: no licence', { exact: false })).toBeVisible()
  await screen.getByRole('button', { name: 'Start again' }).click()
  expect(core.calls.at(-1)).toEqual({ method: 'mcp.restart', input: { name: 'Broken' } })
})

test('a program is added by form with its words as they are, and started', async () => {
  const { core, screen } = await openServers()
  await screen.getByRole('button', { name: 'Paste servers' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Paste servers' })).toBeVisible()
  await screen.getByRole('button', { name: 'Add', exact: true }).click()
  await expect.element(screen.getByRole('heading', { name: 'Add an MCP server' })).toBeVisible()
  const save = screen.getByRole('button', { name: 'Add server' })
  await expect.element(save).toBeDisabled()
  await screen.getByRole('textbox', { name: 'Name' }).fill('My files')
  await screen.getByRole('textbox', { name: 'Program' }).fill('npx')
  await screen.getByRole('textbox', { name: 'Arguments' }).fill('-y\nfile server\n"/home/ada"')
  await save.click()
  await expect.element(screen.getByRole('heading', { name: 'My files' })).toBeVisible()
  expect(puts(core)).toEqual([
    {
      name: 'My files',
      enabled: true,
      variables: [],
      launch: { type: 'stdio', command: 'npx', args: ['-y', 'file server', '"/home/ada"'] },
    },
  ])
  await expect.poll(() => core.calls.at(-1)?.method).toBe('mcp.restart')
})

test('MC-08 switching a program on shows all of its words, also those that hide, and starts only after a yes', async () => {
  const launch = { type: 'stdio', command: 'npx', args: ['-y', 'a\u202Eb', ''] } as const
  const { core, screen } = await openServers(serverOf('Pasted', { launch, enabled: false }))
  const toggle = screen.getByRole('switch', { name: 'Use Pasted' })
  await toggle.click()
  const dialog = screen.getByRole('alertdialog')
  await expect
    .poll(() => dialog.element().textContent)
    .toContain('ProgramnpxArgument 1-yArgument 2a\\u{202e}bArgument 3""')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(puts(core)).toEqual([])
  await toggle.click()
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  await expect.poll(() => puts(core)).toMatchObject([{ previousName: 'Pasted', enabled: true, launch }])
})

test('a value goes to the core and not back; a removal can be taken back; a pasted text is read by the core', async () => {
  const { core, screen } = await openServers(serverOf('Files'))
  await screen.getByRole('textbox', { name: 'Name of the variable' }).fill('TOKEN')
  await screen.getByLabelText('Value', { exact: true }).fill('canary')
  await screen.getByRole('button', { name: 'Add variable' }).click()
  await expect.element(screen.getByText('TOKEN', { exact: true })).toBeVisible()
  expect(puts(core)).toMatchObject([{ previousName: 'Files', env: { TOKEN: 'canary' } }])
  expect(JSON.stringify(core.world.mcpServers)).not.toContain('canary')

  await screen.getByRole('button', { name: 'Remove', exact: true }).last().click()
  await expect.element(screen.getByText('No servers yet')).toBeVisible()
  await screen.getByRole('button', { name: 'Undo' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Files' })).toBeVisible()

  core.answer('mcp.import', () => {
    throw new FailureError(localFailure('mcp-import-empty'))
  })
  await screen.getByRole('button', { name: 'Paste' }).click()
  await screen.getByRole('textbox', { name: 'The JSON' }).fill('{}')
  await screen.getByRole('button', { name: 'Add these servers' }).click()
  await expect.element(screen.getByText('There is no server in this text.', { exact: false })).toBeVisible()
  const json = screen.getByRole('textbox', { name: 'The JSON' })
  await expect.element(json).toHaveValue('{}')

  const skipped = [{ name: 'Disk', reason: 'program', field: '' }] as const
  core.answer('mcp.import', () => ({ servers: [], report: { added: [], skipped: [...skipped] } }))
  await screen.getByRole('button', { name: 'Add these servers' }).click()
  await expect.element(screen.getByText(/Disk was left out: it starts a program/)).toBeVisible()
  await expect.element(json).toHaveValue('{}')
  core.answer('mcp.import', () => ({ servers: [], report: { added: ['Far'], skipped: [] } }))
  await screen.getByRole('button', { name: 'Add these servers' }).click()
  await expect.element(screen.getByText('Added 1 server, switched off: Far.')).toBeVisible()
  await expect.element(json).toHaveValue('')
  await expect.element(json).toHaveFocus()
})

test('a server that wants a login offers it, also by a name that was given by hand', async () => {
  const failure = localFailure('mcp-login-needed', { server: 'Mail', status: '401' })
  const launch = { type: 'http', url: 'https://mail.example/mcp' } as const
  const { core, screen } = await openServers(
    serverOf('Mail', { launch, status: { ...failed, output: [], failure } }),
  )
  await screen.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect.poll(() => core.calls.at(-1)).toEqual({ method: 'mcp.sign-in', input: { name: 'Mail' } })

  await screen.getByRole('textbox', { name: 'Client id' }).fill('by-hand')
  await screen.getByLabelText('Client secret, if there is one', { exact: true }).fill('canary')
  await screen.getByRole('button', { name: 'Sign in with it' }).click()
  const client = { id: 'by-hand', secret: 'canary' }
  await expect
    .poll(() => core.calls.at(-1))
    .toEqual({ method: 'mcp.sign-in', input: { name: 'Mail', client } })
  expect(document.body.innerHTML).not.toContain('canary')
})

const remote = { type: 'http', url: 'https://mail.example/mcp' } as const

test('MC-21 Parley logs in by itself with a secret that was entered, which no page has afterwards', async () => {
  const { core, screen } = await openServers(serverOf('Mail', { launch: remote }))
  const save = screen.getByRole('button', { name: 'Save login' })
  await expect.element(save).not.toBeInTheDocument()
  await screen.getByRole('combobox', { name: 'Who logs in' }).click()
  await screen.getByRole('option', { name: 'Parley, with a secret' }).click()
  await screen.getByRole('textbox', { name: 'Client id' }).fill('robot')
  await expect.element(save).toBeDisabled()
  await screen.getByLabelText('Client secret', { exact: true }).fill('canary')
  await screen.getByRole('textbox', { name: 'Address of the login (issuer)' }).fill('login.example')
  await expect.element(screen.getByText('It must begin with https://.')).toBeVisible()
  await expect.element(save).toBeDisabled()
  await screen.getByRole('textbox', { name: 'Address of the login (issuer)' }).fill('https://login.example')
  await save.click()
  const login = { kind: 'secret', clientId: 'robot', issuer: 'https://login.example' }
  await expect.poll(() => puts(core)).toMatchObject([{ login, loginValues: { secret: 'canary' } }])
  await expect.poll(() => core.calls.at(-1)?.method).toBe('mcp.restart')
  await expect.element(screen.getByText('Kept with the keys.', { exact: false })).toBeVisible()
  expect(document.body.innerHTML).not.toContain('canary')

  // Rights may be changed without the secret; for another client id it has to be entered anew.
  await screen.getByRole('textbox', { name: 'Rights to ask for (scope)' }).fill('read')
  await expect.element(save).toBeEnabled()
  await screen.getByRole('textbox', { name: 'Client id' }).fill('other')
  await expect.element(save).toBeDisabled()
})

test('MC-21 a text that is no private key is not sent as one; taking the login away leaves a person', async () => {
  const login = { kind: 'key', clientId: 'robot', algorithm: 'ES256' } as const
  const { core, screen } = await openServers(
    serverOf('Mail', { launch: remote, login, loginValues: ['key'] }),
  )
  const key = screen.getByRole('textbox', { name: 'Private key' })
  await key.fill('ssh-ed25519 AAAA')
  await expect.element(screen.getByText('This is no private key', { exact: false })).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Save login' })).toBeDisabled()
  const pem = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----'
  await key.fill(pem)
  const hides = () => getComputedStyle(key.element()).getPropertyValue('-webkit-text-security')
  expect(hides()).toBe('disc')
  await screen.getByRole('button', { name: 'Show what I typed' }).click()
  expect(hides()).toBe('none')
  await screen.getByRole('button', { name: 'Save login' }).click()
  await expect.poll(() => puts(core)).toMatchObject([{ login, loginValues: { key: pem } }])
  await screen.getByRole('combobox', { name: 'Who logs in' }).click()
  await screen.getByRole('option', { name: 'You, in the browser' }).click()
  await screen.getByRole('button', { name: 'Save login' }).click()
  await expect.poll(() => puts(core).length).toBe(2)
  expect(puts(core)[1]).toMatchObject({ previousName: 'Mail', loginValues: {} })
  expect(core.world.mcpServers[0]).toMatchObject({ login: undefined, loginValues: [] })
})

test('MC-23 the address of the document by which logins know Parley is kept only over https and with a path', async () => {
  const { core, screen } = await openServers()
  await screen.getByText('What models are told of tools').click()
  const field = screen.getByRole('textbox', { name: 'Address of the client document' })
  await field.fill('https://example.com')
  await screen.getByRole('heading', { name: 'All servers' }).click()
  await expect.element(screen.getByText('It must begin with https:// and have a path.')).toBeVisible()
  const updates = () => core.calls.filter(({ method }) => method === 'settings.update')
  expect(updates()).toEqual([])
  await field.fill('https://example.com/parley.json')
  await screen.getByRole('heading', { name: 'All servers' }).click()
  await expect.poll(updates).toMatchObject([{ input: { mcpClientUrl: 'https://example.com/parley.json' } }])
})

test('words that have lines or are empty survive the form', () => {
  for (const args of [['-y', 'a b'], ['two\nlines'], ['', 'x'], ['["a"]']]) {
    const launch = { type: 'stdio', command: 'npx', args } as const
    expect(launchOf(draftOf(serverOf('Files', { launch }), 'stdio'))).toEqual(launch)
  }
})
