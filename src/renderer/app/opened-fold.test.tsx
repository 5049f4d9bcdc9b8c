import { expect, test } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { messageIdSchema } from '../../contract/id.ts'
import { holdFrames } from './testing/frames.ts'
import { distanceFromEnd, longChat, scroller, turnWheel } from './testing/long-chat.ts'
import { askForTools, emit, renderApp, type RenderedApp, write } from './testing/render-app.tsx'

/** More than anything waits for: a height is measured in one frame, and a way to some place is mended in a few. */
const FRAMES = 8

test('what one opens stays where it is', async () => {
  const { fold, jump } = await openThinkingInSmallWindow()
  await expect.element(fold).toBeInViewport()
  const before = topOf(fold)
  await fold.click()
  await expect.element(jump).toBeVisible()
  expect(Math.abs(topOf(fold) - before)).toBeLessThanOrEqual(1)
})

test('what one opens stays where it is while everything before it still waits for its frame', async () => {
  const { next } = holdFrames()
  const { fold, jump } = await openThinkingInSmallWindow()
  const before = topOf(fold)
  await fold.click()
  await expect.element(jump).toBeVisible()
  expect(topOf(fold)).toBe(before)
  for (let frame = 0; frame < FRAMES; frame++) {
    await next()
    expect(topOf(fold)).toBe(before)
  }
  await expect.element(jump).toBeVisible()
})

test('what one opens stays where it is while the answer goes on', async () => {
  const { core, screen, fold, jump } = await openThinkingInSmallWindow()
  await fold.click()
  await expect.element(jump).toBeVisible()
  const before = topOf(fold)
  write(core, 'new', 'A word.\n\n'.repeat(30))
  await expect.element(words(screen).last()).toBeInTheDocument()
  await expect.poll(distanceFromEnd).toBeGreaterThan(900)
  expect(topOf(fold)).toBe(before)
})

test('who closes again what was opened at the end is at the end, and is taken along', async () => {
  const { core, screen, fold, jump } = await openThinkingInSmallWindow()
  const before = topOf(fold)
  await fold.click()
  await expect.element(jump).toBeVisible()
  await fold.click()
  await expect.element(jump).not.toBeInTheDocument()
  expect(topOf(fold)).toBe(before)
  write(core, 'new', 'A word.\n\n'.repeat(30))
  await expect.element(words(screen).last()).toBeInTheDocument()
  await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)
})

test('what one opens and closes while one reads back stays where it is', async () => {
  const { core, fold, jump } = await openThinkingInSmallWindow()
  write(core, 'new', 'A word.\n\n'.repeat(30))
  await expect.poll(() => scroller().scrollHeight).toBeGreaterThan(4000)
  turnWheel(-900)
  await expect.element(jump).toBeVisible()
  await expect.element(fold).toBeInViewport()
  const { next } = holdFrames()
  const before = topOf(fold)
  for (const open of ['true', 'false']) {
    await fold.click()
    await expect.element(fold).toHaveAttribute('aria-expanded', open)
    for (let frame = 0; frame < FRAMES; frame++) {
      expect(topOf(fold)).toBe(before)
      await next()
    }
  }
})

test('a call that one opens stays where it is', async () => {
  const { core, screen, jump } = await answerInSmallWindow()
  askForTools(core, 'new', [['a', 'compute', { expression: '6 * 7', note: 'Long. '.repeat(300) }]])
  const card = screen.getByRole('button', { name: 'Details of compute' })
  await expect.element(card).toBeInViewport()
  await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)
  const { next } = holdFrames()
  const before = topOf(card)
  await card.click()
  await expect.element(jump).toBeVisible()
  for (let frame = 0; frame < FRAMES; frame++) {
    expect(topOf(card)).toBe(before)
    await next()
  }
})

test('a call that one opens stays where it is, though the open one above it closes', async () => {
  const { core, screen } = await answerInSmallWindow()
  const input = { expression: '6 * 7' }
  askForTools(
    core,
    'new',
    ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [id, `compute_${id}`, input] as const),
  )
  const first = screen.getByRole('button', { name: 'Details of compute_a' })
  const second = screen.getByRole('button', { name: 'Details of compute_c' })
  await first.click()
  await expect.element(first).toHaveAttribute('aria-expanded', 'true')
  await expect.element(second).toBeInViewport()
  const before = topOf(second)
  await second.click()
  await expect.element(second).toHaveAttribute('aria-expanded', 'true')
  expect(topOf(second)).toBe(before)
})

test('what one opens where everything is in sight does not end the following', async () => {
  const { core, screen } = await renderApp()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Think')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  think(core)
  await screen.getByRole('button', { name: 'Thinking' }).click()
  await expect.element(screen.getByText(/Let me see/).first()).toBeVisible()
  write(core, 'new', 'A word.\n\n'.repeat(60))
  await expect.element(words(screen).last()).toBeInViewport()
  await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)
})

function words(screen: RenderedApp['screen']): Locator {
  return screen.getByRole('article', { name: 'Answer' }).getByText('A word.')
}

function topOf(locator: Locator): number {
  return locator.element().getBoundingClientRect().top
}

function think(core: RenderedApp['core']): void {
  write(core, 'new', '')
  const thought = { type: 'reasoning-delta', messageId: messageIdSchema.parse('new') } as const
  emit(core, { ...thought, text: 'Let me see. '.repeat(400) })
}

async function openThinkingInSmallWindow() {
  const rendered = await answerInSmallWindow()
  think(rendered.core)
  // Thinking, and then, from the first word of the answer, thought.
  const fold = rendered.screen.getByRole('button', { name: /^Th(inking|ought)$/ })
  await expect.element(fold).toBeInTheDocument()
  await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)
  return { ...rendered, fold }
}

async function answerInSmallWindow() {
  const { core, screen } = await renderApp(longChat(20))
  await screen.getByRole('button', { name: 'Long chat', exact: true }).click()
  await expect.element(screen.getByText('Answer 19.')).toBeVisible()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Think')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  await page.viewport(900, 600)
  await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)
  return { core, screen, jump: screen.getByRole('button', { name: 'Jump to newest' }) }
}
