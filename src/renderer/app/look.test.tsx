import { expect, test } from 'vitest'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { usualLook } from '../../contract/look.ts'
import { finish, renderApp, write } from './testing/render-app.tsx'

const { dataset, style } = document.documentElement
const heightOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().height

test('accent, density, size and motion hold at once, and are remembered for the next first picture', async () => {
  const { app, core, screen } = await renderApp({ sessions: [fakeSession('Rates')] })
  const rowBefore = heightOf('.session-row')
  await screen.getByRole('button', { name: 'Settings' }).click()
  await screen.getByRole('button', { name: 'Appearance' }).click()
  await screen.getByRole('radio', { name: 'Violet' }).click()
  await screen.getByRole('radio', { name: 'Compact' }).click()
  await screen.getByRole('radio', { name: 'Always' }).click()
  await screen.getByRole('combobox', { name: 'Text size' }).click()
  await screen.getByRole('option', { name: '150 %' }).click()

  const look = { accent: 'violet', density: 'compact', motion: 'reduced', textSize: 150 } as const
  await expect.poll(() => core.world.settings.look).toEqual({ ...usualLook, ...look })
  expect(dataset).toMatchObject({ accent: 'violet', density: 'compact', motion: 'reduced' })
  expect(style.getPropertyValue('--text-scale')).toBe('1.5')
  expect(JSON.parse(app.storage.getItem('parley-look') ?? '')).toEqual(look)
  await screen.getByRole('button', { name: 'Back to chats' }).click()
  await expect.element(screen.getByRole('button', { name: 'Rates' })).toBeVisible()
  // The list places its rows by number, the style sheet gives them their height: both are 26 px, half as much again.
  expect([rowBefore, heightOf('.session-row')]).toEqual([30, 39])
})

test('high contrast keeps its own colours, and says so', async () => {
  const { screen } = await renderApp({ settings: { theme: 'contrast' } })
  await screen.getByRole('button', { name: 'Settings' }).click()
  await screen.getByRole('button', { name: 'Appearance' }).click()
  await expect.element(screen.getByText('High contrast keeps its own colours.')).toBeVisible()
  await expect.element(screen.getByRole('radio', { name: 'Violet' })).toBeDisabled()
})

test('screen readers are told of an answer when it ends, where that is wished', async () => {
  const { core, screen } = await renderApp({ settings: { look: { ...usualLook, announcements: 'end' } } })
  const said: string[] = []
  await screen.getByRole('textbox', { name: 'Message' }).fill('What is the time?')
  await screen.getByRole('button', { name: 'Send' }).click()
  const region = document.querySelector('[aria-live="polite"].sr-only')
  if (!region) throw new Error('no live region')
  new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(region, {
    childList: true,
    characterData: true,
    subtree: true,
  })
  write(core, 'm1', 'It is noon. ')
  await expect.element(screen.getByRole('article', { name: 'Answer' }).getByText('It is noon.')).toBeVisible()
  write(core, 'm1', 'Lunch is ready.')
  finish(core)
  await expect.poll(() => said).toEqual(['It is noon. Lunch is ready.'])
})
