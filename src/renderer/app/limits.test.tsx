import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { catalogues } from '../../contract/language/languages.ts'
import { createText } from '../../contract/language/text.ts'
import type { UsageDay } from '../../contract/money.ts'
import { fixedLanguage } from '../state/language.ts'
import { fakeAnthropic, fakeNow, fakeOpenAi } from '../transport/fake/fake-world.ts'
import { answerOf, emit, renderApp, write } from './testing/render-app.tsx'

const openai = { providerId: fakeOpenAi.id, model: 'gpt-5-mini' }
const ready = { ...fakeOpenAi, usable: true }
const usage = { inputTokens: 12_000, outputTokens: 300, cacheReadTokens: 9_000 }

const day = (change: Partial<UsageDay>): UsageDay => ({
  day: '2026-11-20',
  providerId: 'openai',
  model: 'gpt-5-mini',
  rounds: 3,
  usage,
  cost: 1.25,
  unpriced: 0,
  ...change,
})

test('limits are set and taken back, and what was spent today is told', async () => {
  const usageDays = [
    day({ day: '2026-11-19', unpriced: 3, cost: 0, model: 'odd' }),
    day({}),
    day({ model: 'x', unpriced: 1 }),
  ]
  const { app, core, screen } = await renderApp({
    settings: openai,
    providers: [ready, fakeAnthropic],
    usageDays,
  })
  app.view.showSettings('limits')
  const field = screen.getByRole('textbox', { name: 'One day' })
  await expect.element(screen.getByText('Today so far: $2.50.', { exact: false })).toBeVisible()
  await field.fill('4,50')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => core.world.settings.spending).toEqual({ day: 4.5 })
  await field.fill('many')
  await expect.element(screen.getByText('An amount in dollars, such as 0.50', { exact: false })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(field).toHaveValue('4.5')
  await field.fill('')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => core.world.settings.spending).toEqual({})
})

test('prices of one’s own need both numbers, and the catalogue’s come back with two empty fields', async () => {
  const facts = { 'openai/gpt-5-mini': { prices: { input: 2, output: 8 }, source: 'catalogue' } } as const
  const { app, core, screen } = await renderApp({ settings: openai, providers: [ready], facts })
  app.view.showSettings('limits')
  const input = screen.getByRole('textbox', { name: 'Input' })
  await expect.element(input).toHaveValue('2')
  await input.fill('3')
  await userEvent.keyboard('{Enter}')
  await expect
    .poll(() => core.world.facts.get('openai/gpt-5-mini'))
    .toMatchObject({ prices: { input: 3, output: 8 } })
  await expect.element(screen.getByText('Your own, for a million tokens.', { exact: false })).toBeVisible()
  await input.fill('')
  await userEvent.keyboard('{Enter}')
  expect(core.world.facts.get('openai/gpt-5-mini')).toMatchObject({ prices: { input: 3, output: 8 } })
  await screen.getByRole('textbox', { name: 'Output' }).fill('')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => core.world.facts.get('openai/gpt-5-mini')).toEqual({})
})

test('an amount is written as the language writes it, and read with a comma or a point', async () => {
  const { core, screen, app } = await renderApp({
    language: fixedLanguage(createText(await catalogues.de(), 'de'), 'de'),
    settings: { spending: { run: 1234.5 } },
  })
  app.view.showSettings('limits')
  const field = screen.getByRole('textbox', { name: 'Eine Antwort' })
  await expect.element(field).toHaveValue('1234,5')
  for (const typed of ['0,5', '0.5']) {
    await field.fill(typed)
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => core.world.settings.spending).toEqual({ run: 0.5 })
    await expect.element(field).toHaveValue('0,5')
  }
})

test('the meter says how full the window will be, and what the question costs', async () => {
  const estimate = { tokens: 160_000, basis: 'provider', contextTokens: 200_000, cost: 0.32 } as const
  const { core, screen } = await renderApp({ settings: openai, providers: [ready], estimate })
  const meter = screen.getByRole('button', { name: /^The next request takes/ })
  await expect.element(meter).toHaveTextContent('80 %')
  await expect.element(meter).toHaveAttribute('data-level', 'warn')
  await expect
    .element(meter)
    .toHaveAccessibleName(
      'The next request takes about 160,000 of 200,000 tokens. Before the answer that costs about $0.320. 80 %',
    )
  core.world.estimate = { ...estimate, tokens: 230_000 }
  await screen.getByRole('textbox', { name: 'Message' }).fill('more')
  await expect.element(meter).toHaveTextContent('115 %')
  await expect.element(meter).toHaveAttribute('data-level', 'bad')
})

test('an answer that stopped at a limit leads to the limits, and its chat says what it cost', async () => {
  const { core, screen } = await renderApp({ settings: openai, providers: [ready], now: fakeNow })
  await screen.getByRole('textbox', { name: 'Message' }).fill('Go')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  write(core, 'a1', 'Half of it')
  const parts = [{ type: 'text', text: 'Half of it' }] as const
  const message = answerOf(core, 'a1', parts, { finishReason: 'interrupted' })
  const end = { status: 'incomplete', incompleteReason: 'spending-limit', usage, cost: 0.106 } as const
  emit(core, { type: 'message-completed', message }, { type: 'run-ended', ...end })
  await expect.element(screen.getByText('Paused at your spending limit')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Continue' })).toBeVisible()
  await expect.element(screen.getByText('$0.106').first()).toBeVisible()
  await screen.getByRole('button', { name: 'Limits' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Limits' })).toBeVisible()
})
