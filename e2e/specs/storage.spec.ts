import { startRedisServer } from '../../src/main/persistence/redis/testing/redis-server.ts'
import { type AppUnderTest, expect, test } from '../harness/fixtures.ts'
import { keptDrafts } from './support/drafts.ts'
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
    await moveToRedis(first, server.address)

    await server.kill()
    await window.message.fill('What is 7 * 6?')
    await window.message.press('Enter')
    await expect(first.page.getByText('Your chats are out of reach')).toBeVisible()
    await server.start()
    // Two attempts are never more than twenty seconds apart, however long the server was away.
    await expect(first.page.getByText('Your chats are out of reach')).toBeHidden({ timeout: 30_000 })
    await expect(window.transcript.getByText('= 42')).toBeVisible({ timeout: 30_000 })
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

test('DU-19 a quit while the server of the chats is lost ends in time, and loses nothing that was kept', async ({
  launch,
  profile,
}) => {
  const server = await startRedisServer()
  try {
    const first = await launch()
    const window = windowOf(first.page)
    await window.ask('What is 15 * 25?')
    await window.answered()
    await moveToRedis(first, server.address)
    await server.kill()
    await window.message.fill('What is 7 * 6?')
    await window.message.press('Enter')
    await expect(first.page.getByText('Your chats are out of reach')).toBeVisible()
    await expect.poll(() => keptDrafts(profile)).toEqual(['What is 7 * 6?'])
    expect(await first.close()).toBe(0)

    await server.start()
    const { page } = await launch()
    const after = windowOf(page)
    await after.session('What is 15 * 25').click()
    await expect(after.transcript.getByText('375')).toBeVisible()
    await expect(after.message).toHaveValue('What is 7 * 6?')
  } finally {
    await server.stop()
  }
})

async function moveToRedis({ page }: AppUnderTest, address: string): Promise<void> {
  await windowOf(page).openSettings('Storage')
  await page.getByRole('radio', { name: 'Redis' }).click()
  await page.getByRole('textbox', { name: 'Address' }).fill(`redis://${address}/0`)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await page.getByRole('button', { name: 'Move my chats here' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Move my chats here' }).click()
  await expect(page.getByText('1 chat is in Redis now.')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Redis' })).toBeChecked()
  await page.keyboard.press('Escape')
}
