import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { longChat } from './testing/long-chat.ts'
import { lookFor } from './testing/look-for.ts'
import { renderApp } from './testing/render-app.tsx'

const sessions = [fakeSession('a', { title: 'Carriers to Lyon' }), fakeSession('b', { title: 'Customs' })]

test('Ctrl+K finds a chat by its title and opens it', async () => {
  const { screen } = await renderApp({ sessions })
  await lookFor('ly')
  await expect.element(screen.getByRole('option', { name: 'Carriers to Lyon' })).toBeVisible()
  await expect.element(screen.getByRole('option', { name: 'Customs' })).not.toBeInTheDocument()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('heading', { name: 'Carriers to Lyon' })).toBeVisible()
  await expect.element(screen.getByRole('combobox', { name: 'Search' })).not.toBeInTheDocument()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
})

test('the arrows walk over chats and messages, and Escape leaves everything as it was', async () => {
  const { screen } = await renderApp({ sessions })
  await screen.getByRole('button', { name: 'Search' }).click()
  await expect.element(screen.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(screen.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{ArrowUp}{ArrowUp}')
  await expect.element(screen.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('heading', { name: 'New chat' })).toBeVisible()
})

test('what was looked for last time is there again, and what is typed takes its place', async () => {
  const { screen } = await renderApp({ sessions })
  const words = screen.getByRole('combobox', { name: 'Search' })
  await lookFor('ly')
  await expect.element(screen.getByRole('option', { name: 'Carriers to Lyon' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(words).not.toBeInTheDocument()
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(words).toHaveFocus()
  await expect.element(words).toHaveValue('ly')
  await userEvent.keyboard('cust')
  await expect.element(words).toHaveValue('cust')
  await expect.element(screen.getByRole('option', { name: 'Customs' })).toBeVisible()
})

test('a message that is found is brought into sight and marked, wherever it stands', async () => {
  const { app, screen } = await renderApp(longChat(400))
  await lookFor('Question 42?')
  const found = screen.getByRole('option', { name: /Question 42\?/ })
  await expect.element(found).toBeVisible()
  expect(found.element().querySelector('mark')?.textContent).toBe('Question 42?')
  await userEvent.keyboard('{Enter}')
  const message = screen.getByText('Question 42?', { exact: true })
  await expect.element(message).toBeInViewport()
  await expect.element(screen.getByRole('button', { name: 'Jump to newest' })).toBeVisible()
  await expect.poll(() => app.view.store.getState().target).toBeUndefined()
  await expect.element(message).toBeInViewport()
})

test('Ctrl+K does what the window can do, by name, and only what it can do now', async () => {
  const { app, screen } = await renderApp({ sessions })
  await lookFor('>side by side')
  await expect.element(screen.getByRole('option')).toHaveTextContent('Run tool calls side by side')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => app.settings.store.getState().settings?.parallelTools).toBe(true)
  await lookFor('>this chat')
  await expect.element(screen.getByRole('option')).not.toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await screen.getByRole('button', { name: 'Customs', exact: true }).click()
  await expect.element(screen.getByRole('heading', { name: 'Customs' })).toBeVisible()
  await lookFor('{Control>}a{/Control}>settings appearance')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('heading', { name: 'Appearance' })).toBeVisible()
})
