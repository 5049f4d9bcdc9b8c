import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'
import { longChat } from './testing/long-chat.ts'
import { renderApp, type RenderedApp } from './testing/render-app.tsx'

test('Ctrl+F finds in messages that are not loaded, counts them, and goes from one to the next and around', async () => {
  const { app, screen } = await openChat(1000)
  await userEvent.keyboard('{Control>}f{/Control}')
  const field = screen.getByRole('textbox', { name: 'Find in this chat' })
  await expect.element(field).toHaveFocus()
  await field.fill('Question ?42')
  await expect.element(screen.getByText('Nothing found')).toBeVisible()
  await field.fill('42?')
  await expect.element(screen.getByText('10 of 10')).toBeVisible()
  await expect.element(question(screen, 942)).toBeInViewport()
  expect(app.conversation.store.getState().transcript.messages.length).toBeLessThan(1000)

  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('9 of 10')).toBeVisible()
  await expect.element(question(screen, 842)).toBeInViewport()
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}{Shift>}{Enter}{/Shift}')
  await expect.element(screen.getByText('1 of 10')).toBeVisible()
  await expect.element(question(screen, 42)).toBeInViewport()
  await expect.element(field).toHaveFocus()
  await expect.poll(() => CSS.highlights.get('found-current')?.size).toBe(1)

  await userEvent.keyboard('{Escape}')
  await expect.element(field).not.toBeInTheDocument()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
  await expect.element(question(screen, 42)).toBeInViewport()
  expect(CSS.highlights.has('found-current')).toBe(false)
})

test('what goes wrong is said in the bar, and another chat closes it', async () => {
  const { core, screen } = await openChat(100)
  await screen.getByRole('button', { name: 'Find in this chat' }).click()
  await expect.element(screen.getByRole('textbox', { name: 'Find in this chat' })).toHaveFocus()
  core.answer('sessions.find', () => Promise.reject(new FailureError(localFailure('storage-busy', {}))))
  const field = screen.getByRole('textbox', { name: 'Find in this chat' })
  await field.fill('Question')
  await expect.poll(() => screen.container.querySelector('.find-count')?.textContent).not.toBe('')
  await screen.getByRole('button', { name: 'New chat' }).click()
  await expect.element(field).not.toBeInTheDocument()
})

test('Escape closes the bar before it stops the run', async () => {
  const { app, screen } = await openChat(10)
  await screen.getByRole('textbox', { name: 'Message' }).fill('Go on')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  await userEvent.keyboard('{Control>}f{/Control}')
  const field = screen.getByRole('textbox', { name: 'Find in this chat' })
  await expect.element(field).toHaveFocus()
  screen.getByRole('article', { name: 'You' }).last().element().focus()
  await userEvent.keyboard('{Escape}')
  await expect.element(field).not.toBeInTheDocument()
  expect(app.conversation.store.getState().transcript.runs.at(-1)?.status).toBe('in_progress')
})

function question(screen: RenderedApp['screen'], index: number) {
  return screen.getByText(`Question ${index}?`, { exact: true })
}

async function openChat(count: number): Promise<RenderedApp> {
  const rendered = await renderApp(longChat(count))
  await rendered.screen.getByRole('button', { name: 'Long chat', exact: true }).click()
  await expect.element(rendered.screen.getByText(`Answer ${count - 1}.`)).toBeVisible()
  return rendered
}
