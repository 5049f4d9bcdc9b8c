import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { holdFrames } from './testing/frames.ts'
import { distanceFromEnd, longChat, scroller, turnWheel } from './testing/long-chat.ts'
import { renderApp, type RenderedApp, write } from './testing/render-app.tsx'

test('a chat of 1,000 messages opens at its end, follows the answer, and lets one read back in peace', async () => {
  const { core, screen } = await openChat(1000)
  await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)
  expect(document.querySelectorAll('.turn').length).toBeLessThan(40)

  await send(screen, 'One more')
  for (let line = 0; line < 30; line++) write(core, 'new', `Line ${line}.\n\n`)
  await expect.element(answerIn(screen).getByText('Line 29.')).toBeVisible()
  await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)

  turnWheel(-400)
  const jump = screen.getByRole('button', { name: 'Jump to newest' })
  await expect.element(jump).toBeVisible()
  const reading = scroller().scrollTop
  for (let line = 30; line < 40; line++) write(core, 'new', `Line ${line}.\n\n`)
  await expect.poll(distanceFromEnd).toBeGreaterThan(600)
  expect(scroller().scrollTop).toBe(reading)

  await jump.click()
  await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)
  await expect.element(jump).not.toBeInTheDocument()
})

test('the end stays in sight with the very words that come, before any further frame', async () => {
  const { core, screen } = await openChat(20)
  const { next } = holdFrames()
  await send(screen, 'Go on')
  for (let line = 0; line < 20; line++) {
    write(core, 'new', `Line ${line}.\n\n`)
    await expect.element(answerIn(screen).getByText(`Line ${line}.`)).toBeInTheDocument()
    expect(distanceFromEnd()).toBeLessThanOrEqual(1)
  }
  await next()
  expect(distanceFromEnd()).toBeLessThanOrEqual(1)
})

test('who turns the wheel back to the end is taken along again', async () => {
  const { core, screen } = await openChat(20)
  await send(screen, 'Go on')
  const jump = screen.getByRole('button', { name: 'Jump to newest' })
  turnWheel(-400)
  await expect.element(jump).toBeVisible()
  turnWheel(500)
  await expect.element(jump).not.toBeInTheDocument()
  write(core, 'new', 'More.\n\n'.repeat(30))
  await expect.element(answerIn(screen).getByText('More.').last()).toBeInTheDocument()
  await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)
  await expect.element(jump).not.toBeInTheDocument()
})

test('who scrolls up without the wheel, as Tab or a search does, is not taken back', async () => {
  const { core, screen } = await openChat(20)
  await send(screen, 'Go on')
  scroller().scrollTop -= 400
  await expect.element(screen.getByRole('button', { name: 'Jump to newest' })).toBeVisible()
  const reading = scroller().scrollTop
  write(core, 'new', 'More.\n\n'.repeat(30))
  await expect.poll(distanceFromEnd).toBeGreaterThan(600)
  expect(scroller().scrollTop).toBe(reading)
})

test('sending goes to the end from anywhere', async () => {
  const { screen } = await openChat(20)
  turnWheel(-1000)
  const jump = screen.getByRole('button', { name: 'Jump to newest' })
  await expect.element(jump).toBeVisible()
  await send(screen, 'Go on')
  await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)
  await expect.element(jump).not.toBeInTheDocument()
})

test('another size of the window keeps the end in sight', async () => {
  const { screen } = await openChat(20)
  await expect.element(screen.getByText('Answer 19.')).toBeInViewport()
  for (const [width, height] of [
    [900, 600],
    [1400, 900],
  ] as const) {
    await page.viewport(width, height)
    await expect.poll(distanceFromEnd).toBeLessThanOrEqual(1)
    await expect.element(screen.getByText('Answer 19.')).toBeInViewport()
  }
})

function answerIn(screen: RenderedApp['screen']) {
  return screen.getByRole('article', { name: 'Answer' })
}

async function openChat(count: number): Promise<RenderedApp> {
  const rendered = await renderApp(longChat(count))
  await rendered.screen.getByRole('button', { name: 'Long chat', exact: true }).click()
  await expect.element(rendered.screen.getByText(`Answer ${count - 1}.`)).toBeVisible()
  return rendered
}

async function send(screen: RenderedApp['screen'], text: string): Promise<void> {
  await screen.getByRole('textbox', { name: 'Message' }).fill(text)
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
}
