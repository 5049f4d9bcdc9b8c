import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { TreeRow } from '../../contract/branch-tree.ts'
import { messageIdOf } from '../../contract/id.ts'
import { fakeNow } from '../transport/fake/fake-world.ts'
import { finish, renderApp, write } from './testing/render-app.tsx'

const row = (id: string, parentId: string | null, change: Partial<TreeRow>): TreeRow => ({
  id: messageIdOf(id),
  parentId: parentId === null ? null : messageIdOf(parentId),
  shown: false,
  questions: 1,
  messages: 2,
  question: `Question ${id}`,
  answer: `Answer ${id}`,
  createdAt: fakeNow,
  ...change,
})
const rows = [
  row('q1', null, { shown: true, messages: 40 }),
  row('q2', 'q1', {}),
  row('q3', 'q1', { shown: true }),
  row('q4', 'q3', { shown: true }),
  row('q5', null, {}),
]

test('all versions of a chat are a tree that the arrow keys walk, and Return goes to one', async () => {
  const { app, core, screen } = await renderApp()
  core.answer('sessions.tree', () => ({ rows, complete: false }))
  await screen.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await userEvent.keyboard('{Enter}')
  write(core, 'm1', 'Hi.')
  finish(core)
  await expect.element(screen.getByRole('button', { name: 'Send' })).toBeVisible()
  app.view.setBranchTree(true)
  const item = (name: RegExp) => screen.getByRole('treeitem', { name })
  await expect.element(item(/^Question q4/)).toHaveAttribute('aria-level', '3')
  await expect
    .element(item(/^Question q1 ?Answer q1.*40 messages · shown/))
    .toHaveAttribute('aria-selected', 'true')
  await expect.element(screen.getByText(/There are more than are shown/)).toBeVisible()
  const last = item(/^Question q4/).element()
  if (last instanceof HTMLElement) last.focus()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(item(/^Question q3/)).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}{ArrowRight}')
  await expect.element(item(/^Question q2/)).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('tree')).not.toBeInTheDocument()
  await expect
    .poll(() => core.calls.filter(({ method }) => method === 'sessions.show').map(({ input }) => input))
    .toEqual([expect.objectContaining({ messageId: 'q2' })])
})
