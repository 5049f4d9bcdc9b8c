import { expect, type Locator, type Page } from '@playwright/test'

/** The window as a person uses it. Everything is found by its role and name, as a screen reader would. */
export function windowOf(page: Page) {
  const transcript = page.getByRole('region', { name: 'Transcript' })
  const message = page.getByRole('textbox', { name: 'Message' })
  const sessions = page.getByRole('navigation', { name: 'Sessions' })
  const stop = page.getByRole('button', { name: 'Stop' })
  return {
    page,
    transcript,
    message,
    sessions,
    stop,
    send: page.getByRole('button', { name: 'Send' }),
    parallel: page.getByRole('button', { name: 'Parallel' }),
    card: (name: RegExp | string): Locator => transcript.getByRole('group', { name }),
    session: (title: string): Locator =>
      sessions.getByRole('button', { name: new RegExp(`^${escape(title)}`) }),
    async ask(text: string): Promise<void> {
      await message.fill(text)
      await message.press('Enter')
      await expect(transcript.getByRole('article', { name: 'You' }).getByText(text)).toBeVisible()
    },
    /** What stands in each turn of the open session. */
    words: () => transcript.getByRole('article').allInnerTexts(),
    /** Resolves when the last question of the open session has its whole answer. */
    async answered(): Promise<void> {
      const last = transcript.getByRole('article').last()
      await expect(last).toHaveAccessibleName('Answer', { timeout: 15_000 })
      await expect(last).toHaveAttribute('aria-busy', 'false', { timeout: 15_000 })
      await expect(last.locator('.facts')).toBeVisible()
    },
    async newChat(): Promise<void> {
      await page.getByRole('button', { name: 'New chat' }).click()
      await expect(message).toBeFocused()
    },
    async openSettings(page_: string): Promise<void> {
      await page.getByRole('button', { name: 'Settings', exact: true }).click()
      await page.getByRole('button', { name: page_, exact: true }).click()
    },
  }
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
