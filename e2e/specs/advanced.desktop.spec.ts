import { expect } from '../harness/fixtures.ts'
import { saying, type WireRound } from '../wire/round.ts'
import { lastQuestion, test } from './support/providers.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

const goodKey = 'sk-good-canary-0123456789'
const anHour: WireRound = {
  type: 'error',
  status: 429,
  headers: { 'retry-after': '3600' },
  body: { error: { message: 'Slow down', type: 'rate_limit_error' } },
}

test('PV-02 PV-09 S2-11 what is chosen under Advanced holds for the next answer', async ({ launch, wire }, {
  project,
}) => {
  wire.key = goodKey
  const { page } = await launch({ colorScheme: 'light', reducedMotion: 'reduce' })
  const window = windowOf(page)
  const take = takesOf(page, project.name, 'light')
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await window.openSettings('Providers')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await field('Name').fill('Warehouse')
  await field('Base URL').fill(`${wire.url}/v1`)
  await page.getByRole('button', { name: 'Add provider' }).click()
  await field('API key').fill('sk-refused-canary-9876543210')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Advanced' }).click()
  await field('Further key').fill(goodKey)
  await page.keyboard.press('Enter')
  await expect(page.getByText('sk-…6789')).toBeVisible()
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText(/Connected in/)).toBeVisible()
  await expect(page.getByText('Refused, and not used')).toBeVisible()

  await field('Requests at a time').fill('1')
  await field('Name of the header').fill('X-Team')
  await field('Value').fill('header-canary')
  await page.getByRole('button', { name: 'Add header' }).click()
  await expect(page.getByText('x-team', { exact: true })).toBeVisible()
  await field('Fields as JSON').fill('{ "temperature": 0.7 }')
  await page.keyboard.press('Tab')
  await field('To the first byte').fill('never')
  await page.getByRole('heading', { name: 'Keys', exact: true }).scrollIntoViewIfNeeded()
  await take('advanced-keys')
  await page.getByRole('combobox', { name: 'Proxy' }).click()
  await page.getByRole('option', { name: 'This one' }).click()
  await page.getByRole('heading', { name: 'Rate limits' }).scrollIntoViewIfNeeded()
  await take('advanced-rates')
  await field('Fields as JSON').scrollIntoViewIfNeeded()
  await take('advanced-network')

  // While only the demo answers, choosing a model also takes its provider: there is no second button to press then.
  await page.getByRole('button', { name: 'Make default: wire-large' }).click()
  await expect(page.getByText('In use', { exact: true }).last()).toBeVisible()
  await page.keyboard.press('Escape')
  wire.script('openai-chat', anHour, saying('At last.'))
  await window.ask('Hello')
  await expect(page.getByText(/Trying again in (1:00:00|59:)/)).toBeVisible()
  await take('waiting-an-hour')
  await page.getByRole('button', { name: 'Try now' }).click()
  await window.answered()
  await expect(window.transcript.getByText('At last.')).toBeVisible()
  expect(lastQuestion(wire).headers).toMatchObject({
    'x-team': 'header-canary',
    authorization: `Bearer ${goodKey}`,
  })
  expect(lastQuestion(wire).body).toMatchObject({ temperature: 0.7 })
})
