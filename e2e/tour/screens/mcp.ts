import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Journey } from '../stage.ts'

const { resolve } = createRequire(import.meta.url)
const everything = join(
  dirname(resolve('@modelcontextprotocol/server-everything/package.json')),
  'dist',
  'index.js',
)
// Named without its folder, which is another on each machine.
const program = 'node'
const programOf = (profile: string): string => join(profile, 'everything.mjs')
const brokenProgram = `console.error('Error: the licence file is missing'); process.exit(3)`

/** Servers of tools: none, a good one, and one that breaks. */
export const mcp: Journey = {
  name: 'mcp',
  provider: true,
  prepare: (profile) => writeFile(programOf(profile), `import '${pathToFileURL(everything).href}'`),
  screens: [
    {
      name: 'mcp-none',
      go: ({ settings }) => settings('MCP servers'),
      shows: ({ said }) => said('No servers yet'),
    },
    {
      name: 'mcp-add',
      async go({ button, find, profile }) {
        await button('Add').click()
        await find('textbox', 'Name').fill('Everything')
        await find('textbox', 'Program').fill(program)
        await find('textbox', 'Arguments').fill(`${programOf(profile)}\nstdio`)
      },
      shows: ({ button }) => button('Add server'),
    },
    {
      name: 'mcp-ready',
      async go({ button, page }) {
        await button('Add server').click()
        await page.getByText('echo', { exact: true }).waitFor()
      },
      shows: ({ page }) => page.getByText('echo', { exact: true }),
    },
    {
      name: 'mcp-resources',
      go: ({ button }) => button('Look inside').first().click(),
      top: ({ find }) => find('heading', 'Resources').first(),
      shows: ({ button }) => button('Close').first(),
    },
    {
      name: 'mcp-prompts',
      top: ({ find }) => find('heading', 'Prompts').first(),
      shows: ({ button }) => button('Insert into the message').first(),
    },
    {
      name: 'mcp-paste',
      go: ({ button }) => button('Paste').click(),
      shows: ({ button }) => button('Add these servers'),
    },
    {
      name: 'mcp-sure',
      async go({ button, find, page }) {
        const broken = { command: program, args: ['-e', brokenProgram] }
        await find('textbox', 'The JSON').fill(JSON.stringify({ mcpServers: { Broken: broken } }))
        await button('Add these servers').click()
        await page.getByRole('button', { name: /^Broken/ }).click()
        await page.getByRole('switch', { name: /Broken/ }).click()
      },
      shows: ({ page }) => page.getByRole('alertdialog'),
    },
    {
      name: 'mcp-broken',
      async go({ button, page }) {
        await button('Switch on').click()
        await page.getByText('the licence file is missing').last().waitFor()
      },
      shows: ({ page }) => page.getByRole('switch', { name: /Broken/ }),
    },
    {
      name: 'mcp-all-servers',
      async go({ find, page, words }) {
        await page.getByText(words('What models are told of tools')).click()
        await find('textbox', 'Letters of whole descriptions').waitFor()
      },
      shows: ({ find }) => find('textbox', 'Letters of whole descriptions'),
    },
    {
      name: 'mcp-login',
      async go({ button, find, page }) {
        await button('Paste').click()
        const login = { clientId: 'robot', privateKey: 'none', issuer: 'https://login.example.com' }
        const reports = { url: 'https://mcp.example.com/mcp', login }
        await find('textbox', 'The JSON').fill(JSON.stringify({ mcpServers: { Reports: reports } }))
        await button('Add these servers').click()
        await page.getByRole('button', { name: /^Reports/ }).click()
      },
      top: ({ find }) => find('combobox', 'Who logs in'),
      shows: ({ button }) => button('Save login'),
    },
  ],
}
