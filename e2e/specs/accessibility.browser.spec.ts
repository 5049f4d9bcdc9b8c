import type { Page } from '@playwright/test'
import { expect } from '../harness/fixtures.ts'
import { calling, createGate, saying } from '../wire/round.ts'
import { expectAccessible } from './support/axe.ts'
import { documentOfEverything } from './support/document.ts'
import { environmentFor, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

const themes = ['Light', 'Dark', 'High contrast'] as const

for (const theme of themes) {
  test.describe(theme, () => {
    test('axe: first start, answers, tools, menus, trash', async ({ launch }) => {
      const { page } = await launch({ reducedMotion: 'reduce' })
      const window = await beginIn(theme, page)
      await expectAccessible(page, 'first start')
      await page.getByRole('textbox', { name: 'API key' }).fill('unheard-of')
      await expectAccessible(page, 'an unknown key')
      await window.ask('Show me a table, some code and a formula')
      await window.answered()
      await expectAccessible(page, 'a demo answer')
      await page.getByRole('button', { name: /^Model/ }).click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectAccessible(page, 'the model menu')
      await page.keyboard.press('Escape')
      await window.session('Show me').press('F2')
      await expectAccessible(page, 'renaming')
      await page.keyboard.press('Escape')
      await window.session('Show me').press('Delete')
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
      await expectAccessible(page, 'the undo toast')
      await page.getByRole('button', { name: 'Trash' }).click()
      await expect(page.getByRole('button', { name: /^Restore/ })).toBeVisible()
      await expectAccessible(page, 'trash')
      await page.setViewportSize({ width: 600, height: 720 })
      await page.getByRole('button', { name: 'Show sidebar' }).click()
      await expectAccessible(page, 'the drawer')
    })

    test('axe: a running answer, rounds, every kind of Markdown, failures', async ({ launch, wire }) => {
      const { page } = await launch({ env: environmentFor('openai-chat', wire), reducedMotion: 'reduce' })
      const window = await beginIn(theme, page)
      const gate = createGate()
      const thought = { type: 'reasoning', text: 'I should think about this for long. '.repeat(90) } as const
      const half = { type: 'call', id: 'c1', name: 'calculator', pieces: ['{"a":'] } as const
      wire.script('openai-chat', { type: 'answer', steps: [thought, half, gate.step], finish: 'tool-calls' })
      wire.script('openai-chat', {
        type: 'answer',
        steps: [{ type: 'text', text: 'Half' }, { type: 'silence' }],
      })
      await window.ask('Think')
      await page.getByRole('button', { name: 'Thought' }).click()
      await expect(window.card('calculator, arguments arriving')).toBeVisible()
      await expectAccessible(page, 'reasoning and arriving arguments')
      gate.open()
      await expect(window.transcript.getByText('Half')).toBeVisible()
      await window.stop.click()
      await window.answered()
      await expectAccessible(page, 'stopped')

      wire.script(
        'openai-chat',
        calling(
          ['d1', 'calculator', { operation: 'divide', a: 1, b: 0 }],
          ['d2', 'current_time', { timezone: 'Asia/Tokyo' }],
        ),
        saying(documentOfEverything),
      )
      await window.newChat()
      await window.ask('Everything')
      await window.answered()
      await window.transcript.getByRole('button', { name: /^2 tools/ }).click()
      await window.transcript.getByRole('button', { name: 'Details of calculator' }).click()
      await expectAccessible(page, 'Markdown and open calls')

      wire.script('openai-chat', {
        type: 'error',
        status: 503,
        headers: { 'retry-after': '60' },
        body: { error: { message: 'busy' } },
      })
      await window.newChat()
      await window.ask('Wait')
      await expect(window.transcript.getByText(/Trying again/)).toBeVisible()
      await expectAccessible(page, 'a waiting retry')
      await page.getByRole('button', { name: 'Stop trying' }).click()
      await window.answered()
      wire.script('openai-chat', {
        type: 'error',
        status: 401,
        body: { error: { message: 'Incorrect API key provided' } },
      })
      await window.ask('Fail')
      await window.answered()
      wire.script('openai-chat', saying())
      await window.ask('Nothing')
      await window.answered()
      await expectAccessible(page, 'a refused key and an empty answer')
    })

    test('axe: settings', async ({ launch, wire }) => {
      wire.models = Array.from({ length: 30 }, (_, index) => `wire-model-${index}`)
      const { page } = await launch({ env: environmentFor('openai-chat', wire), reducedMotion: 'reduce' })
      const window = await beginIn(theme, page)
      for (const name of [
        'Default model',
        'Run',
        'Tools and approvals',
        'Usage',
        'Appearance',
        'Updates',
        'About',
        'Providers',
      ]) {
        await window.openSettings(name)
        await expectAccessible(page, name)
        if (name !== 'Providers') await page.keyboard.press('Escape')
      }
      await page.getByRole('button', { name: 'Test connection' }).click()
      await expect(page.getByText(/Connected in/)).toBeVisible()
      await page.getByRole('button', { name: /^Show all/ }).click()
      await expectAccessible(page, 'thirty models')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByRole('textbox', { name: 'Base URL' }).fill('ftp://nowhere')
      await expectAccessible(page, 'a refused address')
      await page.getByRole('textbox', { name: 'Name' }).fill('Warehouse gateway')
      await page.getByRole('textbox', { name: 'Base URL' }).fill(`${wire.url}/v1`)
      await page.getByRole('button', { name: 'Add provider' }).click()
      wire.key = 'another'
      await page.getByRole('button', { name: 'Test connection' }).click()
      await expect(page.getByText(/refused the key/)).toBeVisible()
      await expectAccessible(page, 'a refused key')
      await page.getByRole('button', { name: 'Advanced' }).click()
      await page.getByRole('textbox', { name: 'Name of the header' }).fill('a b')
      await page.getByRole('textbox', { name: 'To the first byte' }).fill('never')
      await expectAccessible(page, 'everything under Advanced')
      await page.getByRole('textbox', { name: 'To the first byte' }).press('Escape')
      await page.getByRole('button', { name: 'Advanced' }).click()
      await page.getByRole('button', { name: 'Remove' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await expectAccessible(page, 'the question before removing')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Default model', exact: true }).click()
      await page.getByRole('combobox', { name: 'Provider' }).click()
      await expect(page.getByRole('listbox')).toBeVisible()
      await expectAccessible(page, 'an open list')
    })
  })
}

async function beginIn(theme: string, page: Page) {
  const window = windowOf(page)
  await window.openSettings('Appearance')
  await page.getByRole('radio', { name: theme, exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(window.message).toBeVisible()
  return window
}
