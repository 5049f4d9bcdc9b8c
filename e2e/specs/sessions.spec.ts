import { expect } from '../harness/fixtures.ts'
import { createGate, saying } from '../wire/round.ts'
import { documentOfEverything } from './support/document.ts'
import { keptDrafts } from './support/drafts.ts'
import { environmentFor, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

const example = 'Show me everything'

test('switching away in the middle of an answer loses nothing of it', async ({ launch, wire }) => {
  const gate = createGate()
  const middle = documentOfEverything.indexOf('readonly timeoutMs')
  const [before, after] = [documentOfEverything.slice(0, middle), documentOfEverything.slice(middle)]
  const steps = [{ type: 'text', text: before } as const, gate.step, { type: 'text', text: after } as const]
  wire.script('openai-chat', { type: 'answer', steps }, saying('It is 5.'))
  const app = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(app.page)
  await window.ask(example)
  await expect(window.transcript.getByRole('heading', { name: 'Heading one' })).toBeVisible()
  await window.newChat()
  await expect(window.transcript.getByRole('article')).toHaveCount(0)
  await window.ask('What is 2 + 3?')
  await expect(window.transcript.getByText('It is 5.')).toBeVisible()
  gate.open()

  await window.session(example).click()
  await window.answered()
  await expect(window.transcript.getByRole('table').first()).toBeVisible()
  await expect(window.transcript.getByRole('button', { name: 'Copy', exact: true }).last()).toBeVisible()
  // The part that draws formulas comes when the first is there to be drawn.
  await expect(window.transcript.getByRole('math').first()).toBeAttached()
  const whole = await window.words()

  await app.page.reload()
  await window.session(example).click()
  await expect(window.transcript.getByRole('table').first()).toBeVisible()
  await expect(window.transcript.getByRole('math').first()).toBeAttached()
  await expect.poll(window.words).toEqual(whole)
})

test('after a restart everything is there', async ({ launch }) => {
  const first = await launch()
  const before = windowOf(first.page)
  await before.ask('What is 15 * 25, and what time is it in Tokyo?')
  await before.answered()
  await before.newChat()
  await before.ask('What is 7 * 6?')
  await before.answered()
  expect(await first.close()).toBe(0)

  const after = windowOf((await launch()).page)
  await after.session('What is 15 * 25').click()
  await expect(after.transcript.getByText('375')).toBeVisible()
  await expect(after.transcript.getByText(/It is \d\d:\d\d in Tokyo/)).toBeVisible()
  await after.session('What is 7 * 6').click()
  await expect(after.transcript.getByText('= 42')).toBeVisible()
})

test('S0-1 a session keeps its draft, goes on in a copy, is renamed, deleted, brought back and restored from the trash', async ({
  app,
}) => {
  const window = windowOf(app.page)
  await test.step('an empty message is not sent, a draft is kept for its chat', async () => {
    await window.message.fill('   ')
    await expect(window.send).toBeDisabled()
    await window.ask('What is 4 * 4?')
    await window.answered()
    await window.message.fill('half a thought')
    await window.newChat()
    await expect(window.message).toHaveValue('')
    await window.session('What is 4 * 4').click()
    await expect(window.message).toHaveValue('half a thought')
  })
  await test.step('a chat goes on in a copy from an answer, and is itself as it was', async () => {
    await window.newChat()
    await window.ask('What is 2 + 3?')
    await window.answered()
    await window.ask('What is 7 * 6?')
    await window.answered()
    await window.transcript.getByRole('article', { name: 'Answer' }).first().hover()
    await app.page.getByRole('button', { name: 'Go on in a copy from here' }).first().click()
    await expect(window.transcript.getByRole('article')).toHaveCount(2)
    await window.ask('What is 1 + 1?')
    await window.answered()
    await expect(window.session('What is 2 + 3')).toHaveCount(2)
    await window.session('What is 2 + 3').last().click()
    await expect(window.transcript.getByText('= 42')).toBeVisible()
    await expect(window.transcript.getByText('What is 1 + 1?')).toBeHidden()
  })
  await test.step('a session is renamed, deleted, brought back, deleted again and restored from the trash', async () => {
    await window.newChat()
    const { page } = app
    await window.ask('What is 1 + 1?')
    await window.answered()
    await window.session('What is 1 + 1').press('F2')
    await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
    await page.keyboard.type('Sums')
    await page.keyboard.press('Enter')
    await expect(window.session('Sums')).toBeVisible()

    const remove = async () => {
      await window.session('Sums').hover()
      await page.getByRole('button', { name: 'More for Sums' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await expect(window.session('Sums')).toBeHidden()
    }
    await remove()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(window.session('Sums')).toBeVisible()
    await remove()
    await page.getByRole('button', { name: 'Trash' }).click()
    await page.getByRole('button', { name: 'Restore Sums' }).click()
    await expect(window.session('Sums')).toBeVisible()
  })
})

test('stopping keeps the text that had arrived, and the next question works', async ({ launch, wire }) => {
  const half = { type: 'text', text: 'The first half of it' } as const
  wire.script('openai-chat', { type: 'answer', steps: [half, { type: 'silence' }] }, saying('It is 9.'))
  const app = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(app.page)
  await window.ask(example)
  await expect(window.transcript.getByText(half.text)).toBeVisible()
  await window.message.press('Escape')
  await expect(window.transcript.getByText('Stopped by you')).toBeVisible()
  await window.answered()
  const kept = await window.words()
  await app.page.reload()
  await window.session(example).click()
  await expect(window.transcript.getByText('Stopped by you')).toBeVisible()
  await expect.poll(window.words).toEqual(kept)
  expect(kept.join()).toContain(half.text)
  await window.ask('What is 3 * 3?')
  await expect(window.transcript.getByText('It is 9.')).toBeVisible()
})

test('DU-04 a draft is back after everything was killed', async ({ app, launch, profile }) => {
  const draft = `A long thought. ${'日本 🎌 words '.repeat(2_000)}`
  const window = windowOf(app.page)
  await window.ask('What is 4 * 4?')
  await window.answered()
  await window.message.fill('half a thought')
  await window.newChat()
  await window.message.fill(draft)
  await expect.poll(() => keptDrafts(profile)).toEqual(['half a thought', draft].sort())
  await app.kill()
  const again = windowOf((await launch()).page)
  await expect(again.message).toHaveValue(draft)
  await again.session('What is 4 * 4').click()
  await expect(again.message).toHaveValue('half a thought')
  await again.ask('half a thought')
  await again.answered()
  await expect.poll(() => keptDrafts(profile)).toEqual([draft])
})
