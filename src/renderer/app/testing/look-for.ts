import { expect } from 'vitest'
import { page, userEvent } from 'vitest/browser'

/** Opens the search and types into it once it has the focus: it is loaded when it is first asked for. */
export async function lookFor(typed: string): Promise<void> {
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(page.getByRole('combobox', { name: 'Search' })).toHaveFocus()
  await userEvent.keyboard(typed)
}
