import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ContextItem, ContextView } from '../../contract/context.ts'
import { messageIdOf } from '../../contract/id.ts'
import { fakeAnthropic, fakeOpenAi } from '../transport/fake/fake-world.ts'
import { finish, renderApp, write } from './testing/render-app.tsx'

const place = (id: string, part = 0) => ({ messageId: messageIdOf(id), part })
const fixed: ContextItem = {
  id: 'tools',
  kind: 'tools',
  label: 'a, b',
  state: 'sent',
  tokens: 900,
  effects: {},
}

function itemOf(number: number): ContextItem {
  return {
    id: `m${number}:0`,
    kind: 'question',
    place: place(`m${number}`),
    label: `Question ${number}`,
    state: 'sent',
    tokens: 10,
    effects: { muted: { tokens: -10 }, pinned: { tokens: 0 } },
  }
}

const answer: ContextItem = {
  id: 'answer-0:0',
  kind: 'answer',
  place: place('answer-0'),
  label: 'First answer.',
  state: 'sent',
  tokens: 1_500,
  effects: { muted: { tokens: -1_500, uncached: 700 }, shortened: { tokens: -1_200 }, pinned: { tokens: 0 } },
}

const view: ContextView = {
  items: [fixed, ...Array.from({ length: 3_000 }, (_, index) => itemOf(index)), answer],
  totals: [
    { kind: 'tools', tokens: 900, count: 1 },
    { kind: 'question', tokens: 30_000, count: 3_000 },
    { kind: 'answer', tokens: 1_500, count: 1 },
  ],
  tokens: 52_400,
  counted: 60_000,
  older: { turns: 500, messages: 1_000, tokens: 20_000 },
  tools: { whole: 2, listed: 0 },
  folds: { messageCount: 12 },
  contextTokens: 100_000,
}

test('lead 6 the meter leads to what the next request holds, and each item says what leaving it out changes', async () => {
  const { app, core, screen } = await renderApp({
    settings: { providerId: fakeOpenAi.id, model: 'gpt-5-mini' },
    providers: [{ ...fakeOpenAi, usable: true }, fakeAnthropic],
    estimate: { tokens: 52_400, basis: 'tokenizer', contextTokens: 100_000 },
  })
  core.answer('context.items', () => view)
  await app.conversation.send('First question', {})
  write(core, 'answer-0', 'First answer.')
  finish(core)
  await screen.getByRole('button', { name: /52,400 of 100,000 tokens/ }).click()
  await page.getByRole('menuitem', { name: 'What the next request holds' }).click()
  const panel = screen.getByRole('complementary', { name: 'Run inspector' })
  const heading = panel.getByRole('heading', { name: 'Context' })
  await expect.element(heading).toHaveFocus()
  await expect.element(panel.getByText('52,400 of 100K')).toBeVisible()
  await expect.element(panel.getByText('it is about 60,000.', { exact: false })).toBeVisible()
  await expect.element(panel.getByText('the 12 oldest messages are folded', { exact: false })).toBeVisible()

  // Thousands of items make a few rows, and more where they are wanted.
  await panel.getByRole('button', { name: /^Your messages/ }).click()
  await expect.element(panel.getByRole('button', { name: /^Question 2999/ })).toBeVisible()
  expect(document.querySelectorAll('.context-item').length).toBe(40)
  await panel.getByRole('button', { name: 'Show 200 more' }).click()
  await expect.poll(() => document.querySelectorAll('.context-item').length).toBe(240)
  await panel.getByRole('button', { name: /^Your messages/ }).click()

  // By the keyboard alone.
  panel
    .getByRole('button', { name: /^Answers/ })
    .element()
    .focus()
  await userEvent.keyboard('{Enter}{Tab}{Enter}')
  await expect
    .element(panel.getByText('about 700 tokens behind it are read anew', { exact: false }))
    .toBeVisible()
  await expect.element(panel.getByRole('button', { name: 'Shorten −1,200' })).toBeVisible()
  await userEvent.keyboard('{Tab}')
  await expect.element(panel.getByRole('button', { name: 'Leave out −1,500' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  const marks = { sessionId: expect.anything(), places: [answer.place], mark: 'muted' }
  await expect.poll(() => core.calls).toContainEqual({ method: 'context.mark', input: marks })
  await expect.element(screen.getByText('One part is left out of the next requests')).toBeVisible()
  await screen.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(() => core.calls)
    .toContainEqual({ method: 'context.mark', input: { ...marks, mark: null } })
  await expect.element(screen.getByText('One part is left out of the next requests')).not.toBeInTheDocument()

  await panel.getByRole('button', { name: /^Older turns/ }).click()
  await expect
    .poll(() => core.calls.findLast(({ method }) => method === 'context.items')?.input)
    .toMatchObject({ turns: 330 })
  await panel.getByRole('button', { name: 'Show in the chat' }).click()
  await expect.element(screen.getByText('First answer.', { exact: true }).first()).toBeVisible()
})
