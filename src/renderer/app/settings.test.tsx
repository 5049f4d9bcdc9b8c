import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'
import { fakeAnthropic, fakeDemo } from '../transport/fake/fake-world.ts'
import { renderApp, type RenderedApp } from './testing/render-app.tsx'

const KEY = 'sk-ant-secret-of-ada-4f2A'

async function openProvider(): Promise<RenderedApp> {
  const rendered = await renderApp()
  await rendered.screen.getByRole('button', { name: 'Settings' }).click()
  await rendered.screen.getByRole('button', { name: /^Anthropic/ }).click()
  return rendered
}

test('a saved key is never shown again, only its hint', async () => {
  const { core, screen } = await openProvider()
  const field = screen.getByRole('textbox', { name: 'API key' })
  await field.fill(KEY)
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveValue('')
  await expect.element(field).toHaveAttribute('placeholder', 'sk-…4f2A')
  expect(core.world.keys.get('anthropic')).toBe(KEY)
  expect(document.documentElement.outerHTML).not.toContain('secret-of-ada')
})

test('a key is saved when its field is left, and Escape takes back what was typed', async () => {
  const { core, screen } = await openProvider()
  const field = screen.getByRole('textbox', { name: 'API key' })
  await field.fill('sk-ant-mistake')
  await userEvent.keyboard('{Escape}')
  await expect.element(field).toHaveValue('')
  await expect.element(screen.getByRole('button', { name: 'Back to chats' })).toBeVisible()
  await field.fill(KEY)
  await screen.getByRole('textbox', { name: 'Base URL' }).click()
  await expect.poll(() => core.world.keys.get('anthropic')).toBe(KEY)
})

test('Test connection says in a sentence what it found', async () => {
  const { core, screen } = await openProvider()
  await screen.getByRole('button', { name: 'Test connection' }).click()
  await expect.element(screen.getByText('Connected in 412 ms')).toBeVisible()
  core.answer('providers.test', () => {
    throw new FailureError(localFailure('key-refused', { provider: 'Anthropic' }))
  })
  await screen.getByRole('button', { name: 'Test again' }).click()
  await expect.element(screen.getByText('Anthropic refused the key', { exact: true })).toBeVisible()
  await expect.element(screen.getByText('Check the key above.')).toBeVisible()
})

test('a refused address is told under its field', async () => {
  const { core, screen } = await openProvider()
  core.answer('providers.update', () => {
    throw new FailureError(localFailure('base-url-invalid', { url: 'htps://x', provider: 'Anthropic' }))
  })
  await screen.getByRole('textbox', { name: 'Base URL' }).fill('htps://x')
  await userEvent.keyboard('{Enter}')
  await expect
    .element(screen.getByRole('alert').getByText(/The base URL "htps:..x" of Anthropic is not valid/))
    .toBeVisible()
})

test('a compatible provider is added, and removed after a question', async () => {
  const { core, screen } = await openProvider()
  await screen.getByRole('button', { name: 'Add' }).click()
  await expect.element(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  await screen.getByRole('textbox', { name: 'Name' }).fill('Warehouse gateway')
  await screen.getByRole('textbox', { name: 'Base URL' }).fill('http://localhost:11434/v1')
  await screen.getByRole('button', { name: 'Add provider' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Warehouse gateway' })).toBeVisible()
  await expect.element(screen.getByRole('textbox', { name: 'API key' })).toHaveFocus()
  await screen.getByRole('button', { name: 'Remove' }).click()
  await screen.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Warehouse gateway' })).not.toBeInTheDocument()
  expect(core.world.providers.map((each) => each.name)).not.toContain('Warehouse gateway')
})

test('changes are saved at once', async () => {
  const { core, screen } = await openProvider()
  await screen.getByRole('button', { name: 'Run', exact: true }).click()
  await screen.getByRole('switch', { name: 'Stream answers' }).click()
  await expect.poll(() => core.world.settings.streaming).toBe(false)
  const rounds = screen.getByRole('textbox', { name: 'Rounds at most' })
  await rounds.fill('0')
  await expect.element(screen.getByText('A whole number from 1 to 1000')).toBeVisible()
  await rounds.fill('7')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => core.world.settings.maxRounds).toBe(7)
  await screen.getByRole('button', { name: 'Appearance' }).click()
  await screen.getByRole('radio', { name: 'High contrast' }).click()
  await expect.poll(() => document.documentElement.dataset['theme']).toBe('contrast')
  await screen.getByRole('radio', { name: 'Light' }).click()
  await expect.poll(() => document.documentElement.dataset['theme']).toBe('light')
})

test('what a flag decides for this start says so, and a switch takes it back', async () => {
  const { core, screen } = await renderApp({ settings: { overridden: ['streaming'] } })
  await screen.getByRole('button', { name: 'Settings' }).click()
  await screen.getByRole('button', { name: 'Run', exact: true }).click()
  await expect.element(screen.getByText('Set by a flag or the environment for this start.')).toBeVisible()
  await screen.getByRole('switch', { name: 'Stream answers' }).click()
  await expect.poll(() => core.world.settings.streaming).toBe(false)
})

test('first start: a pasted key is recognised, tried, and the card goes when it works', async () => {
  const { core, screen } = await renderApp()
  const field = screen.getByRole('textbox', { name: 'API key' })
  const connect = screen.getByRole('button', { name: 'Connect' })
  await expect.element(connect).toBeDisabled()
  await field.fill('sk-proj-1234')
  await expect.element(screen.getByText('A key of OpenAI.')).toBeVisible()
  await field.fill('hello')
  await expect.element(connect).toBeDisabled()
  await field.fill(KEY)
  await expect.element(screen.getByText('A key of Anthropic.')).toBeVisible()

  core.answer('providers.test', () => {
    throw new FailureError(localFailure('key-refused', { provider: 'Anthropic' }))
  })
  await connect.click()
  await expect.element(screen.getByText('Anthropic refused the key. Check it in Settings.')).toBeVisible()
  expect(core.world.keys.size).toBe(0)

  core.answer('providers.test', () => ({ durationMs: 200, modelCount: 9 }))
  await connect.click()
  await expect.element(screen.getByText('Connect a model')).not.toBeInTheDocument()
  expect(core.world.keys.get('anthropic')).toBe(KEY)
  expect(core.world.settings.providerId).toBe('anthropic')
})

test('the card is not shown when a provider is ready', async () => {
  const { screen } = await renderApp({ providers: [fakeDemo, { ...fakeAnthropic, usable: true }] })
  await expect.element(screen.getByText('What shall we work on?')).toBeVisible()
  await expect.element(screen.getByText('Connect a model')).not.toBeInTheDocument()
})

test.each([
  [800, 'API key'],
  [400, 'Message'],
])(
  'first start: %i px high, the window has the focus in its field %j, which is seen',
  async (height, name) => {
    const { screen } = await renderApp({}, [1280, height])
    await expect.element(screen.getByRole('textbox', { name })).toHaveFocus()
  },
)

test('a model that is made the default answers where only the demo did', async () => {
  const ready = { ...fakeAnthropic, usable: true, defaultModel: '' }
  const model = { id: 'claude-9', providerId: ready.id, name: 'Claude 9' }
  const { app, core, screen } = await renderApp({ providers: [fakeDemo, ready], models: [model] })
  expect(core.world.settings.providerId).toBe(fakeDemo.id)
  await screen.getByRole('button', { name: 'Settings', exact: true }).click()
  app.view.showSettings('providers', fakeAnthropic.id)
  await screen.getByRole('button', { name: 'Make default: claude-9' }).click()
  await expect.element(screen.getByText('In use', { exact: true }).first()).toBeVisible()
  expect(core.world.settings.providerId).toBe(fakeAnthropic.id)
})

test('first start: picking a brand opens its key page, and the next key counts as its key', async () => {
  const { core, screen } = await renderApp()
  await screen.getByRole('button', { name: 'OpenAI' }).click()
  expect(core.calls.at(-1)).toEqual({
    method: 'links.open',
    input: { url: 'https://platform.openai.com/api-keys' },
  })
  await screen.getByRole('textbox', { name: 'API key' }).fill('unheard-of')
  await expect.element(screen.getByText('A key of OpenAI.')).toBeVisible()
})

test('how models write is chosen, taken back, and refused with a sentence when it is no number', async () => {
  const { app, core, screen } = await renderApp()
  app.view.showSettings('run')
  const temperature = screen.getByRole('textbox', { name: 'Temperature' })
  await temperature.fill('0.7')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => core.world.settings.generation).toEqual({ temperature: 0.7 })
  await temperature.fill('3')
  await expect.element(screen.getByText('A number from 0 to 2, such as 0.7, or nothing')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await screen.getByRole('textbox', { name: 'Longest answer' }).fill('500')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => core.world.settings.generation).toEqual({ temperature: 0.7, maxTokens: 500 })
  await screen.getByRole('combobox', { name: 'Reasoning effort' }).click()
  await screen.getByRole('option', { name: 'Low' }).click()
  await expect.poll(() => core.world.settings.generation).toMatchObject({ effort: 'low' })
  await temperature.fill('')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => core.world.settings.generation).toEqual({ maxTokens: 500, effort: 'low' })
})
