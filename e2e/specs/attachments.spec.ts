import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pdfOf } from '../../src/main/attachments/testing/documents.ts'
import { startRedisServer } from '../../src/main/persistence/redis/testing/redis-server.ts'
import { type AppUnderTest, expect, test } from '../harness/fixtures.ts'
import { chooseFiles } from './support/choose-files.ts'
import { pictureOf } from './support/picture.ts'
import { saved } from './support/saved.ts'
import { windowOf } from './support/window.ts'

test('AT-13 AT-14 AT-17 a picture and a PDF are attached, sent, searched, there after a restart, and in another profile on another engine', async ({
  launch,
  profile,
}) => {
  // Three starts of the app and one of a server.
  test.setTimeout(120_000)
  const [photo, letter] = [join(profile, 'photo.png'), join(profile, 'letter.pdf')]
  await writeFile(photo, pictureOf(600, 400))
  await writeFile(letter, pdfOf('Dear Ada'))

  const first = await launch({ profile: join(profile, 'one') })
  await chooseFiles(first.page, 'Attach files', photo, letter)
  const list = first.page.getByRole('list', { name: 'Attached files' })
  await expect(list.getByText('Picture · ')).toBeVisible()
  await expect(list.getByText('PDF · 1 page · ')).toBeVisible()
  await expect(list.getByRole('button', { name: 'Open photo.png' }).locator('img')).toBeVisible()
  await expect.poll(() => draftsOf(join(profile, 'one'))).toMatch(/photo\.png.*letter\.pdf/)
  expect(await first.close()).toBe(0)

  const second = await launch({ profile: join(profile, 'one') })
  const window = windowOf(second.page)
  await expect(second.page.getByRole('button', { name: 'Remove letter.pdf' })).toBeVisible()
  await window.ask('What did I send you?')
  await expect(
    window.transcript.getByText(/“photo\.png”: a picture \(PNG, .* of 600 × 400 pixels/),
  ).toBeVisible()
  await expect(window.transcript.getByText(/“letter\.pdf” \(PDF/)).toBeVisible()
  await window.answered()
  await window.ask('Search the files for a letter to Ada')
  await expect(window.transcript.getByText(/The best one, in “letter\.pdf”: “Dear Ada”/)).toBeVisible()
  await window.transcript.getByRole('button', { name: /^1 tool/ }).click()
  await window.transcript.getByRole('button', { name: 'Details of search_attachments' }).click()
  await expect(window.transcript.getByText('letter.pdf page 1')).toBeVisible()
  await window.answered()
  await expectShown(second)
  await window.openSettings('Storage')
  const archive = await saved(second, () =>
    second.page.getByRole('button', { name: 'Export', exact: true }).click(),
  )
  const file = join(profile, 'everything.jsonl')
  await writeFile(file, archive.text)
  await second.close()

  const server = await startRedisServer()
  try {
    const storage = { engine: 'redis', redis: { address: server.address } }
    await mkdir(join(profile, 'two'))
    await writeFile(join(profile, 'two', 'settings.json'), JSON.stringify({ version: 1, storage }))
    const third = await launch({ profile: join(profile, 'two') })
    await windowOf(third.page).openSettings('Storage')
    await chooseFiles(third.page, 'Import', file)
    await expect(third.page.getByRole('region', { name: 'In and out' })).toContainText('1 chat is new')
    await third.page.keyboard.press('Escape')
    await windowOf(third.page).session('What did I send you').click()
    await expectShown(third)
    await third.close()
  } finally {
    await server.stop()
  }
})

async function expectShown({ page }: AppUnderTest): Promise<void> {
  const { transcript } = windowOf(page)
  await expect(transcript.getByText('PDF · 1 page · ')).toBeVisible()
  await transcript.getByRole('button', { name: 'Open photo.png' }).click()
  const large = page.getByRole('dialog').getByRole('img', { name: 'photo.png' })
  await expect(large).toBeVisible()
  expect(await large.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(600)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

async function draftsOf(profile: string): Promise<string> {
  const folder = join(profile, 'drafts')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'))
  const texts = names.map((name) => readFile(join(folder, name), 'utf8').catch(() => ''))
  return (await Promise.all(texts)).join('\n')
}
