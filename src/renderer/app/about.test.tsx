import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { catalogues } from '../../contract/language/languages.ts'
import { createText } from '../../contract/language/text.ts'
import { keysOf, shortcuts } from '../state/shortcuts.ts'
import { renderApp } from './testing/render-app.tsx'

const packages = [
  { name: 'react', version: '19.3.1', licence: 'MIT', text: 'Permission is hereby granted' },
  { name: 'tz-odd', version: '1.0.0', licence: 'Apache-2.0', text: '' },
  ...Array.from({ length: 20 }, (_, index) => ({
    name: `x${index}`,
    version: '1',
    licence: 'ISC',
    text: '',
  })),
]

test('About names versions, copies them for a report without keys and chats, and shows every licence', async () => {
  const { app, copied, screen } = await renderApp({
    buildFacts: { commit: '0123456789', packages },
    sessions: [fakeSession('s1', { title: 'Secret plans' })],
  })
  app.view.showSettings('about')
  await expect
    .element(screen.getByText('Electron 45.3.4 · Chromium 146.0.1 · Node 24.21.0 · SQLite 3.53.0'))
    .toBeVisible()
  await expect.element(screen.getByText('Built from 0123456789')).toBeVisible()
  await screen.getByRole('button', { name: 'Copy details' }).click()
  await expect.poll(() => copied.length).toBe(1)
  expect(copied[0]).toContain(
    'Parley: 0.1.0 (0123456789)\nFace: desktop\nSystem: linux x64 6.8.0\nElectron: 45.3.4',
  )
  expect(copied[0]).not.toMatch(/Secret plans|ada/)

  await expect.element(screen.getByText('22 packages')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /^x19/ })).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Show all 22' }).click()
  await expect.element(screen.getByRole('button', { name: /^x19/ })).toBeInTheDocument()
  await screen.getByRole('searchbox', { name: 'Search packages' }).fill('apache')
  await expect.element(screen.getByText('1 package', { exact: true })).toBeVisible()
  await screen.getByRole('button', { name: /^tz-odd/ }).click()
  await expect
    .element(screen.getByText('The package brings no text. Its licence is Apache-2.0.'))
    .toBeVisible()
  await screen.getByRole('searchbox', { name: 'Search packages' }).fill('react')
  await screen.getByRole('button', { name: /^react/ }).click()
  await expect.element(screen.getByText('Permission is hereby granted')).toBeVisible()
})

test('EL-23 updates are looked for only when asked, their notes are shown, and their page is opened outside', async () => {
  const { app, core, screen } = await renderApp()
  app.view.showSettings('updates')
  const check = screen.getByRole('button', { name: 'Check for updates' })
  await expect.element(screen.getByText('No place for updates is set.')).toBeVisible()
  await expect.element(check).toBeDisabled()
  const field = screen.getByRole('textbox', { name: 'Place for updates' })
  await field.fill('http://releases.example/list')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('An address that begins with https://')).toBeVisible()
  await field.fill('https://releases.example/list')
  await screen.getByRole('switch', { name: 'Look once a day' }).click()
  await expect
    .poll(() => core.world.settings.updates)
    .toEqual({ feed: 'https://releases.example/list', daily: true })
  expect(core.calls.map(({ method }) => method)).not.toContain('updates.check')

  const detail = 'releases.example could not be reached'
  core.answer('updates.check', () => {
    throw new FailureError(localFailure('updates-unreachable', { detail }))
  })
  await check.click()
  await expect.element(screen.getByText(`The place for updates gave no answer: ${detail}.`)).toBeVisible()
  const page = 'https://releases.example/0.2.0'
  core.answer('updates.check', () => ({ version: '0.2.0', newer: true, notes: 'Now with **speed**.', page }))
  await check.click()
  await expect.element(screen.getByText('Version 0.2.0 is there')).toBeVisible()
  await expect.element(screen.getByText('speed')).toBeVisible()
  await screen.getByRole('button', { name: 'Open the page' }).click()
  expect(core.calls.at(-1)).toEqual({ method: 'links.open', input: { url: page } })
})

test('a version that was found by itself is told once, and leads to its page', async () => {
  const { core, screen } = await renderApp()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toBeVisible()
  core.tell({ type: 'update-found', release: { version: '0.2.0', newer: true, notes: '', page: '' } })
  await expect.element(screen.getByText('Version 0.2.0 of Parley is there.')).toBeVisible()
  await screen.getByRole('button', { name: 'Show' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Updates' })).toBeVisible()
})

test('every shortcut that the window listens for is listed, with its keys as the language calls them', async () => {
  const { app, screen } = await renderApp()
  app.view.showSettings('shortcuts')
  await expect.element(screen.getByText('Take back what the newest notice offers')).toBeVisible()
  expect([...document.querySelectorAll('kbd')].map((keys) => keys.textContent)).toEqual(
    shortcuts.map(({ id }) => keysOf(app, id)),
  )
  const german = createText(await catalogues.de(), 'de')
  expect(keysOf({ mac: false, text: app.text }, 'new')).toBe('Ctrl+N')
  expect(keysOf({ mac: false, text: german }, 'new')).toBe('Strg+N')
  expect(keysOf({ mac: true, text: german }, 'new')).toBe('⌘N')
})
