import { startRedisServer } from '../../src/main/persistence/redis/testing/redis-server.ts'
import { expect, test } from '../harness/fixtures.ts'
import { windowOf } from './support/window.ts'

test('DU-24 chats move to a server, wait while it is away, and are all there afterwards', async ({
  launch,
}) => {
  const server = await startRedisServer()
  try {
    const first = await launch()
    const window = windowOf(first.page)
    await window.ask('What is 15 * 25?')
    await window.answered()
    await window.openSettings('Storage')
    await first.page.getByRole('radio', { name: 'Redis' }).click()
    await first.page.getByRole('textbox', { name: 'Address' }).fill(`redis://${server.address}/0`)
    await first.page.getByRole('button', { name: 'Move my chats here' }).click()
    await first.page.getByRole('alertdialog').getByRole('button', { name: 'Move my chats here' }).click()
    await expect(first.page.getByText('1 chat is in Redis now.')).toBeVisible()
    await expect(first.page.getByRole('radio', { name: 'Redis' })).toBeChecked()
    await first.page.keyboard.press('Escape')

    await server.kill()
    await window.message.fill('What is 7 * 6?')
    await window.message.press('Enter')
    await expect(first.page.getByText('Your chats are out of reach')).toBeVisible()
    await server.start()
    await expect(first.page.getByText('Your chats are out of reach')).toBeHidden({ timeout: 20_000 })
    await expect(window.transcript.getByText('= 42')).toBeVisible({ timeout: 20_000 })
    expect(await first.close()).toBe(0)

    const second = await launch()
    const after = windowOf(second.page)
    await after.session('What is 15 * 25').click()
    await expect(after.transcript.getByText('375')).toBeVisible()
    await expect(after.transcript.getByText('= 42')).toBeVisible()
    await second.close()
  } finally {
    await server.stop()
  }
})
