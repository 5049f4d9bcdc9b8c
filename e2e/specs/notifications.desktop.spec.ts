import type { AppUnderTest } from '../harness/faces.ts'
import { expect } from '../harness/fixtures.ts'
import { createGate } from '../wire/round.ts'
import { environmentFor, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

interface ShownNotification {
  readonly title: string
  readonly body: string
  emit(event: 'click'): void
}

test('NA-07 NA-08 what happens while one looks elsewhere is told by the system, and a click leads there', async ({
  launch,
  wire,
}) => {
  const [first, second] = [createGate(), createGate()]
  const pieces = ['{"url":"https://example.invalid/"}']
  wire.script(
    'openai-chat',
    { type: 'answer', steps: [first.step, { type: 'text', text: 'Here it is.' }] },
    {
      type: 'answer',
      steps: [second.step, { type: 'call', id: 'c1', name: 'fetch_url', pieces }],
      finish: 'tool-calls',
    },
  )
  const app = await launch({ env: environmentFor('openai-chat', wire) })
  test.skip(app.face === 'electron', 'Notification.shown belongs to the double')
  const window = windowOf(app.page)

  await test.step('NA-07 an answer that ended, without a word of the chat; a click shows it', async () => {
    await window.ask('A private question')
    await expect(window.stop).toBeVisible()
    await window.newChat()
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur())
    first.open()
    await expect.poll(() => shownBy(app)).toEqual([{ title: 'An answer is ready', body: '' }])
    await clickNewest(app)
    await expect(window.transcript.getByText('Here it is.')).toBeVisible()
    expect(await shownBy(app)).toEqual([])
  })
  await test.step('NA-08 an answer that waits for permission, with its title as wished, also without a window', async () => {
    await window.openSettings('Appearance')
    const titled = app.page.getByRole('radio', { name: 'With titles' })
    await titled.click()
    await expect(titled).toBeChecked()
    await app.page.getByRole('button', { name: 'Back to chats' }).click()
    await window.newChat()
    await window.ask('Look at a page')
    await expect(window.stop).toBeVisible()
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    second.open()
    const title = 'An answer waits for your permission'
    await expect.poll(() => shownBy(app)).toEqual([{ title, body: 'Look at a page' }])
    expect(await app.evaluate(({ app: main }) => main.getBadgeCount())).toBe(1)
    const opening = app.page.context().waitForEvent('page')
    await clickNewest(app)
    const page = await opening
    await expect(page.getByText('Look at a page').first()).toBeVisible()
    await page.getByRole('button', { name: 'Deny' }).click()
    await expect.poll(() => app.evaluate(({ app: main }) => main.getBadgeCount())).toBe(0)
  })
})

function shownBy(app: AppUnderTest): Promise<readonly { readonly title: string; readonly body: string }[]> {
  return app.evaluate(({ Notification }) =>
    (Notification as unknown as { shown(): ShownNotification[] })
      .shown()
      .map(({ title, body }) => ({ title, body })),
  )
}

function clickNewest(app: AppUnderTest): Promise<void> {
  return app.evaluate(({ Notification }) => {
    ;(Notification as unknown as { shown(): ShownNotification[] }).shown().at(-1)?.emit('click')
  })
}
