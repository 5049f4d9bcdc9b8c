import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { UsageDay } from '../../contract/money.ts'
import { createText } from '../../contract/language/text.ts'
import { de } from '../../contract/language/de/index.ts'
import { fixedLanguage } from '../state/language.ts'
import { fakeOpenAi, fakeSession } from '../transport/fake/fake-world.ts'
import { renderApp } from './testing/render-app.tsx'

const day = (change: Partial<UsageDay>): UsageDay => ({
  day: '2026-11-20',
  providerId: 'openai',
  model: 'gpt-5-mini',
  rounds: 3,
  usage: { inputTokens: 12_000, outputTokens: 300, cacheReadTokens: 9_000 },
  cost: 1.25,
  unpriced: 0,
  ...change,
})
const usageDays = [
  day({ day: '2026-10-01', cost: 8 }),
  day({ day: '2026-11-19', model: 'odd', unpriced: 3, cost: 0 }),
  day({}),
]
const session = fakeSession('s1', { title: 'Kestrel rates' })
const usage = {
  inputTokens: 900,
  outputTokens: 100,
  reasoningTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
}
const usagePage = {
  sessions: [{ sessionId: session.id, title: session.title, runs: 2, unpriced: 1, cost: 0.2, usage }],
  complete: false,
}
const world = { providers: [fakeOpenAi], sessions: [session], usageDays, usagePage }

test('usage is shown by day, model and chat, for the time that is chosen', async () => {
  const { app, core, saved, screen } = await renderApp(world)
  app.view.showSettings('usage')
  const models = screen.getByRole('region', { name: 'By model' })
  await expect
    .element(models.getByRole('row', { name: /^gpt-5-mini OpenAI 3 12K 300 9K \$1\.25/ }))
    .toBeVisible()
  await expect.element(models.getByRole('row', { name: /^odd .*not known/ })).toBeVisible()
  await expect
    .element(screen.getByText('6 requests, 24.6K tokens. The price of 3 of them is not known.'))
    .toBeVisible()
  await screen.getByRole('radio', { name: 'All' }).click()
  await expect.element(models.getByRole('row', { name: /\$9\.25/ })).toBeVisible()

  await screen.getByRole('button', { name: 'Save as CSV' }).click()
  expect(saved[0]?.name).toBe('parley-usage-2026-11-20.csv')
  expect((await saved[0]?.content.text())?.split('\r\n')).toHaveLength(5)

  await expect.element(screen.getByText(/the 500 chats that were used last were looked at/)).toBeVisible()
  await screen.getByRole('button', { name: 'Kestrel rates' }).click()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toBeVisible()
  expect(core.calls).toContainEqual(expect.objectContaining({ method: 'sessions.open' }))
})

test('the bars say their values to the keyboard and to screen readers, and stand there as a table', async () => {
  const { app, screen } = await renderApp(world)
  app.view.showSettings('usage')
  await expect.element(screen.getByRole('tablist', { name: /^Cost by day and model/ })).toBeVisible()
  const last = screen.getByRole('tab', { name: 'Nov 20, 2026: $1.25, gpt-5-mini $1.25' })
  last.element().focus()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(screen.getByRole('tab', { name: 'Nov 19, 2026: $0.00' })).toHaveFocus()
  await userEvent.keyboard('{Home}')
  await expect.element(screen.getByRole('tab', { name: 'Oct 22, 2026: $0.00' })).toHaveFocus()
  await screen.getByRole('button', { name: 'The same as a table' }).click()
  await expect.element(screen.getByRole('row', { name: /^Nov 19, 2026 3/ })).toBeVisible()
  await screen.getByRole('radio', { name: 'Tokens' }).click()
  await expect.element(screen.getByRole('tab', { name: /^Nov 20, 2026: 12\.3K tokens/ })).toBeVisible()
})

test('money and dates are written as the language writes them', async () => {
  const { app, screen } = await renderApp({ ...world, language: fixedLanguage(createText(de, 'de'), 'de') })
  app.view.showSettings('usage')
  await expect.element(screen.getByRole('tab', { name: /^20\.11\.2026: 1,25 \$/ })).toBeVisible()
})

test('without use the page says what will stand there', async () => {
  const { app, screen } = await renderApp()
  app.view.showSettings('usage')
  await expect.element(screen.getByText('Nothing was used in this time')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Save as CSV' })).toBeDisabled()
})
