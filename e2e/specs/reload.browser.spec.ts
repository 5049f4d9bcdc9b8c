import { expect } from '../harness/fixtures.ts'
import { createGate, type WireStep } from '../wire/round.ts'
import { environmentFor, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

const words = (from: number, to: number): WireStep[] =>
  Array.from({ length: to - from }, (_, index) => ({ type: 'text', text: `word${from + index} ` }))

test('an answer that is being written is there again after a reload, and whole, once, in the page after one whose process died', async ({
  launch,
  wire,
}) => {
  const [reloads, died, back] = [createGate(), createGate(), createGate()]
  wire.script('openai-chat', {
    type: 'answer',
    steps: [
      ...words(0, 20),
      reloads.step,
      ...words(20, 40),
      died.step,
      ...words(40, 80),
      back.step,
      ...words(80, 120),
    ],
  })
  const { page } = await launch({ env: environmentFor('openai-chat', wire) })
  const before = windowOf(page)
  await before.ask('Count')
  await expect(before.transcript.getByText('word19')).toBeVisible()
  await page.reload()
  await expect(before.transcript.getByText('word19')).toBeVisible()
  reloads.open()
  await expect(before.transcript.getByText('word39')).toBeVisible()
  const token = await page.evaluate(() => sessionStorage.getItem('parley-token'))
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  void session.send('Page.crash').catch(() => {})
  await crashed
  died.open()

  const reloaded = await page.context().newPage()
  await reloaded.goto(`${page.url()}#token=${token}`)
  const after = windowOf(reloaded)
  await after.session('Count').click()
  await expect(after.transcript.getByText('word79')).toBeVisible()
  back.open()
  await after.answered()
  const shown = await after.transcript.locator('.md').innerText()
  expect(shown.trim().split(/\s+/)).toEqual(Array.from({ length: 120 }, (_, index) => `word${index}`))
})

test('a part of the window whose file is gone says so, and what is written stays', async ({ launch }) => {
  const { page } = await launch()
  const { message } = windowOf(page)
  await expect(message).toBeVisible()
  await page.route('**/assets/slash-list-*.js', (route) => route.abort())
  // A window that was idle for a moment has it already.
  await page.reload()
  await expect(message).toBeVisible()
  await page.route('**/assets/settings-*.js', (route) => route.abort())
  await message.fill('/')
  await expect(page.getByText('This part of the window cannot be shown')).toBeVisible()
  await expect(message).toHaveValue('/')
  await message.fill('Half a question')
  await page.keyboard.press('Control+,')
  await expect(page.getByRole('alert').getByText('Load the window again', { exact: false })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(message).toHaveValue('Half a question')
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Load again' }).first().click()
  await expect(message).toHaveValue('Half a question')
  await page.keyboard.press('Control+,')
  await expect(page.getByRole('button', { name: 'Back to chats' })).toBeVisible()
})
