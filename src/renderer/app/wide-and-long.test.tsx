import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { messageIdSchema } from '../../contract/id.ts'
import type { Message, Part } from '../../contract/message.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { answerOf, emit, renderApp } from './testing/render-app.tsx'

const session = fakeSession('a', { title: 'Customs' })
const row = (cell: string) => `| ${Array.from({ length: 12 }, () => cell).join(' | ')} |`
const table = [row('A long heading'), row('---'), row('words')].join('\n')
const narrow = '| A | B |\n| --- | --- |\n| 1 | 2 |'

const opacityOf = (element: Element, side: '::before' | '::after') =>
  Number(getComputedStyle(element, side).opacity)

const box = () => document.querySelector<HTMLElement>('.thinking')!

async function openAnswer(parts: readonly Part[]) {
  const message: Message = {
    id: messageIdSchema.parse('m1'),
    sessionId: session.id,
    parentId: null,
    role: 'assistant',
    parts,
    finishReason: 'stop',
    createdAt: 1,
  }
  const transcripts = { a: { messages: [message], calls: [], runs: [] } }
  const rendered = await renderApp({ sessions: [session], transcripts }, [640, 800])
  await rendered.app.conversation.open(session.id)
  return rendered
}

test('a table that is wider than its place says so at the side that has more, and is scrolled by keys', async () => {
  const { screen } = await openAnswer([{ type: 'text', text: `${table}\n\nThen:\n\n${narrow}` }])
  const wide = screen.getByRole('group', { name: 'Table that scrolls sideways' })
  await expect.element(wide).toBeVisible()
  const [block, other] = document.querySelectorAll('.md-table-block')
  expect(opacityOf(other!, '::after')).toBe(0)
  await expect.poll(() => [opacityOf(block!, '::before'), opacityOf(block!, '::after')]).toEqual([0, 1])
  wide.element().focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.poll(() => opacityOf(block!, '::before')).toBe(1)
  wide.element().scrollLeft = wide.element().scrollWidth
  await expect.poll(() => [opacityOf(block!, '::before'), opacityOf(block!, '::after')]).toEqual([1, 0])
})

test('thoughts that come show their end in whole lines, and that something is before them', async () => {
  const { core, screen } = await renderApp({}, [900, 800])
  await screen.getByRole('textbox', { name: 'Message' }).fill('Think')
  await userEvent.keyboard('{Enter}')
  const messageId = messageIdSchema.parse('m1')
  const think = (text: string) => emit(core, { type: 'reasoning-delta', messageId, text })
  await expect.element(screen.getByText('Waiting for Demo model')).toBeVisible()
  emit(core, { type: 'message-created', message: answerOf(core, 'm1', []) })
  think('One line.\n')
  await screen.getByRole('button', { name: /^Thinking/ }).click()
  const faded = () => getComputedStyle(box()).getPropertyValue('--before')
  await expect.element(screen.getByText('One line.')).toBeVisible()
  expect(faded()).toBe('0px')
  think('Another one.\n'.repeat(40))
  await expect.poll(faded).toBe('40px')
  const lineHeight = parseFloat(getComputedStyle(box()).lineHeight)
  expect(box().scrollTop % lineHeight).toBe(0)
  box().scrollTop = 0
  await expect.poll(faded).toBe('0px')
})
