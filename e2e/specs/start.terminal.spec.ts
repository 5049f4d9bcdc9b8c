import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { chromiumLaunchOptions } from '../chromium.ts'
import { expect } from '../harness/fixtures.ts'
import { repositoryFile } from '../harness/paths.ts'
import { test } from './support/providers.ts'
import { windowOf } from './support/window.ts'
import { runParley, startProgram } from './support/terminal.ts'

test('npm start without a display says why there is no window, and the page that it serves answers', async ({
  profile,
}) => {
  const browser = await chromium.launch(chromiumLaunchOptions())
  const start = startProgram(process.execPath, [repositoryFile('scripts/start.mjs'), '--port', '0'], {
    profile,
    cwd: repositoryFile('.'),
    env: { DISPLAY: '', WAYLAND_DISPLAY: '', BROWSER: 'true' },
  })
  await start.shows('No desktop window: there is no display.')
  const address = await start.shows(/http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}/)
  const page = await browser.newPage()
  await page.goto(address)
  const window = windowOf(page)
  await window.parallel.click()
  await window.ask('What is 15 * 25, and what time is it in Tokyo?')
  await window.answered()
  await expect(window.transcript.getByText('375')).toBeVisible()
  await expect(window.transcript.getByText('2 tools in parallel')).toBeVisible()
  await browser.close()
  start.signal('SIGINT')
  expect((await start.finished).code).toBe(0)
})

test('the bundle of the terminal and the server knows nothing of Electron, and runs in plain Node', async ({
  profile,
}) => {
  const files = await filesBehind(repositoryFile('out/main/headless.js'))
  expect(files.size).toBeGreaterThan(1)
  for (const [path, text] of files)
    expect(text, path).not.toMatch(/(?:from|import|require)\s*\(?["']electron/)
  const { code, out } = await runParley(['run', 'What is 6 * 7?'], { profile })
  expect({ code, out }).toEqual({ code: 0, out: '6 × 7 = **42**.\n' })
})

test('neither the window’s start nor the terminal’s loads a provider, MCP, the calculator’s library or HTTP before it is used', async () => {
  for (const entry of ['out/main/index.js', 'out/main/headless.js']) {
    const files = await filesBehind(repositoryFile(entry), 'static')
    expect(files.size).toBeGreaterThan(1)
    for (const [path, text] of files)
      expect(text, path).not.toMatch(
        /class (OpenAI|Anthropic)\b|StreamableHTTPClientTransport|createTypedFunction|from "node:https?"/,
      )
  }
})

test('the desktop’s window opens before anything but the window is loaded', async () => {
  const files = await filesBehind(repositoryFile('out/main/index.js'), 'static')
  for (const [path, text] of files)
    expect(text, path).not.toMatch(/better-sqlite3|fastify|class ZodType|createApp/)
  const letters = [...files.values()].reduce((sum, text) => sum + text.length, 0)
  expect(letters).toBeLessThan(250_000)
})

test('the first picture needs less than 300 KB of compressed script, and neither formulas nor settings', async () => {
  const page = await readFile(repositoryFile('out/renderer/index.html'), 'utf8')
  const paths = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, path = '']) => path)
  const scripts = await Promise.all(paths.map((path) => readFile(repositoryFile(`out/renderer/${path}`))))
  const compressed = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0)
  expect(scripts.length).toBeGreaterThan(1)
  expect(compressed).toBeLessThan(300 * 1024)
  for (const script of scripts) expect(script.toString()).not.toMatch(/KaTeX parse error|settings-nav/)
})

/** The built files that an entry reaches by its imports, with their text. */
async function filesBehind(
  entry: string,
  kinds: 'all' | 'static' = 'all',
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const waiting = [resolve(entry)]
  const imports =
    kinds === 'all'
      ? /^(?:import|export) .*?["'](\.[^"']+)["'];?$|\bimport\(["'](\.[^"']+)["']\)/gm
      : /^(?:import|export) .*?["'](\.[^"']+)["'];?$/gm
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    // A comment of a bundled package may look like an import of something that is no file.
    if (found.has(path) || !isFile(path)) continue
    const text = await readFile(path, 'utf8')
    found.set(path, text)
    for (const [, one, other = ''] of text.matchAll(imports)) waiting.push(join(dirname(path), one ?? other))
  }
  return found
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
