import { type AppUnderTest, expect } from '../harness/fixtures.ts'
import { calling, saying } from '../wire/round.ts'
import { environmentFor, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

test('an agent and a prompt are made, do what they say, and are there after a restart', async ({
  launch,
  wire,
}) => {
  const first = await launch({ env: environmentFor('openai-chat', wire) })
  const { page } = first
  const window = windowOf(page)
  await window.openSettings('Agents')
  await page.getByRole('button', { name: 'Make an agent' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Clerk')
  await page.getByRole('textbox', { name: 'Instructions' }).fill('You keep the books.')
  await page.getByRole('radio', { name: 'Only these' }).click()
  await page.getByRole('switch', { name: /calculator/ }).click()
  await page.getByRole('button', { name: 'Make agent' }).click()
  await page.getByRole('button', { name: 'New chat', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Agent: Clerk' })).toBeVisible()

  wire.script(
    'openai-chat',
    calling(['c1', 'calculator', { operation: 'add', a: 1, b: 2 }]),
    saying('It is in the books.'),
  )
  await window.ask('Add it up')
  await window.answered()
  await expect(window.transcript.getByRole('button', { name: /calculator 1 failed/ })).toBeVisible()
  const request = wire.requests.find(({ path }) => path.endsWith('/chat/completions'))
  expect(request?.body).toMatchObject({
    messages: [{ role: 'system', content: 'You keep the books.' }, { role: 'user' }],
    tools: expect.arrayContaining([
      expect.objectContaining({ function: expect.objectContaining({ name: 'current_time' }) }),
    ]),
  })
  expect(JSON.stringify(request?.body)).not.toContain('"calculator"')

  await window.openSettings('Prompts')
  await page.getByRole('button', { name: 'Write a prompt' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('trip')
  await page.getByRole('textbox', { name: 'Text' }).fill('Plan a day in {{city=Bern}}. {{clipboard}}')
  await page.getByRole('button', { name: 'Keep prompt' }).click()
  await expect(page.getByRole('button', { name: /^\/trip/ })).toBeVisible()
  await first.close()

  const second = await launch({ env: environmentFor('openai-chat', wire) })
  await windowOf(second.page).session('Add it up').click()
  await expect(second.page.getByRole('button', { name: 'Agent: Clerk' })).toBeVisible()
  const { keyboard } = second.page
  const { message } = windowOf(second.page)
  await message.click()
  await keyboard.type('/tr')
  await expect(second.page.getByRole('option', { name: /^\/trip/ })).toBeVisible()
  await keyboard.press('Enter')
  await expect(second.page.getByRole('textbox', { name: 'city' })).toBeFocused()
  await keyboard.type('Basel')
  await keyboard.press('Enter')
  // Nothing is copied yet, and no browser was told that this page may read it.
  await expect(second.page.getByText(/no text on the clipboard|clipboard could not be read/)).toBeVisible()
  await copyElsewhere(second, 'Rain from the west.')
  await keyboard.press('Enter')
  await expect(message).toHaveValue('Plan a day in Basel. Rain from the west.')
  await message.fill('/')
  await expect(second.page.getByRole('option', { name: /^\/new/ })).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Escape')
  await expect(second.page.getByRole('listbox')).toBeHidden()
  await expect(message).toHaveValue('/')
})

/** As another program does it; who answers a browser's question allows the page to read what it put there. */
async function copyElsewhere(app: AppUnderTest, words: string): Promise<void> {
  if (app.face !== 'browser') return app.evaluate(({ clipboard }, text) => clipboard.writeText(text), words)
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.page.evaluate((text) => navigator.clipboard.writeText(text), words)
}
