import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { RenderResult } from 'vitest-browser-react'
import { messageIdSchema } from '../../contract/id.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { emit, finish, renderApp, write } from './testing/render-app.tsx'

// The live region says the words once more, for readers.
const answer = (screen: RenderResult) => screen.getByRole('article', { name: 'Answer' })

test('S0-24 a message is sent, the answer streams in, and its facts stand under it', async () => {
  const { core, screen } = await renderApp()
  await screen.getByRole('textbox', { name: 'Message' }).fill('What is the time?')
  await screen.getByRole('button', { name: 'Send' }).click()
  const transcript = screen.getByRole('region', { name: 'Transcript' })
  await expect.element(transcript.getByText('What is the time?')).toBeVisible()
  await expect.element(transcript.getByText('Waiting for Demo model')).toBeVisible()

  write(core, 'm1', 'It is ')
  await expect.element(transcript.getByText('It is')).toBeVisible()
  write(core, 'm1', 'noon.')
  await expect.element(transcript.getByText('It is noon.')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()

  core.world.now += 1400
  finish(core)
  await expect.element(transcript.getByText('1.4 s')).toBeVisible()
  await expect.element(transcript.getByText('42 tokens')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Send' })).toBeVisible()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveValue('')
})

test('the message goes with the model and the parallel choice that the composer shows', async () => {
  const { core, screen } = await renderApp()
  const parallel = screen.getByRole('button', { name: 'Parallel' })
  await expect.element(parallel).toHaveAttribute('aria-pressed', 'false')
  await parallel.click()
  await expect.element(parallel).toHaveAttribute('aria-pressed', 'true')
  await screen.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  expect(core.runs.latest().options).toMatchObject({ providerId: 'demo', parallelTools: true })
})

test('Escape and the Stop button stop the run; what had arrived is kept and can be asked again', async () => {
  const { core, screen } = await renderApp()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Count to a million')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  write(core, 'm1', 'One, two,')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByText('Stopped by you')).toBeVisible()
  await expect.element(answer(screen).getByText('One, two,')).toBeVisible()
  expect(core.runs.latest().status).toBe('cancelled')

  await screen.getByRole('button', { name: 'Retry' }).click()
  await expect.element(screen.getByText('Waiting for Demo model')).toBeVisible()
  await expect.element(answer(screen).getByText('One, two,')).not.toBeInTheDocument()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
  await screen.getByRole('button', { name: 'Stop' }).click()
  expect(core.runs.latest()).toMatchObject({ id: 'run-2', status: 'cancelled' })
})

test('a failed run says who refused what and leads to Settings and Retry', async () => {
  const { core, screen } = await renderApp()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  const failure = {
    code: 'key-refused',
    message: '',
    retryable: false,
    params: { provider: 'Anthropic' },
    providerMessage: 'invalid x-api-key',
  } as const
  emit(core, { type: 'run-ended', status: 'failed', usage: { inputTokens: 0, outputTokens: 0 }, failure })
  await expect.element(screen.getByText('Anthropic refused the key', { exact: true })).toBeVisible()
  await expect.element(screen.getByText(/invalid x-api-key/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Retry' })).toBeVisible()
  await screen.getByRole('button', { name: 'Open settings' }).click()
  await expect.element(screen.getByRole('button', { name: 'Back to chats' })).toBeVisible()
})

test('a waiting retry counts down and goes when words arrive', async () => {
  const { core, screen } = await renderApp()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  const params = { provider: 'Anthropic' }
  const failure = { code: 'provider-overloaded', message: 'Busy.', retryable: true, params } as const
  emit(core, { type: 'retry-scheduled', attempt: 2, delayMs: 24_000, failure })
  await expect.element(screen.getByText('Trying again in 0:24')).toBeVisible()
  await expect.element(screen.getByText('Anthropic is overloaded. Try 2.')).toBeVisible()
  write(core, 'm1', 'Here I am.')
  await expect.element(answer(screen).getByText('Here I am.')).toBeVisible()
  await expect.element(screen.getByText('Trying again in 0:24')).not.toBeInTheDocument()
})

test('PV-09 a wait of a day is shown with its time, and the user need not wait', async () => {
  const { core, screen } = await renderApp()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  const failure = { code: 'rate-limited', message: 'Slower.', retryable: true } as const
  emit(core, { type: 'retry-scheduled', attempt: 2, delayMs: 86_400_000, failure })
  await expect.element(screen.getByText('Trying again in 24:00:00')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Stop trying' })).toBeVisible()
  await screen.getByRole('button', { name: 'Try now' }).click()
  expect(core.calls).toContainEqual({ method: 'runs.try-now', input: { runId: core.runs.latest().id } })
})

test('S2-11 a request that waits for its turn says so, and for what', async () => {
  const { core, screen } = await renderApp()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  emit(core, { type: 'request-queued', limit: 'requestsPerMinute', count: 60 })
  await expect.element(screen.getByText('Waiting for its turn')).toBeVisible()
  await expect.element(screen.getByText('Your limit of 60 requests a minute is used up.')).toBeVisible()
  emit(core, { type: 'run-status-changed', status: 'in_progress' })
  await expect.element(screen.getByText('Waiting for its turn')).not.toBeInTheDocument()
  await expect.element(screen.getByText('Waiting for Demo model')).toBeVisible()
})

test('switching away in the middle of an answer loses nothing, and the other chat shows that it was answered', async () => {
  const { core, screen } = await renderApp({ sessions: [fakeSession('other', { title: 'Other chat' })] })
  await screen.getByRole('textbox', { name: 'Message' }).fill('Long question')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  write(core, 'm1', 'First half, ')
  await expect.element(answer(screen).getByText('First half,')).toBeVisible()

  await screen.getByRole('button', { name: 'Other chat', exact: true }).click()
  await expect.element(answer(screen).getByText('First half,')).not.toBeInTheDocument()
  write(core, 'm1', 'second half')
  await screen
    .getByRole('button', { name: /^Long question/ })
    .first()
    .click()
  await expect.element(answer(screen).getByText('First half, second half')).toBeVisible()
  write(core, 'm1', ', and the end.')
  await expect.element(answer(screen).getByText('First half, second half, and the end.')).toBeVisible()

  await screen.getByRole('button', { name: 'Other chat', exact: true }).click()
  await expect.element(screen.getByText('What shall we work on?')).toBeVisible()
  finish(core)
  await expect.element(screen.getByRole('button', { name: 'Long question Unread answer' })).toBeVisible()
})

test('reasoning is folded to one line and opens', async () => {
  const { core, screen } = await renderApp()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Think')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  write(core, 'm0', '')
  emit(core, { type: 'reasoning-delta', messageId: messageIdSchema.parse('m0'), text: 'Let me see.' })
  await expect.element(screen.getByRole('button', { name: 'Thinking' })).toBeVisible()
  write(core, 'm0', 'Done.')
  await screen.getByRole('button', { name: 'Thought' }).click()
  await expect.element(screen.getByText('Let me see.')).toBeVisible()
})
