import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { createText } from '../../contract/language/text.ts'
import { createLanguage, fixedLanguage } from '../state/language.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { renderApp, storageInMemory } from './testing/render-app.tsx'

const german = createText({ 'window.new-chat': 'Neuer Chat' }, 'de')

test('the first picture has the words of the language that was remembered, else of the one that is read', async () => {
  const storage = storageInMemory()
  const first = createLanguage(storage, ['fr', 'zh-Hans-CN'])
  await first.ready
  expect(first.store.getState().locale).toBe('zh-CN')
  await first.choose('de')
  const second = createLanguage(storage, ['zh'])
  await second.ready
  expect(second.store.getState().locale).toBe('de')
  await second.choose('system')
  expect(second.store.getState().locale).toBe('zh-CN')
})

test('the language is changed in the settings, at once, with what is written left alone', async () => {
  const language = createLanguage(storageInMemory(), ['en'])
  const { screen } = await renderApp({ language, sessions: [fakeSession('a')] })
  await userEvent.fill(screen.getByRole('textbox', { name: 'Message' }), 'Half a question')
  await screen.getByRole('button', { name: 'Settings', exact: true }).click()
  await screen.getByRole('button', { name: 'Appearance' }).click()
  await screen.getByRole('radio', { name: 'Deutsch' }).click()
  await expect.element(screen.getByRole('radio', { name: 'Dunkel' })).toBeVisible()
  expect(document.documentElement.lang).toBe('de')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('textbox', { name: 'Nachricht' })).toHaveValue('Half a question')
  await language.choose('en')
  await expect.element(screen.getByRole('button', { name: 'New chat' })).toBeVisible()
})

test('a language from right to left turns the window round, and nothing lies over the edge', async () => {
  const { screen } = await renderApp({
    language: fixedLanguage(german, 'ar'),
    sessions: [fakeSession('a', { title: 'A chat' })],
  })
  await expect.element(screen.getByRole('button', { name: 'Neuer Chat' })).toBeVisible()
  expect(document.documentElement.dir).toBe('rtl')
  const sidebar = screen.getByRole('navigation').first().element().getBoundingClientRect()
  const main = screen.getByRole('main').element().getBoundingClientRect()
  expect(Math.round(main.left)).toBe(0)
  expect(Math.round(sidebar.right)).toBe(window.innerWidth)
  expect(document.documentElement.scrollWidth).toBe(window.innerWidth)
  const title = screen.getByText('A chat').element()
  expect(getComputedStyle(title)).toMatchObject({ direction: 'ltr', textAlign: 'right' })
  const [sided] = document.querySelectorAll('nav .icon-sided')
  expect(sided && getComputedStyle(sided).scale).toBe('-1 1')
})
