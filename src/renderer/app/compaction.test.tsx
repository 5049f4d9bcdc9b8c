import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { messageIdSchema } from '../../contract/id.ts'
import type { Message } from '../../contract/message.ts'
import { fakeAnthropic, fakeOpenAi } from '../transport/fake/fake-world.ts'
import { answerOf, emit, finish, renderApp, write, type RenderedApp } from './testing/render-app.tsx'

const usage = { inputTokens: 12, outputTokens: 3 }

async function chat(): Promise<RenderedApp> {
  const rendered = await renderApp({
    settings: { providerId: fakeOpenAi.id, model: 'gpt-5-mini' },
    providers: [{ ...fakeOpenAi, usable: true }, fakeAnthropic],
    estimate: { tokens: 90_000, basis: 'provider', contextTokens: 100_000 },
  })
  const { app, core } = rendered
  for (const [index, words] of ['First', 'Second'].entries()) {
    await app.conversation.send(`${words} question`, {})
    write(core, `answer-${index}`, `${words} answer.`)
    finish(core)
  }
  return rendered
}

function summaryUnder(core: RenderedApp['core'], parentId: string): Message {
  const part = { type: 'summary', text: 'They said hello.', messageCount: 2, tokens: 1_200 } as const
  const parent = messageIdSchema.parse(parentId)
  return { ...answerOf(core, 'run.summary', [part]), role: 'system', parentId: parent }
}

test('older messages are folded at the meter, the summary opens under them, and they can be sent again', async () => {
  const { app, core, screen } = await chat()
  await screen.getByRole('button', { name: /90,000 of 100,000 tokens/ }).click()
  await page.getByRole('menuitem', { name: 'Fold older messages into a summary' }).click()
  await expect.element(screen.getByText(/^Folding \d+ earlier messages$/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Stop', exact: true })).toBeVisible()
  emit(
    core,
    { type: 'folding-ended', summary: summaryUnder(core, 'answer-0') },
    { type: 'run-ended', status: 'completed', usage },
  )
  const line = screen.getByRole('button', { name: '2 messages folded, about 1,200 tokens' })
  await line.click()
  await expect.element(screen.getByText('They said hello.')).toBeVisible()
  await expect.element(screen.getByText('First answer.')).toBeVisible()
  const turns = screen.getByRole('article').elements()
  expect(turns.map((turn) => turn.getAttribute('aria-label'))).toEqual([
    'You',
    'Answer',
    'Summary of what stands above',
    'You',
    'Answer',
  ])
  await screen.getByRole('button', { name: 'Send the messages again' }).click()
  await expect.element(line).not.toBeInTheDocument()
  expect(app.conversation.store.getState().transcript.messages).toHaveLength(4)
})

test('a chat that is too long can be folded or shortened where it was refused, and says what was left out', async () => {
  const { app, core, screen } = await chat()
  await app.conversation.send('Third question', {})
  const failure = {
    code: 'context-too-long',
    message: 'Too long.',
    retryable: false,
    params: { model: 'gpt-5-mini' },
  } as const
  emit(core, { type: 'run-ended', status: 'failed', usage, failure })
  await expect.element(screen.getByRole('button', { name: 'Fold and retry' })).toBeVisible()
  await screen.getByRole('button', { name: 'Leave out the oldest' }).click()
  await expect.poll(() => core.runs.latest().id).toBe('run-4')
  emit(core, { type: 'messages-left-out', messageCount: 2 })
  await expect
    .element(screen.getByText('The 2 oldest messages were not sent: there is no room for them.'))
    .toBeVisible()
})

test('a summary that could not be written says why, and what happens by itself is a setting', async () => {
  const { app, core, screen } = await chat()
  await app.conversation.compact({})
  const failure = {
    code: 'provider-overloaded',
    message: '',
    retryable: true,
    params: { provider: 'OpenAI' },
  } as const
  emit(core, { type: 'folding-ended', failure }, { type: 'run-ended', status: 'failed', usage, failure })
  await expect.element(screen.getByText('OpenAI is overloaded')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Fold again' })).toBeVisible()
  app.view.showSettings('run')
  await screen.getByRole('switch', { name: 'Fold older messages by itself' }).click()
  await expect.poll(() => core.world.settings.context.compaction).toBe(false)
  await expect.element(screen.getByRole('textbox', { name: 'Fold from' })).not.toBeInTheDocument()
})
