import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { messageIdSchema } from '../../contract/id.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { renderApp } from './testing/render-app.tsx'

const session = fakeSession('a', { title: 'Customs' })
const asked = {
  id: messageIdSchema.parse('m0'),
  sessionId: session.id,
  parentId: null,
  role: 'user',
  parts: [{ type: 'text', text: 'What is due?' }],
  createdAt: 1,
} as const
const answer = 'Nothing is due before [the third](https://example.org/third) of May.'
const answered = {
  ...asked,
  id: messageIdSchema.parse('m1'),
  parentId: asked.id,
  role: 'assistant',
  parts: [{ type: 'text', text: answer }],
  finishReason: 'stop',
} as const
const world = {
  sessions: [session, fakeSession('b', { title: 'Carriers' })],
  transcripts: { a: { messages: [asked, answered], calls: [], runs: [] } },
}

test('a right click on a chat opens its menu at the pointer, and the menu key at the chat', async () => {
  const { screen } = await renderApp(world)
  const row = screen.getByRole('button', { name: 'Customs', exact: true })
  const menu = screen.getByRole('menu')
  await row.click({ button: 'right', position: { x: 90, y: 10 } })
  await expect.element(menu).toBeVisible()
  const { left, top } = row.element().getBoundingClientRect()
  const at = menu.element().getBoundingClientRect()
  expect([Math.round(at.left - left), Math.round(at.top - top)]).toEqual([90, 10])
  await userEvent.keyboard('{Escape}')
  await expect.element(menu).not.toBeInTheDocument()
  await expect.element(row).toHaveFocus()

  await userEvent.keyboard('{ContextMenu}')
  await expect.element(menu).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(row).toHaveFocus()
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  await screen.getByRole('menuitem', { name: 'Rename' }).click()
  await expect.element(screen.getByRole('textbox', { name: 'Title' })).toHaveFocus()
})

test('a right click on a message offers what can be done with it', async () => {
  const { copied, screen } = await renderApp(world)
  await screen.getByRole('button', { name: 'Customs', exact: true }).click()
  const turn = screen.getByRole('article', { name: 'Answer' })
  await turn.getByText(/^Nothing is due/).click({ button: 'right', position: { x: 5, y: 5 } })
  await screen.getByRole('menuitem', { name: 'Copy as Markdown' }).click()
  await expect.poll(() => copied).toEqual([answer])
  await expect.element(turn).toHaveFocus()

  await userEvent.keyboard('{ArrowUp}')
  await expect.element(screen.getByRole('article', { name: 'You' })).toHaveFocus()
  await userEvent.keyboard('{ContextMenu}')
  await screen.getByRole('menuitem', { name: 'Edit and send again' }).click()
  await expect.element(screen.getByRole('textbox', { name: 'Edit your message' })).toHaveFocus()
})

test('where one writes, on links and over selected words the menu of the system stays', async () => {
  const { screen } = await renderApp(world)
  await screen.getByRole('button', { name: 'Customs', exact: true }).click()
  const words = screen.getByText(/^Nothing is due/)
  await expect.element(words).toBeVisible()
  const kept: boolean[] = []
  const note = (event: Event) => kept.push(!event.defaultPrevented)
  addEventListener('contextmenu', note)
  await screen.getByRole('textbox', { name: 'Message' }).click({ button: 'right' })
  await screen.getByRole('link', { name: 'the third' }).click({ button: 'right' })
  await expect.element(screen.getByRole('menu')).not.toBeInTheDocument()
  getSelection()?.selectAllChildren(words.element())
  // A click on what is selected would take the selection away where no menu follows it.
  words.element().dispatchEvent(new PointerEvent('contextmenu', { bubbles: true, cancelable: true }))
  getSelection()?.removeAllRanges()
  words.element().dispatchEvent(new PointerEvent('contextmenu', { bubbles: true, cancelable: true }))
  removeEventListener('contextmenu', note)
  expect(kept).toEqual([true, true, true, false])
})
