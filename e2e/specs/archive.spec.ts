import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { expect, test } from '../harness/fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { chatgptExport } from './support/chatgpt-export.ts'
import { chooseFiles } from './support/choose-files.ts'
import { saved } from './support/saved.ts'
import { windowOf } from './support/window.ts'

test('DU-21 everything goes out of one profile and into another', async ({ launch, profile }) => {
  const first = await launch({ profile: join(profile, 'one') })
  const before = windowOf(first.page)
  await before.ask('What is 15 * 25, and what time is it in Tokyo?')
  await before.answered()
  await before.newChat()
  await before.ask('What is 7 * 6?')
  await before.answered()
  await before.openSettings('Storage')
  const { name, text } = await saved(first, () =>
    first.page.getByRole('button', { name: 'Export', exact: true }).click(),
  )
  expect(name).toMatch(/^parley-\d{4}-\d\d-\d\d\.jsonl$/)
  expect(text.split('\n')).toHaveLength(4)
  const file = join(profile, 'everything.jsonl')
  await writeFile(file, text)
  await first.close()

  const { page } = await launch({ profile: join(profile, 'two') })
  const after = windowOf(page)
  await after.openSettings('Storage')
  await chooseFiles(page, 'Import', file)
  const outcome = page.getByRole('region', { name: 'In and out' })
  await expect(outcome).toContainText('2 chats are new with')
  await chooseFiles(page, 'Import', file)
  await expect(outcome).toContainText('2 chats were here before and stayed as they were.')
  await page.keyboard.press('Escape')
  await after.session('What is 15 * 25').click()
  await expect(after.transcript.getByText('375')).toBeVisible()
  await after.session('What is 7 * 6').click()
  await expect(after.transcript.getByText('= 42')).toBeVisible()
  await after.ask('What is 2 + 3?')
  await expect(after.transcript.getByText('= 5')).toBeVisible()
})

test('RX-16 a file that is no export is refused, and an export of another program comes in, packed as it was sent', async ({
  app,
  profile,
}) => {
  const file = join(profile, 'export.zip')
  const bytes = new TextEncoder()
  await writeFile(
    file,
    zipSync({ 'user.json': bytes.encode('{}'), 'data/conversations.json': bytes.encode(chatgptExport) }),
  )
  const window = windowOf(app.page)
  await window.openSettings('Storage')
  const notes = join(profile, 'notes.json')
  await writeFile(notes, 'Just notes.')
  await chooseFiles(app.page, 'Import', notes)
  await expect(app.page.getByText('Parley cannot read this file.')).toBeVisible()

  await chooseFiles(app.page, 'Import', file)
  const outcome = app.page.getByRole('region', { name: 'In and out' })
  await expect(outcome).toContainText('1 chat is new with 2 messages.')
  await expect(outcome).toContainText('1 chat was left out: there is no message in it.')
  await expectAccessible(app.page, 'storage after an import')
  await app.page.keyboard.press('Escape')
  await window.session('Carriers to Lyon').click()
  await expect(window.transcript.locator('strong').getByText('Kestrel')).toBeVisible()
  const links = window.transcript.getByRole('article').locator('a[href], img')
  await expect(links).toHaveCount(0)
  expect(await app.page.evaluate(() => 'ran' in globalThis)).toBe(false)
})

test('RX-16 one chat is saved as a page that runs nothing', async ({ app, sharedBrowser }) => {
  const window = windowOf(app.page)
  await window.ask('<img src=x onerror="document.title=1"> What is 7 * 6?')
  await window.answered()
  await window.session('<img').hover()
  await app.page.getByRole('button', { name: 'More for <img' }).click()
  const { text } = await saved(app, () =>
    app.page.getByRole('menuitem', { name: 'Export as web page' }).click(),
  )
  const page = await (await sharedBrowser()).newPage()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.setContent(text)
  await expect(page.getByText('<img src=x onerror')).toHaveCount(2)
  await expect(page.getByRole('heading', { name: 'You' })).toBeVisible()
  expect(requests).toEqual([])
  expect(await page.locator('body').evaluate((body) => getComputedStyle(body).maxWidth)).toBe('736px')
  await page.close()
})
