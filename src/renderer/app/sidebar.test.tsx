import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeNow, fakeSession } from '../transport/fake/fake-world.ts'
import { renderApp } from './testing/render-app.tsx'

const DAY_MS = 86_400_000
const sessions = [
  fakeSession('a', { title: 'Alpha' }),
  fakeSession('b', { title: 'Beta', updatedAt: fakeNow - DAY_MS }),
  fakeSession('c', { title: 'Gamma', updatedAt: fakeNow - 40 * DAY_MS, running: true }),
]

test('chats stand under their days, and a running one is marked', async () => {
  const { screen } = await renderApp({ sessions })
  const list = screen.getByRole('navigation', { name: 'Sessions' })
  for (const heading of ['Today', 'Yesterday', 'October']) {
    await expect.element(list.getByRole('heading', { name: heading })).toBeVisible()
  }
  await expect.element(list.getByRole('button', { name: 'Gamma Running' })).toBeVisible()
})

test('a deleted chat goes at once and comes back with Undo', async () => {
  const { core, screen } = await renderApp({ sessions })
  const row = screen.getByRole('button', { name: 'Alpha', exact: true })
  await row.click()
  await expect.element(screen.getByRole('heading', { name: 'Alpha' })).toBeVisible()
  await row.hover()
  await screen.getByRole('button', { name: 'More for Alpha' }).click()
  await screen.getByRole('menuitem', { name: 'Delete' }).click()
  await expect.element(screen.getByText('Moved “Alpha” to Trash')).toBeVisible()
  await expect.element(row).not.toBeInTheDocument()
  await expect.element(screen.getByRole('heading', { name: 'New chat' })).toBeVisible()
  await screen.getByRole('button', { name: 'Undo' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Alpha' })).toBeVisible()
  expect(core.world.sessions.get(sessions[0]!.id)?.deletedAt).toBeUndefined()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
})

test('the offer to undo goes when the chat was brought back in another way, or is gone for good', async () => {
  const { screen } = await renderApp({ sessions })
  const undo = screen.getByRole('button', { name: 'Undo' })
  const putAway = async (title: string, how: string) => {
    await screen.getByRole('button', { name: title, exact: true }).hover()
    await screen.getByRole('button', { name: `More for ${title}` }).click()
    await screen.getByRole('menuitem', { name: how }).click()
    await expect.element(undo).toBeVisible()
  }
  await putAway('Alpha', 'Delete')
  await screen.getByRole('button', { name: 'Trash' }).click()
  await screen.getByRole('button', { name: 'Restore Alpha' }).click()
  await expect.element(undo).not.toBeInTheDocument()

  await putAway('Alpha', 'Archive')
  await screen.getByRole('button', { name: 'Archive', exact: true }).click()
  await screen.getByRole('button', { name: 'Bring back Alpha' }).click()
  await expect.element(undo).not.toBeInTheDocument()

  await putAway('Beta', 'Delete')
  await screen.getByRole('button', { name: 'Trash' }).click()
  await screen.getByRole('button', { name: 'Delete for good: Beta' }).click()
  await screen.getByRole('button', { name: 'Delete for good', exact: true }).last().click()
  await expect.element(undo).not.toBeInTheDocument()
})

test('without any chat the sidebar leads to the import', async () => {
  const { screen } = await renderApp()
  await screen.getByRole('button', { name: 'Import chats' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Storage' })).toBeVisible()
})

test('the trash gives chats back', async () => {
  const { screen } = await renderApp({ sessions: [fakeSession('d', { title: 'Delta', deletedAt: fakeNow })] })
  await screen.getByRole('button', { name: 'Trash' }).click()
  await screen.getByRole('button', { name: 'Restore Delta' }).click()
  await expect.element(screen.getByText('Trash is empty')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Delta', exact: true })).toBeVisible()
})

test('F2 renames the open chat in its header, and Enter is no new line of the message', async () => {
  const { screen } = await renderApp({ sessions: [fakeSession('a', { title: 'Customs' })] })
  await screen.getByRole('button', { name: 'Customs', exact: true }).click()
  const message = screen.getByRole('textbox', { name: 'Message' })
  await message.click()
  await userEvent.keyboard('{F2}')
  await expect.element(screen.getByRole('textbox', { name: 'Title' })).toHaveFocus()
  await userEvent.keyboard('Tariffs{Enter}')
  await expect.element(screen.getByRole('heading', { name: 'Tariffs' })).toBeVisible()
  await expect.element(message).toHaveFocus()
  await expect.element(message).toHaveValue('')
})

test('F2 renames a chat in its row, Escape leaves it as it was', async () => {
  const { core, screen } = await renderApp({ sessions })
  const row = screen.getByRole('button', { name: 'Beta', exact: true })
  await expect.element(row).toBeVisible()
  row.element().focus()
  await userEvent.keyboard('{F2}')
  await screen.getByRole('textbox', { name: 'Title' }).fill('Other')
  await userEvent.keyboard('{Escape}')
  await expect.element(row).toBeVisible()
  row.element().focus()
  await userEvent.keyboard('{F2}')
  await screen.getByRole('textbox', { name: 'Title' }).fill('Better')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Better', exact: true })).toBeVisible()
  expect(core.calls.filter((call) => call.method === 'sessions.rename')).toHaveLength(1)
})

test('the keyboard makes a chat, walks the list, opens Settings and comes back', async () => {
  const { screen } = await renderApp({ sessions })
  await screen.getByRole('button', { name: 'Alpha', exact: true }).click()
  await expect.element(screen.getByRole('heading', { name: 'Alpha' })).toBeVisible()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.element(screen.getByRole('heading', { name: 'Beta' })).toBeVisible()
  await userEvent.keyboard('{Control>}n{/Control}')
  await expect.element(screen.getByRole('heading', { name: 'New chat' })).toBeVisible()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
  await userEvent.keyboard('{Control>},{/Control}')
  await expect.element(screen.getByRole('button', { name: 'Back to chats' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await userEvent.keyboard('{Control>}b{/Control}')
  await expect.element(screen.getByRole('navigation', { name: 'Sessions' })).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Show sidebar' }).click()
  await expect.element(screen.getByRole('navigation', { name: 'Sessions' })).toBeVisible()
})

test('F6 goes round the parts of the window', async () => {
  const { screen } = await renderApp({ sessions })
  const field = screen.getByRole('textbox', { name: 'Message' })
  await field.click()
  await userEvent.keyboard('{F6}')
  await expect
    .poll(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'))
    .toBe('sidebar')
  await userEvent.keyboard('{F6}{F6}{F6}')
  await expect.element(field).toHaveFocus()
})

test('a narrow window keeps its chats in a drawer that picking one closes', async () => {
  const { screen } = await renderApp({ sessions }, [600, 480])
  await expect.element(screen.getByRole('navigation', { name: 'Sessions' })).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Show sidebar' }).click()
  await screen.getByRole('button', { name: 'Beta', exact: true }).click()
  await expect.element(screen.getByRole('navigation', { name: 'Sessions' })).not.toBeInTheDocument()
  await expect.element(screen.getByRole('heading', { name: 'Beta' })).toBeVisible()
})

test('a chat is put into a folder, pinned over it, and taken out again', async () => {
  const { core, screen } = await renderApp({ sessions })
  const list = screen.getByRole('navigation', { name: 'Sessions' })
  const choose = async (item: string) => {
    await screen.getByRole('button', { name: 'Alpha', exact: true }).hover()
    await screen.getByRole('button', { name: 'More for Alpha' }).click()
    await screen.getByRole('menuitem', { name: item }).click()
  }
  await choose('Folder…')
  await screen.getByRole('combobox', { name: 'Folder' }).fill('  Work ')
  await userEvent.keyboard('{Enter}')
  await expect.element(list.getByRole('heading', { name: 'Work' })).toBeVisible()
  expect(core.world.sessions.get(sessions[0]!.id)?.folder).toBe('Work')
  const row = screen.getByRole('button', { name: 'Alpha', exact: true })
  await expect.element(row).toHaveFocus()
  await choose('Pin')
  await expect.element(list.getByRole('heading', { name: 'Pinned' })).toBeVisible()
  await expect.element(row).toHaveFocus()
  await expect.element(list.getByRole('heading', { name: 'Work' })).not.toBeInTheDocument()
  await choose('Unpin')
  await expect.element(list.getByRole('heading', { name: 'Work' })).toBeVisible()
  await expect.element(row).toHaveFocus()
  await choose('Folder…')
  await screen.getByRole('combobox', { name: 'Folder' }).fill('')
  await screen.getByRole('button', { name: 'Move' }).click()
  await expect.element(list.getByRole('heading', { name: 'Work' })).not.toBeInTheDocument()
})

test('an archived chat leaves the list, is found in the archive and comes back', async () => {
  const { screen } = await renderApp({ sessions })
  const row = screen.getByRole('button', { name: 'Alpha', exact: true })
  await row.hover()
  await screen.getByRole('button', { name: 'More for Alpha' }).click()
  await screen.getByRole('menuitem', { name: 'Archive' }).click()
  await expect.element(row).not.toBeInTheDocument()
  await expect.element(screen.getByRole('button', { name: 'Beta', exact: true })).toHaveFocus()
  await screen.getByRole('button', { name: 'Archive', exact: true }).click()
  await screen.getByRole('button', { name: 'Bring back Alpha' }).click()
  await expect.element(screen.getByText('The archive is empty')).toBeVisible()
  await expect.element(row).toBeVisible()
})

test('what is deleted for good is asked about first', async () => {
  const { core, screen } = await renderApp({
    sessions: [fakeSession('d', { title: 'Delta', deletedAt: fakeNow })],
  })
  await screen.getByRole('button', { name: 'Trash' }).click()
  await screen.getByRole('button', { name: 'Delete for good: Delta' }).click()
  await screen.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  expect(core.world.sessions.size).toBe(1)
  await screen.getByRole('button', { name: 'Empty Trash' }).click()
  await screen.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect.element(screen.getByText('Trash is empty')).toBeVisible()
  expect(core.world.sessions.size).toBe(0)
})
