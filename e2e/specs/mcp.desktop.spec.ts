import { createRequire } from 'node:module'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { expect } from '../harness/fixtures.ts'
import { calling, saying } from '../wire/round.ts'
import { environmentFor, lastQuestion, test } from './support/providers.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

const { resolve } = createRequire(import.meta.url)
const everything = join(
  dirname(resolve('@modelcontextprotocol/server-everything/package.json')),
  'dist',
  'index.js',
)
const brokenProgram = `console.error('Error: the licence file is missing'); process.exit(3)`

/** A home folder with a file of Cursor's in it. */
function homeWith(mcpServers: object): string {
  const home = test.info().outputPath('home')
  mkdirSync(join(home, '.cursor'), { recursive: true })
  writeFileSync(join(home, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers }))
  return home
}

test('MC-08 MC-13 MC-16 MC-18 MC-19 MC-20 MC-21 AP-01 a server is added, its tool is allowed and answers in a chat, and a broken one says why', async ({
  launch,
  wire,
}, { project }) => {
  const home = homeWith({
    remote: { url: 'https://example.com/mcp', headers: { authorization: 'mcp-canary' } },
  })
  const env = { ...environmentFor('openai-chat', wire), HOME: home, USERPROFILE: home }
  const { page } = await launch({ colorScheme: 'light', reducedMotion: 'reduce', env })
  const window = windowOf(page)
  // In one theme: the tour shows these pages in all of them.
  const take = takesOf(page, project.name, 'light')
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await window.openSettings('MCP servers')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await field('Name').fill('Everything')
  await field('Program').fill(process.execPath)
  await field('Arguments').fill(`${everything}\nstdio`)
  await take('mcp-add')
  await page.getByRole('button', { name: 'Add server' }).click()
  await expect(page.getByText(/offers \d+ tools/)).toBeVisible()
  await expect(page.getByText('echo', { exact: true })).toBeVisible()
  await take('mcp-ready')
  await page.getByRole('switch', { name: 'Tell this server which folders are open' }).click()
  await expect(page.getByText('get-roots-list', { exact: true })).toBeVisible()
  await take('mcp-folders')
  await page.getByRole('switch', { name: 'May ask you questions' }).click()
  await expect(page.getByText('trigger-elicitation-request', { exact: true })).toBeVisible()
  await page.getByRole('switch', { name: 'May ask your model' }).click()
  await expect(page.getByText('trigger-sampling-request', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Paste' }).click()
  await page.getByRole('button', { name: 'Look for servers' }).click()
  await expect(page.getByText(/^Claude Desktop keeps no servers here/)).toBeVisible()
  await page.getByRole('checkbox', { name: /^remote/ }).click()
  await take('mcp-others')
  await page.getByRole('button', { name: 'Add 1 server' }).click()
  await expect(page.getByText('Added 1 server, switched off: remote.')).toBeVisible()
  const broken = { command: process.execPath, args: ['-e', brokenProgram], env: { TOKEN: 'mcp-canary' } }
  await field('The JSON').fill(JSON.stringify({ mcpServers: { Broken: broken } }))
  await page.getByRole('button', { name: 'Add these servers' }).click()
  await expect(page.getByText('Added 1 server, switched off: Broken.')).toBeVisible()
  await page.getByRole('button', { name: /^Broken/ }).click()
  await page.getByRole('switch', { name: 'Use Broken' }).click()
  await expect(page.getByRole('alertdialog')).toContainText(brokenProgram)
  await take('mcp-sure')
  await page.getByRole('button', { name: 'Switch on' }).click()
  await expect(page.getByText('Broken ended by itself (exit code 3).')).toBeVisible()
  await expect(page.getByRole('region', { name: 'What it wrote last' })).toContainText(
    'the licence file is missing',
  )
  expect(await page.content()).not.toContain('mcp-canary')
  await take('mcp-broken')

  await page.getByRole('button', { name: /^remote/ }).click()
  const choose = async (list: string, option: string) => {
    await page.getByRole('combobox', { name: list }).click()
    await page.getByRole('option', { name: option }).click()
  }
  await choose('Who logs in', 'Parley, with a private key')
  await field('Client id').fill('robot')
  await field('Private key').fill('-----BEGIN PRIVATE KEY-----\nmcp-canary\n-----END PRIVATE KEY-----')
  await field('Address of the login (issuer)').fill('https://login.example.com')
  await field('Client id').scrollIntoViewIfNeeded()
  await take('mcp-login-key')
  await choose('Who logs in', 'Parley, with a secret')
  await field('Client secret').fill('mcp-canary')
  await page.getByRole('button', { name: 'Save login' }).click()
  await expect(page.getByText('Kept with the keys. Leave it empty to keep it.')).toBeVisible()
  expect(await page.content()).not.toContain('mcp-canary')

  await page.getByRole('button', { name: /^All servers/ }).click()
  await field('Letters of whole descriptions').fill('0')
  await page.keyboard.press('Enter')
  await take('mcp-shared')

  await page.getByRole('button', { name: /^Everything/ }).click()
  const resources = page.getByRole('region', { name: 'Resources' })
  await resources.getByRole('button', { name: 'Look inside' }).first().click()
  await expect(resources.getByText(/^\[resource demo:/)).toBeVisible()
  await resources.getByRole('button', { name: 'Close' }).scrollIntoViewIfNeeded()
  await take('mcp-resources')
  await page.getByRole('group', { name: 'args-prompt' }).getByRole('textbox', { name: 'city' }).fill('Bergen')
  await take('mcp-prompts')
  const prompts = page.getByRole('region', { name: 'Prompts' })
  await prompts.getByRole('button', { name: 'Insert into the message' }).nth(1).click()
  await expect(field('Message')).toHaveValue(/Bergen/)
  wire.script(
    'openai-chat',
    calling(['call-1', 'Everything__echo', { message: 'from a server' }]),
    calling(['call-2', 'Everything__toggle-simulated-logging', {}]),
    calling(['call-3', 'Everything__trigger-elicitation-request', {}]),
    calling([
      'call-4',
      'Everything__trigger-sampling-request',
      { prompt: 'Think of a colour', maxTokens: 50 },
    ]),
    saying('Green.'),
    saying('It said so.'),
  )
  await field('Message').fill('Use the echo tool')
  await page.keyboard.press('Enter')
  const question = page.getByRole('alertdialog', { name: 'Allow Everything__toggle-simulated-logging?' })
  await expect(question).toContainText('It comes from Everything.')
  await expect(question).toContainText('It can change files or data.')
  await expect(page.getByRole('button', { name: 'Deny' })).toBeFocused()
  await take('approval')
  await question.getByRole('button', { name: 'Allow once' }).click()
  const allow = (tool: string) => page.getByRole('alertdialog', { name: `Allow Everything__${tool}?` })
  await allow('trigger-elicitation-request').getByRole('button', { name: 'Allow once' }).click()
  const form = page.getByRole('alertdialog', { name: 'Everything asks' })
  await form.getByRole('textbox', { name: 'String', exact: true }).fill('Ada')
  await expect(form.getByRole('textbox', { name: /^Integer/ })).toHaveValue('42')
  await take('mcp-question')
  await form.getByRole('button', { name: 'Send' }).click()
  await allow('trigger-sampling-request').getByRole('button', { name: 'Allow once' }).click()
  const wish = page.getByRole('alertdialog', { name: 'Everything wants to ask your model' })
  await expect(wish).toContainText('Think of a colour')
  await wish.getByRole('button', { name: 'Let it ask' }).click()
  await window.answered()
  await expect(window.transcript.getByText('It said so.')).toBeVisible()
  const body = z
    .object({ tools: z.array(z.object({ function: z.object({ name: z.string() }) })) })
    .parse(lastQuestion(wire).body)
  const told = body.tools.map((tool) => tool.function.name)
  expect(told).toContain('find_tools')
  expect(told.filter((name) => name.startsWith('Everything__'))).toEqual([])
  const said = JSON.stringify(lastQuestion(wire).body)
  expect(said).toContain('Everything__get-sum: ')
  expect(said).toContain('from a server')
  expect(said).toMatch(/Started simulated/)
  expect(said).toMatch(/Ada/)
  expect(said).toMatch(/42/)
  expect(said).toMatch(/Green\./)
})
