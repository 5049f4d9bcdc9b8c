import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchDouble } from '../harness/desktop-double.ts'
import type { AppUnderTest } from '../harness/faces.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let profile: string
let app: AppUnderTest

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'double-test-'))
  app = await launchDouble(join(import.meta.dirname, 'fixture/main.mjs'), { profile, isPatient: false })
})
afterAll(async () => {
  await app.close()
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
})

const opened = (): Promise<string[]> =>
  app.evaluate(({ shell }) => (shell as unknown as { opened: string[] }).opened.splice(0))

test('a link clicked for a tab in the background is asked about like any popup', async () => {
  await app.page.locator('#leave').click({ modifiers: ['ControlOrMeta'] })
  await expect.poll(opened).toEqual(['https://example.invalid/leave'])
  await app.page.locator('#leave').click({ button: 'middle' })
  await expect.poll(opened).toEqual(['https://example.invalid/leave'])
  await expect.poll(() => app.page.context().pages().length).toBe(1)
})

test('a window opened without an address or an opener is asked about too', async () => {
  await app.page.evaluate(() => {
    window.open('')
    window.open('https://example.invalid/alone', '_blank', 'noopener,width=200')
  })
  // The two may be told of in two looks.
  const seen: string[] = []
  await expect.poll(async () => seen.push(...(await opened()))).toBe(2)
  expect(seen).toEqual(['about:blank', 'https://example.invalid/alone'])
  await expect.poll(() => app.page.context().pages().length).toBe(1)
})

test('a link to a scheme of somebody else asks will-navigate', async () => {
  await app.page.evaluate(() => {
    location.href = 'mailto:nobody@example.invalid'
  })
  await expect.poll(app.output).toContain('will navigate mailto:nobody@example.invalid')
})

test('safeStorage gives back what it took and refuses what is not its own', async () => {
  const seen = await app.evaluate(async ({ safeStorage }) => {
    const hidden = await safeStorage.encryptStringAsync('word')
    const back = await safeStorage.decryptStringAsync(hidden)
    const refused = await safeStorage.decryptStringAsync(Buffer.from('stranger')).catch(() => 'refused')
    const store = safeStorage.getSelectedStorageBackend()
    return [await safeStorage.isAsyncEncryptionAvailable(), hidden.includes('word'), back, refused, store]
  })
  expect(seen).toEqual([
    true,
    false,
    { result: 'word', shouldReEncrypt: false },
    'refused',
    'gnome_libsecret',
  ])
})

test('a menu item clicked by a test runs its handler, or what its role does', async () => {
  const seen = await app.evaluate(({ Menu, BrowserWindow }) => {
    const clicked: string[] = []
    const template = [
      { label: 'File', submenu: [{ id: 'new', label: 'New', click: () => clicked.push('new') }] },
      { id: 'full', role: 'togglefullscreen' as const },
      { id: 'spell', role: 'toggleSpellChecker' as const },
    ]
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
    const menu = Menu.getApplicationMenu()
    menu?.getMenuItemById('new')?.click()
    menu?.getMenuItemById('full')?.click()
    let refused = ''
    try {
      menu?.getMenuItemById('spell')?.click()
    } catch (error) {
      refused = String(error)
    }
    return [clicked, BrowserWindow.getAllWindows()[0]?.isFullScreen(), refused]
  })
  const refused = 'Error: electron double: Menu role toggleSpellChecker() is not implemented'
  expect(seen).toEqual([['new'], true, refused])
})

test('a test answers a dialog by replacing it', async () => {
  const seen = await app.evaluate(async ({ dialog }) => {
    const before = await dialog.showOpenDialog({})
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/a/file'] })
    return [before.filePaths, (await dialog.showOpenDialog({})).filePaths]
  })
  expect(seen).toEqual([[], ['/a/file']])
})

test('a window that refuses to close keeps the app', async () => {
  const seen = await app.evaluate(({ app: main, BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.once('close', (event) => event.preventDefault())
    main.quit()
    return [BrowserWindow.getAllWindows().length, window?.isDestroyed()]
  })
  expect(seen).toEqual([1, false])
})

test('a window remembers being minimized and restored, and tells', async () => {
  const seen = await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    const told: string[] = []
    window?.on('restore', () => told.push('restore'))
    window?.on('focus', () => told.push('focus'))
    window?.minimize()
    const minimized = window?.isMinimized()
    window?.restore()
    window?.focus()
    return [minimized, window?.isMinimized(), told]
  })
  expect(seen).toEqual([true, false, ['restore', 'focus']])
})
