import { once } from 'node:events'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppUnderTest } from '../harness/faces.ts'
import { expect } from '../harness/fixtures.ts'
import { createGate } from '../wire/round.ts'
import { documentOfEverything } from './support/document.ts'
import { environmentFor, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

test('what cannot be started is explained, and the app ends with an error', async ({ launch, profile }) => {
  await writeFile(`${profile}/settings.json`, '{"version":9}')
  await expect(launch()).rejects.toMatchObject({
    code: 1,
    output: expect.stringContaining('was written by a newer version of Parley'),
  })
})

test('a damaged database is named and left as it is', async ({ launch, profile }) => {
  await mkdir(profile, { recursive: true })
  await writeFile(`${profile}/parley.sqlite`, 'this is no database, whatever its name says')
  await expect(launch()).rejects.toMatchObject({ code: 1, output: expect.stringContaining('is damaged') })
})

test('flags choose the provider and the model of this start', async ({ launch }) => {
  const { page } = await launch({ args: ['-provider', 'anthropic', '-model=claude-x', '-enable-parallel'] })
  const window = windowOf(page)
  await expect(page.getByRole('button', { name: 'Model claude-x' })).toBeVisible()
  await expect(window.parallel).toHaveAttribute('aria-pressed', 'true')
  await window.parallel.click()
  await expect(window.parallel).toHaveAttribute('aria-pressed', 'false')
})

test('a wrong flag is explained', async ({ launch }) => {
  await expect(launch({ args: ['-provider', 'nobody'] })).rejects.toMatchObject({
    code: 1,
    output: expect.stringContaining('invalid provider: nobody'),
  })
})

test('an answer goes on while the page reloads, and the system lends its dialog and takes the theme', async ({
  launch,
  wire,
}) => {
  const app = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(app.page)
  await test.step('an answer goes on while the page reloads', async () => {
    const gate = createGate()
    const text = { type: 'text', text: documentOfEverything } as const
    wire.script('openai-chat', {
      type: 'answer',
      steps: [{ type: 'text', text: 'First words.\n\n' }, gate.step, text],
    })
    await window.ask('Show me everything')
    await expect(window.transcript.getByText('First words.')).toBeVisible()
    await app.page.reload()
    gate.open()
    await window.session('Show me everything').click()
    await window.answered()
    await expect(window.transcript.getByText('First words.')).toBeVisible()
    await expect(window.transcript.getByRole('table').first()).toBeVisible()
  })
  await test.step('a folder that one points at in the dialog of the system is open to tools', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'parley-pointed-')))
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: path === '', filePaths: [path] })
    }, folder)
    await window.openSettings('Tools and approvals')
    await app.page.getByRole('button', { name: 'Choose…' }).click()
    await expect(app.page.getByRole('radiogroup', { name: `What tools may do in ${folder}` })).toBeVisible()
    await rm(folder, { recursive: true })
    await app.page.keyboard.press('Escape')
  })
  await test.step('the page follows the theme that was chosen, the system’s parts too', async () => {
    await window.openSettings('Appearance')
    await app.page.getByRole('radio', { name: 'Dark' }).click()
    await expect.poll(() => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
  })
})

test('an answer goes on in the tray when the window is closed, and the app ends behind it', async ({
  launch,
  wire,
}) => {
  const gate = createGate()
  wire.script('openai-chat', {
    type: 'answer',
    steps: [{ type: 'text', text: 'The first half, ' }, gate.step, { type: 'text', text: 'the second.' }],
  })
  const env = environmentFor('openai-chat', wire)
  const first = await launch({ env })
  await windowOf(first.page).ask('Take your time')
  await expect(windowOf(first.page).transcript.getByText('The first half,')).toBeVisible()
  await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expectInTray(first)
  gate.open()
  expect(await first.ended).toBe(0)

  const { page } = await launch({ env })
  await windowOf(page).session('Take your time').click()
  await expect(windowOf(page).transcript.getByText('The first half, the second.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Continue' })).toBeHidden()
})

// What is in the tray, Electron tells nobody.
async function expectInTray(app: AppUnderTest): Promise<void> {
  if (app.face !== 'double') return
  const toolTips = () =>
    app.evaluate(({ Tray }) => {
      const trays = (
        Tray as unknown as { shown(): { toolTip: string; image: { isEmpty(): boolean } }[] }
      ).shown()
      return trays.map(({ toolTip, image }) => ({ toolTip, isEmpty: image.isEmpty() }))
    })
  await expect.poll(toolTips).toEqual([{ toolTip: 'Parley is still answering', isEmpty: false }])
}

test('the window is there before the chats are, and what it asked meanwhile is answered', async ({
  launch,
  profile,
}) => {
  const first = await launch()
  await windowOf(first.page).ask('What is 15 * 25?')
  await windowOf(first.page).answered()
  await first.close()
  const server = await silentServer()
  const redis = { address: `127.0.0.1:${server.port}` }
  const settings = { version: 1, theme: 'dark', storage: { engine: 'redis', redis } }
  await writeFile(`${profile}/settings.json`, JSON.stringify(settings))

  const second = await launch({ answers: ['Open the chats'], isPatient: false })
  await server.asked
  await expect(second.page.getByText('Opening your chats')).toBeVisible()
  expect(await second.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
  server.refuse()
  await expect(windowOf(second.page).session('What is 15')).toBeVisible()
  await expect(second.page.getByText('Opening your chats')).toBeHidden()
})

/** Takes connections and says nothing, until it refuses them. */
async function silentServer() {
  const server = createServer()
  const asked = once(server, 'connection')
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => void sockets.add(socket.on('error', () => {})))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const refuse = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return { port: typeof address === 'object' && address ? address.port : 0, asked, refuse }
}
