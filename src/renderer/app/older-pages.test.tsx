import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { createFakeTransport, type FakeTransport } from '../transport/fake/fake-transport.ts'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'
import { longChat, scroller, turnWheel } from './testing/long-chat.ts'
import { renderApp, type RenderedApp } from './testing/render-app.tsx'

/** More than anything waits for: a height is measured in one frame, and what it moves is mended in the next. */
const FRAMES = 2

test('who scrolls up through 5,000 messages page by page reads on at the same place', async () => {
  const { app, core, screen, loaded } = await openChat(5000)
  const { asked } = holdPages(core)
  let pages = 0
  for (; loaded() < 5000; pages++) {
    turnWheel(-scroller().scrollTop)
    const [answer, more] = [await asked(), moreIn(app)]
    await frames(1)
    const place = readingPlace()
    answer()
    await more
    expect(await movesOf(place)).toStrictEqual(Array.from({ length: FRAMES }, () => 0))
  }
  expect(pages).toBe(50)
  turnWheel(-scroller().scrollTop)
  await expect.element(screen.getByText('Question 0?', { exact: true })).toBeInViewport()
  expect(document.querySelectorAll('.turn').length).toBeLessThan(40)
}, 60_000)

test('the pages come before the reader is at the top, and none comes unasked', async () => {
  const { core, loaded } = await openChat(400)
  await frames(FRAMES)
  expect(loaded()).toBe(50)
  turnWheel(700 - scroller().scrollTop)
  await expect.poll(loaded).toBe(150)
  expect(core.calls.filter(({ method }) => method === 'sessions.older')).toHaveLength(1)
})

test('what somebody has open, marked or focused stays so when earlier messages come', async () => {
  const { core, screen, loaded } = await openChat(400)
  const { asked } = holdPages(core)
  turnWheel(-scroller().scrollTop)
  const question = screen.getByRole('article', { name: 'You' }).first()
  await expect.element(question).toBeInViewport()
  question.element().focus()
  const words = question.element().querySelector('.bubble')!
  getSelection()?.selectAllChildren(words)
  const answer = await asked()
  answer()
  await expect.poll(loaded).toBe(150)
  await frames(FRAMES)
  expect(document.activeElement?.contains(words)).toBe(true)
  expect(getSelection()?.toString()).toBe('Question 350?')
  await userEvent.keyboard('{ArrowUp}')
  await expect.poll(() => document.activeElement?.textContent).toContain('Answer 349.')
})

test('a page that cannot be loaded says so where it is missed, and comes when one asks again', async () => {
  const { core, screen, loaded } = await openChat(400)
  const whole = createFakeTransport(longChat(400))
  core.answer('sessions.older', () =>
    Promise.reject(new FailureError(localFailure('storage-unreachable', {}))),
  )
  turnWheel(-scroller().scrollTop)
  await expect.element(screen.getByText('Earlier messages could not be loaded.')).toBeVisible()
  core.answer('sessions.older', (input) => whole.invoke('sessions.older', input))
  const place = readingPlace()
  await screen.getByRole('status').getByRole('button', { name: 'Retry' }).click()
  await expect.poll(loaded).toBe(150)
  expect(await movesOf(place)).toStrictEqual(Array.from({ length: FRAMES }, () => 0))
  await expect.element(screen.getByText('Earlier messages could not be loaded.')).not.toBeInTheDocument()
})

test('Home goes to the real beginning, and End back', async () => {
  const { screen, loaded } = await openChat(3000)
  screen.getByRole('article', { name: 'Answer' }).last().element().focus()
  await userEvent.keyboard('{Home}')
  await expect.poll(loaded).toBe(3000)
  await expect.element(screen.getByText('Question 0?', { exact: true })).toBeInViewport()
  await expect.poll(() => document.activeElement?.textContent).toContain('Question 0?')
  await userEvent.keyboard('{End}')
  await expect.element(screen.getByText('Answer 2999.')).toBeInViewport()
})

test('the way to the beginning can be broken off, and what has come is kept', async () => {
  const { core, screen, loaded } = await openChat(3000)
  const { asked } = holdPages(core)
  screen.getByRole('article', { name: 'Answer' }).last().element().focus()
  await userEvent.keyboard('{Home}')
  const answer = await asked()
  answer()
  await asked()
  await screen.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(loaded).toBe(250)
  await expect.element(screen.getByText('Loading earlier messages')).not.toBeInTheDocument()
})

/** Every page waits until the function that `asked` gives lets it come. */
function holdPages(core: FakeTransport) {
  const whole = createFakeTransport({ transcripts: Object.fromEntries(core.world.transcripts) })
  let question = Promise.withResolvers<() => void>()
  core.answer('sessions.older', async (input) => {
    await new Promise<void>((resolve) => question.resolve(resolve))
    question = Promise.withResolvers()
    return whole.invoke('sessions.older', input)
  })
  return { asked: () => question.promise }
}

/** Resolves when more messages are loaded. */
function moreIn({ conversation: { store } }: RenderedApp['app']): Promise<void> {
  const { length } = store.getState().transcript.messages
  return new Promise((resolve) => {
    const leave = store.subscribe(({ transcript }) => {
      if (transcript.messages.length === length) return
      leave()
      resolve()
    })
  })
}

/** The first turn of which something can be seen, and where it begins. */
function readingPlace(): { readonly turn: HTMLElement; readonly top: number } {
  const view = scroller().getBoundingClientRect()
  const turns = [...document.querySelectorAll<HTMLElement>('.turn-place')]
  const turn = turns.find((each) => each.getBoundingClientRect().bottom > view.top + 1)!
  return { turn, top: turn.getBoundingClientRect().top }
}

/** How far the turn has moved in each of the next frames, in px; infinitely far when it is drawn anew. */
async function movesOf({ turn, top }: ReturnType<typeof readingPlace>): Promise<readonly number[]> {
  const moves: number[] = []
  for (let frame = 0; frame < FRAMES; frame++) {
    await frames(1)
    moves.push(turn.isConnected ? Math.round(Math.abs(turn.getBoundingClientRect().top - top)) : Infinity)
  }
  return moves
}

async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
}

async function openChat(count: number): Promise<RenderedApp & { readonly loaded: () => number }> {
  const rendered = await renderApp(longChat(count))
  await rendered.screen.getByRole('button', { name: 'Long chat', exact: true }).click()
  await expect.element(rendered.screen.getByText(`Answer ${count - 1}.`)).toBeVisible()
  const { store } = rendered.app.conversation
  return { ...rendered, loaded: () => store.getState().transcript.messages.length }
}
