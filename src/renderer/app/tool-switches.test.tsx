import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { toolSettingsViewSchema, type ToolSettingsView } from '../../contract/tool-settings.ts'
import { fakeDemo, fakeOpenAi } from '../transport/fake/fake-world.ts'
import { renderApp, type RenderedApp } from './testing/render-app.tsx'

const view = toolSettingsViewSchema.parse({
  tools: [
    { name: 'calculator', description: 'Calculates. And more.', effect: 'read', on: true },
    { name: 'Files__write', description: 'Writes a file.', effect: 'write', server: 'Files', on: false },
  ],
  services: { search: 'brave', stocks: 'stooq' },
  withKey: [],
})

async function openTools(given: ToolSettingsView = view): Promise<RenderedApp> {
  const rendered = await renderApp({ providers: [fakeDemo, { ...fakeOpenAi, usable: true }] })
  rendered.core.answer('tools.settings', () => given)
  rendered.core.answer('tools.configure', () => given)
  rendered.core.answer('tools.set-key', () => ({ ...given, withKey: ['brave'] }))
  await rendered.screen.getByRole('button', { name: 'Settings' }).click()
  await rendered.screen.getByRole('button', { name: 'Tools and approvals' }).click()
  return rendered
}

test('every tool is there with what it can do, who offers it and its switch', async () => {
  const { core, screen } = await openTools()
  await expect.element(screen.getByText('1 of 2 on')).toBeVisible()
  await expect.element(screen.getByText('It comes from Files. Writes a file.')).toBeVisible()
  await screen.getByRole('switch', { name: 'Use calculator' }).click()
  expect(core.calls.at(-1)).toEqual({ method: 'tools.configure', input: { off: ['calculator'] } })
  await screen.getByRole('switch', { name: 'Use Files__write' }).click()
  expect(core.calls.at(-1)).toEqual({ method: 'tools.configure', input: { on: ['Files__write'] } })
})

test('G5 the service is chosen, and its key is kept and not shown again', async () => {
  const { core, screen } = await openTools()
  await screen.getByRole('combobox', { name: 'Share prices' }).click()
  await screen.getByRole('option', { name: 'Finnhub' }).click()
  expect(core.calls.at(-1)).toEqual({ method: 'tools.configure', input: { services: { stocks: 'finnhub' } } })
  await screen.getByRole('textbox', { name: 'Key of Brave Search' }).fill('brave-canary-1')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Remove the key of Brave Search' })).toBeVisible()
  expect(core.calls.at(-1)).toEqual({
    method: 'tools.set-key',
    input: { service: 'brave', key: 'brave-canary-1' },
  })
  expect(document.documentElement.outerHTML).not.toContain('brave-canary-1')
})

test('AT-17 who makes vectors for the search in files is chosen with the model, and taken back', async () => {
  const { core, screen } = await openTools()
  await screen.getByRole('combobox', { name: 'Search in attached files' }).click()
  await screen.getByRole('option', { name: 'OpenAI' }).click()
  await screen.getByRole('textbox', { name: 'Model that makes vectors' }).fill('text-embedding-3-small')
  await userEvent.keyboard('{Enter}')
  const embeddings = { providerId: 'openai', model: 'text-embedding-3-small' }
  expect(core.calls.at(-1)).toEqual({ method: 'tools.configure', input: { services: { embeddings } } })
  await screen.getByRole('combobox', { name: 'Search in attached files' }).click()
  await screen.getByRole('option', { name: 'By words only' }).click()
  expect(core.calls.at(-1)).toEqual({ method: 'tools.configure', input: { services: { embeddings: null } } })
})
