import { expect } from '../harness/fixtures.ts'
import { saying } from '../wire/round.ts'
import { environmentFor, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

const fence = (source: string) => `\`\`\`html\n${source}\n\`\`\`\n`
const pages = {
  small: '<style>body{margin:0}</style><div style="height:150px">small</div>',
  tall: '<style>body{margin:0}</style><div style="height:5000px">tall</div>',
  full: '<style>body{margin:0}</style><div style="height:100vh">full</div>',
}

test('a preview is as tall as its page, but for bounds, and is looked at over the whole window', async ({
  launch,
  wire,
}) => {
  wire.script('openai-chat', saying(Object.values(pages).map(fence).join('\n')))
  const { page } = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(page)
  await window.ask('Three pages')
  await window.answered()
  const buttons = window.transcript.getByRole('button', { name: 'Preview' })
  for (const index of [0, 1, 2]) await buttons.nth(index).click()
  const frames = window.transcript.locator('.md-preview-box[data-settled] iframe.md-preview')
  await expect(frames).toHaveCount(3)
  const [small, tall, full] = await frames.evaluateAll((all) => all.map((frame) => frame.clientHeight))
  const most = await page.evaluate(() => Math.round(innerHeight * 0.6))
  expect([small, full]).toEqual([150, 320])
  expect(Math.abs((tall ?? 0) - most)).toBeLessThanOrEqual(1)

  const larger = window.transcript.getByRole('button', { name: 'Full view' }).nth(1)
  await larger.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'HTML' })
  await expect(dialog.locator('iframe')).toBeVisible()
  await expect(dialog.frameLocator('iframe').getByText('tall')).toBeVisible()
  expect(await dialog.locator('iframe').evaluate((frame) => frame.clientHeight)).toBeGreaterThan(most)
  await dialog.getByRole('button', { name: 'Close' }).press('Escape')
  await expect(dialog).toBeHidden()
  await expect(larger).toBeFocused()
})
