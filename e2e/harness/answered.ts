import type { Page } from 'playwright'
import type { Bridge } from '../../src/contract/bridge.ts'

/** Resolves when the app answers its page. What it asks waits until the chats are open. */
export async function answered(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as { parley: Bridge }).parley.invoke('app.info', {}))
}
