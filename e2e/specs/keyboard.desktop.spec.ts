import { expect } from '../harness/fixtures.ts'
import { createGate, saying } from '../wire/round.ts'
import { expectRing, tabTo } from './support/keys.ts'
import { environmentFor, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

const refused = { type: 'error', status: 400, body: { error: { message: 'no', type: 'invalid' } } } as const

test('a first conversation with the keyboard alone', async ({ launch, wire }) => {
  const { page } = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(page)
  const { keyboard } = page
  await expect(window.message).toBeVisible()
  await keyboard.press('Control+n')
  await expect(window.message).toBeFocused()

  wire.script('openai-chat', { type: 'answer', steps: [{ type: 'text', text: 'Half' }, { type: 'silence' }] })
  await keyboard.type('First question')
  await keyboard.press('Enter')
  await expect(window.transcript.getByText('Half')).toBeVisible()
  await tabTo(page, 'Stop')
  await keyboard.press('Enter')
  await expect(window.transcript.getByText('Stopped by you')).toBeVisible()

  wire.script('openai-chat', refused, saying('Whole.'))
  await tabTo(page, 'Retry')
  await keyboard.press('Enter')
  await expect(window.transcript.getByText(/OpenAI refused/)).toBeVisible()
  await tabTo(page, 'Retry')
  await keyboard.press('Enter')
  await expect(window.transcript.getByText('Whole.')).toBeVisible()

  const title = page.getByRole('textbox', { name: 'Title' })
  await keyboard.press('F2')
  await expect(title).toBeFocused()
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('Sums')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Sums' })).toBeVisible()
  await expect(window.message).toBeFocused()

  await keyboard.press('F6')
  await expect(window.session('Sums')).toBeFocused()
  await expectRing(page)
  await keyboard.press('F2')
  await expect(title).toBeFocused()
  await keyboard.type('Totals')
  await keyboard.press('Enter')
  await expect(window.session('Totals')).toBeFocused()
  await keyboard.press('Delete')
  await expect(window.session('Totals')).toBeHidden()
  await expect(window.message).toBeFocused()
  await keyboard.press('Control+z')
  await expect(window.session('Totals')).toBeVisible()

  await keyboard.press('Control+,')
  await tabTo(page, 'Run')
  await keyboard.press('Enter')
  await tabTo(page, 'Stream answers')
  await keyboard.press('Space')
  await expect(page.getByRole('switch', { name: 'Stream answers' })).not.toBeChecked()
  await keyboard.press('Escape')
  await expect(window.message).toBeVisible()
})

test('what is typed at the first start goes where the focus is, never into the key', async ({ app }) => {
  const { page } = app
  const window = windowOf(page)
  const key = page.getByRole('textbox', { name: 'API key' })
  await expect(key).toBeFocused()
  await window.message.focus()
  await page.keyboard.type('Hello')
  await expect(window.message).toHaveValue('Hello')
  await page.keyboard.press('Enter')
  await window.answered()
  await page.keyboard.press('Control+n')
  await page.keyboard.type('once more')
  await expect(window.message).toHaveValue('once more')
  await expect(key).toHaveValue('')
  await window.session('Hello').click()
  await window.newChat()
  await page.keyboard.type(', please')
  await expect(window.message).toHaveValue('once more, please')
})

test('F6 goes round the parts of the window, the arrows from turn to turn, Tab into one', async ({ app }) => {
  const { page } = app
  const window = windowOf(page)
  const { keyboard } = page
  for (const question of ['What is 1 + 1?', 'What is 2 + 2?']) {
    await window.ask(question)
    await window.answered()
  }
  const turns = window.transcript.getByRole('article')
  await keyboard.press('Shift+F6')
  await expect(turns.last()).toBeFocused()
  await expectRing(page)
  await keyboard.press('ArrowUp')
  await expect(turns.nth(2)).toBeFocused()
  await keyboard.press('Home')
  await expect(turns.nth(0)).toBeFocused()
  await keyboard.press('ArrowDown')
  await keyboard.press('Tab')
  await expect(turns.nth(1).getByRole('button', { name: /tool/ })).toBeFocused()
  await keyboard.press('F6')
  await expect(window.message).toBeFocused()
  await keyboard.press('F6')
  await expect(window.session('What is 1 + 1')).toBeFocused()
  await keyboard.press('F6')
  await keyboard.press('F6')
  await expect(turns.nth(1)).toBeFocused()
})

test('Escape closes only the menu, then the settings, and stops the run at last', async ({
  launch,
  wire,
}) => {
  wire.script('openai-chat', { type: 'answer', steps: [{ type: 'text', text: 'Half' }, { type: 'silence' }] })
  const { page } = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(page)
  const { keyboard } = page
  await window.ask('Go on for ever')
  await expect(window.transcript.getByText('Half')).toBeVisible()
  await tabTo(page, /^Model/)
  await keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(window.stop).toBeVisible()

  await keyboard.press('Control+,')
  await tabTo(page, 'Default model')
  await keyboard.press('Enter')
  await tabTo(page, 'Provider')
  await keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Default model' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(window.stop).toBeVisible()
  await keyboard.press('Escape')
  await expect(window.transcript.getByText('Stopped by you')).toBeVisible()
})

test('what scrolls sideways is scrolled by keys, and the code, the answer and the question are copied', async ({
  launch,
  wire,
}) => {
  const { page } = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(page)
  await test.step('what scrolls sideways can be reached and scrolled by keys', async () => {
    wire.script('openai-chat', saying(`\`\`\`text\n${'wide '.repeat(80)}\n\`\`\``))
    await window.ask('Something wide')
    await window.answered()
    const code = window.transcript.locator('pre')
    await window.transcript.getByRole('button', { name: 'Copy', exact: true }).last().focus()
    await page.keyboard.press('Tab')
    await expect(code).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => code.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0)
  })
  // A button says that it copied for a second and a half, which may be over before anybody looks.
  const expectPasted = (words: string) =>
    expect(async () => {
      await window.message.fill('')
      await page.keyboard.press('ControlOrMeta+v')
      await expect(window.message).toHaveValue(words, { timeout: 1_000 })
    }).toPass()
  await test.step('copies the code, the answer and the question', async () => {
    await window.newChat()
    wire.script('openai-chat', saying('Look:\n\n```js\nlet a = 1\n```'))
    await window.ask('Some code')
    await window.answered()
    await window.transcript.locator('figure').getByRole('button', { name: 'Copy' }).press('Enter')
    await expectPasted('let a = 1')
    await window.transcript.getByRole('button', { name: 'Copy as Markdown' }).press('Enter')
    await expect(page.getByText('Copied as Markdown')).toBeVisible()
    const question = window.transcript.getByRole('article', { name: 'You' })
    await question.getByRole('button', { name: 'Copy' }).press('Enter')
    await expect(
      page.getByRole('region', { name: 'Messages of the app' }).getByText('Copied', { exact: true }),
    ).toBeVisible()
    await expectPasted('Some code')
  })
})

test('a chat shows a ring while it runs, and a dot when its answer came unseen', async ({ launch, wire }) => {
  const gate = createGate()
  const text = { type: 'text', text: 'Half' } as const
  wire.script('openai-chat', {
    type: 'answer',
    steps: [text, gate.step, { type: 'text', text: ' and half.' }],
  })
  const { page } = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(page)
  await window.ask('Slow question')
  await expect(window.sessions.getByRole('button', { name: 'Slow question Running' })).toBeVisible()
  await expect(window.transcript.getByText('Half')).toBeVisible()
  await window.newChat()
  gate.open()
  await expect(window.sessions.getByRole('button', { name: 'Slow question Unread answer' })).toBeVisible()
  await window.session('Slow question').click()
  await expect(window.transcript.getByText('Half and half.')).toBeVisible()
  await expect(window.sessions.getByRole('button', { name: 'Slow question', exact: true })).toBeVisible()
})
