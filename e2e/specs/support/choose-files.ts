import type { Page } from '@playwright/test'

/** Presses the button of that name and chooses files in the dialog that it opens. */
export async function chooseFiles(page: Page, button: string, ...files: readonly string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  await chooser.setFiles([...files])
}
