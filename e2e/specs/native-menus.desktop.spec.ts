import { expect } from '../harness/fixtures.ts'
import { contextMenuOf, menuBarOf, pressInContextMenu, pressInMenu } from './support/menus.ts'
import { environmentFor, test } from './support/providers.ts'
import { saved } from './support/saved.ts'
import { windowOf } from './support/window.ts'

test('NA-01 NA-02 the right button offers what can be done there, and nothing of the page’s making', async ({
  launch,
  wire,
}) => {
  wire.script('openai-chat', {
    type: 'answer',
    steps: [
      {
        type: 'text',
        text: 'See [the guide](https://example.invalid/guide?a=1&b=2) and [this](<javascript:alert(1)>).',
      },
    ],
  })
  const app = await launch({ env: environmentFor('openai-chat', wire) })
  test.skip(app.face === 'electron', 'Menu.shown belongs to the double')
  const window = windowOf(app.page)
  const labels = async () => (await contextMenuOf(app)).map(({ label }) => label)
  const can = async (label: string) =>
    (await contextMenuOf(app)).find((entry) => entry.label === label)?.enabled

  await test.step('NA-01 in a field: edit', async () => {
    await window.message.fill('copied words')
    await window.message.click({ button: 'right' })
    await expect
      .poll(labels)
      .toEqual(['Undo', 'Redo', 'Cut', 'Copy', 'Paste', 'Paste as plain text', 'Select all'])
    expect(await can('Copy')).toBe(false)
    expect(await can('Paste')).toBe(true)
    await pressInContextMenu(app, 'Select all')
    await expect.poll(() => app.page.evaluate(() => String(document.getSelection()))).toBe('copied words')
    await window.message.click({ button: 'right' })
    await expect.poll(() => can('Cut')).toBe(true)
    await pressInContextMenu(app, 'Cut')
    await expect(window.message).toHaveValue('')
    await window.message.click({ button: 'right' })
    await expect.poll(labels).toContain('Paste')
    await pressInContextMenu(app, 'Paste')
    await expect(window.message).toHaveValue('copied words')
  })
  await test.step('NA-02 over a link: open it and copy its address, both as they were checked', async () => {
    await window.ask('Where is the guide?')
    await window.answered()
    await window.transcript.getByRole('link', { name: 'the guide' }).click({ button: 'right' })
    await expect.poll(labels).toEqual(['Open link', 'Copy link address'])
    await pressInContextMenu(app, 'Copy link address')
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(
      'https://example.invalid/guide?a=1&b=2',
    )
    await window.transcript.getByRole('link', { name: 'the guide' }).click({ button: 'right' })
    await expect.poll(labels).toEqual(['Open link', 'Copy link address'])
    await pressInContextMenu(app, 'Open link')
    await expect
      .poll(() => app.evaluate(({ shell }) => (shell as unknown as { opened: string[] }).opened))
      .toEqual(['https://example.invalid/guide?a=1&b=2'])
  })
  await test.step('NA-02 over nothing: no menu', async () => {
    await app.page.evaluate(() => document.getSelection()?.empty())
    await window.transcript.click({ button: 'right', position: { x: 4, y: 4 } })
    // Clicks are told in their order: what this one opens is the only menu.
    await window.message.click({ button: 'right' })
    await expect.poll(labels).toContain('Select all')
    expect(await app.evaluate(({ Menu }) => (Menu as unknown as { shown(): object[] }).shown().length)).toBe(
      1,
    )
  })
})

test('NA-03 NA-04 the menu does what the window can do, in the language of the settings', async ({ app }) => {
  const window = windowOf(app.page)
  await test.step('NA-03 commands of the page', async () => {
    await pressInMenu(app, '&File', 'Settings…')
    await expect(app.page.getByRole('heading', { name: 'Providers' })).toBeVisible()
    await pressInMenu(app, '&Help', 'Shortcuts')
    await expect(app.page.getByRole('heading', { name: 'Shortcuts' })).toBeVisible()
    await pressInMenu(app, '&File', 'New chat')
    await expect(window.message).toBeFocused()
    await pressInMenu(app, '&View', 'Search chats, messages and commands')
    await expect(app.page.getByRole('combobox', { name: 'Search' })).toBeFocused()
    await app.page.keyboard.press('Escape')
    await window.ask('What is 15 * 25?')
    await window.answered()
    await pressInMenu(app, '&File', 'Settings…')
    await pressInMenu(app, '&Edit', 'Find in this chat')
    await expect(app.page.locator('#find')).toBeFocused()
    const file = await saved(app, () => pressInMenu(app, '&File', 'Export as Markdown'))
    expect(file.text).toContain('What is 15 * 25?')
  })
  await test.step('NA-04 the language of the settings, at once', async () => {
    await window.openSettings('Appearance')
    await app.page.getByRole('radio', { name: 'Deutsch' }).click()
    await expect
      .poll(() => menuBarOf(app))
      .toEqual(['&Datei', '&Bearbeiten', '&Ansicht', '&Fenster', '&Hilfe'])
    // The page says everything anew then, with new fields.
    await expect(app.page.locator('html')).toHaveAttribute('lang', 'de')
    await pressInMenu(app, '&Datei', 'Neuer Chat')
    await expect(app.page.getByRole('textbox', { name: 'Nachricht' })).toBeFocused()
  })
})
