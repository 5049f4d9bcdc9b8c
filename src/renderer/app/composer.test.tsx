import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { newChatKey } from '../../contract/draft.ts'
import { sessionIdSchema } from '../../contract/id.ts'
import { localFailure } from '../state/failure.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { FailureError } from '../transport/transport.ts'
import { emit, finish, renderApp, write, type RenderedApp } from './testing/render-app.tsx'

const started = ({ core }: RenderedApp) => core.calls.filter((call) => call.method === 'runs.start')

test('Return that chooses a word of an input method does not send', async () => {
  const rendered = await renderApp()
  const field = rendered.screen.getByRole('textbox', { name: 'Message' })
  await field.fill('にほん')
  field
    .element()
    .dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
    )
  expect(started(rendered)).toHaveLength(0)
  await expect.element(field).toHaveValue('にほん')
  await userEvent.keyboard('{Enter}')
  await expect.element(rendered.screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  expect(started(rendered)).toHaveLength(1)
})

test('Shift and Return make a new line', async () => {
  const rendered = await renderApp()
  const field = rendered.screen.getByRole('textbox', { name: 'Message' })
  await field.click()
  await userEvent.keyboard('one{Shift>}{Enter}{/Shift}two')
  await expect.element(field).toHaveValue('one\ntwo')
  expect(started(rendered)).toHaveLength(0)
})

test('an empty message is refused with a sentence', async () => {
  const rendered = await renderApp()
  await rendered.screen.getByRole('textbox', { name: 'Message' }).fill('   ')
  await userEvent.keyboard('{Enter}')
  await expect.element(rendered.screen.getByRole('alert').getByText(/The message is empty\./)).toBeVisible()
  expect(started(rendered)).toHaveLength(0)
})

test('a message over 10 MB is refused with its size, and the text is kept', async () => {
  const rendered = await renderApp()
  rendered.app.drafts.set(newChatKey, 'ä'.repeat(5_500_000))
  await rendered.screen.getByRole('button', { name: 'Send' }).click()
  await expect
    .element(rendered.screen.getByRole('alert').getByText(/11 MB, over the limit of 10 MB/))
    .toBeVisible()
  expect(started(rendered)).toHaveLength(0)
  expect(rendered.app.drafts.store.getState().drafts[newChatKey]).toHaveLength(5_500_000)
})

test('a message that the core refuses comes back into the composer with the reason', async () => {
  const rendered = await renderApp()
  rendered.core.answer('runs.start', () => Promise.reject(new Error('disk full')))
  await rendered.screen.getByRole('textbox', { name: 'Message' }).fill('Keep me')
  await rendered.screen.getByRole('button', { name: 'Send' }).click()
  await expect.element(rendered.screen.getByRole('alert').getByText(/disk full/)).toBeVisible()
  await expect.element(rendered.screen.getByRole('textbox', { name: 'Message' })).toHaveValue('Keep me')
})

test('a message that is refused while the next one is written stands before it', async () => {
  const rendered = await renderApp()
  const refuse = Promise.withResolvers<never>()
  rendered.core.answer('runs.start', () => refuse.promise)
  const field = rendered.screen.getByRole('textbox', { name: 'Message' })
  await field.fill('Keep me')
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveValue('')
  await field.fill('and me')
  refuse.reject(new Error('disk full'))
  await expect.element(field).toHaveValue('Keep me\n\nand me')
})

test('every chat keeps its own draft', async () => {
  const { screen } = await renderApp({ sessions: [fakeSession('a', { title: 'Alpha' })] })
  const field = screen.getByRole('textbox', { name: 'Message' })
  await field.fill('for a new chat')
  await screen.getByRole('button', { name: 'Alpha', exact: true }).click()
  await expect.element(field).toHaveValue('')
  await field.fill('for Alpha')
  await screen.getByRole('button', { name: 'New chat' }).click()
  await expect.element(field).toHaveValue('for a new chat')
  await screen.getByRole('button', { name: 'Alpha', exact: true }).click()
  await expect.element(field).toHaveValue('for Alpha')
})

test('the model picker offers what is ready, by provider, and the choice is used', async () => {
  const { core, screen } = await renderApp({
    models: [
      { id: 'parley-demo', providerId: 'demo' as never, name: 'Demo' },
      { id: 'parley-demo-slow', providerId: 'demo' as never, name: 'Slow' },
    ],
  })
  const picker = screen.getByRole('button', { name: 'Model Demo model' })
  await expect.element(picker).toHaveAttribute('aria-haspopup', 'menu')
  await picker.click()
  await expect.poll(() => screen.getByRole('menuitemradio').elements()).toHaveLength(2)
  await screen.getByRole('menuitemradio').nth(1).click()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  expect(core.runs.latest().options.model).toBe('parley-demo-slow')
})

test('a message written while an answer comes waits for its end, and is sent once', async () => {
  const rendered = await renderApp()
  const { core, screen, app } = rendered
  const field = screen.getByRole('textbox', { name: 'Message' })
  await field.fill('First')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  write(core, 'a1', 'Half')
  await field.fill('Second')
  await userEvent.keyboard('{Enter}')
  await field.fill('Third')
  await userEvent.keyboard('{Enter}')
  const waiting = screen.getByRole('region', { name: 'Waiting messages' })
  await expect.element(waiting.getByText('Second')).toBeVisible()
  await expect.element(field).toHaveValue('')
  await waiting.getByRole('button', { name: 'Back into the field' }).last().click()
  await expect.element(field).toHaveValue('Third')
  expect(started(rendered)).toHaveLength(1)
  finish(core)
  await expect.poll(() => started(rendered)).toHaveLength(2)
  expect(started(rendered).at(-1)?.input).toMatchObject({ text: 'Second' })
  await expect.element(waiting).not.toBeInTheDocument()
  expect(app.drafts.store.getState().queued).toEqual({})
})

test('a message that another window was quicker than waits for the end of that answer', async () => {
  const chat = fakeSession('a', { title: 'Alpha' })
  const rendered = await renderApp({ sessions: [chat] })
  const { core, screen } = rendered
  await screen.getByRole('button', { name: 'Alpha', exact: true }).click()
  core.answer('runs.start', () => Promise.reject(new FailureError(localFailure('run-active'))))
  const field = screen.getByRole('textbox', { name: 'Message' })
  await field.fill('Mine')
  await userEvent.keyboard('{Enter}')
  const waiting = screen.getByRole('region', { name: 'Waiting messages' })
  await expect.element(waiting.getByText('Mine')).toBeVisible()
  await expect.element(field).toHaveValue('')
  expect(screen.getByText('The message was not sent').query()).toBeNull()
})

test('a message that waits is not sent behind an answer that failed, and is kept over a restart', async () => {
  const rendered = await renderApp()
  const { core, screen } = rendered
  const field = screen.getByRole('textbox', { name: 'Message' })
  await field.fill('First')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  await field.fill('Second')
  await userEvent.keyboard('{Enter}')
  emit(core, {
    type: 'run-ended',
    status: 'failed',
    usage: { inputTokens: 0, outputTokens: 0 },
    failure: { code: 'stream-cut', message: 'cut', retryable: false, params: { provider: 'Fake' } },
  })
  await expect.element(screen.getByText(/did not come to a good end/)).toBeVisible()
  expect(started(rendered)).toHaveLength(1)
  const kept = () => core.calls.filter(({ method }) => method === 'drafts.put').at(-1)?.input
  await expect.poll(kept).toMatchObject({ text: 'Second' })
})

test('DU-04 a page whose link is over still shows what was written in it, to be copied', async () => {
  const { core, copied, screen } = await renderApp()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Not a word of it is lost')
  core.connect('reconnecting')
  core.connect('refused')
  await expect.element(screen.getByText('This page cannot reach Parley')).toBeVisible()
  await expect.element(screen.getByRole('textbox')).toHaveValue('Not a word of it is lost')
  await screen.getByRole('button', { name: 'Copy' }).click()
  expect(copied).toEqual(['Not a word of it is lost'])
})

test('a chat that another window put into the trash says so, and goes on with what was written once it is restored', async () => {
  const rendered = await renderApp({ sessions: [fakeSession('a', { title: 'Lyon' })] })
  const { core, screen } = rendered
  await screen.getByRole('button', { name: 'Lyon', exact: true }).click()
  const field = screen.getByRole('textbox', { name: 'Message' })
  await field.fill('Half a sentence')
  await core.invoke('sessions.delete', { sessionId: sessionIdSchema.parse('a') })
  await expect.element(screen.getByText('This chat is in the trash')).toBeVisible()
  await expect.element(field).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Restore' }).click()
  await expect.element(field).toHaveValue('Half a sentence')
  await expect.element(field).toHaveFocus()
})
