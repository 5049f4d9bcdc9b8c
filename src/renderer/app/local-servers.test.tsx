import { expect, test } from 'vitest'
import { providerIdSchema } from '../../contract/id.ts'
import type { ProviderView } from '../../contract/provider.ts'
import { fakeAnthropic, fakeDemo } from '../transport/fake/fake-world.ts'
import { renderApp } from './testing/render-app.tsx'

const ollama: ProviderView = {
  ...fakeAnthropic,
  id: providerIdSchema.parse('ollama'),
  name: 'Ollama',
  protocol: 'openai-chat',
  baseUrl: 'http://127.0.0.1:11434/v1',
  keySource: 'not-needed',
  defaultModel: '',
  usable: false,
  local: true,
}
const world = {
  providers: [fakeDemo, fakeAnthropic, ollama],
  localServers: [{ providerId: ollama.id, models: ['llama3.2', 'qwen3'] }],
}

test('a server on this computer is offered at the first start and used with one click', async () => {
  const { core, screen } = await renderApp(world)
  await expect.element(screen.getByRole('heading', { name: 'Found on this computer' })).toBeVisible()
  await screen.getByRole('button', { name: 'Use Ollama with llama3.2' }).click()
  await expect.poll(() => core.world.settings.providerId).toBe('ollama')
  const used = core.world.providers.find(({ id }) => id === ollama.id)
  expect(used?.defaultModel).toBe('llama3.2')
  await expect
    .element(screen.getByRole('button', { name: 'Use Ollama with llama3.2' }))
    .not.toBeInTheDocument()
})

test('the settings say which servers were found, and where they are used', async () => {
  const { app, core, screen } = await renderApp(world)
  app.view.showSettings('providers')
  await screen.getByRole('button', { name: /^Ollama Found on this computer/ }).click()
  await expect
    .element(screen.getByText('It answers at http://127.0.0.1:11434/v1 and serves 2 models.'))
    .toBeVisible()
  await screen.getByRole('button', { name: 'Use Ollama with llama3.2' }).click()
  await expect.poll(() => core.world.settings.providerId).toBe('ollama')
})
