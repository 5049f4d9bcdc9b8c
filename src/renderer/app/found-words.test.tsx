import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { callIdSchema, messageIdSchema } from '../../contract/id.ts'
import type { Message, Part } from '../../contract/message.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { scroller, turnWheel } from './testing/long-chat.ts'
import { lookFor } from './testing/look-for.ts'
import { renderApp, type RenderedApp } from './testing/render-app.tsx'

const session = fakeSession('found', { title: 'Long answers' })
const callId = callIdSchema.parse('c1')

/** Some 50 KB, of which most is drawn late, with six needles. */
function longAnswer(): string {
  const sections = Array.from(
    { length: 50 },
    (_, at) => `## Part ${at}\n\n${`Words of part ${at}. `.repeat(at % 20)}\n\n\`\`\`\ncode ${at}\n\`\`\`\n`,
  )
  const items = Array.from({ length: 300 }, (_, at) => `- Item ${at} with **bold** words`)
  const rows = Array.from({ length: 300 }, (_, at) => `| Row ${at} | x |`)
  sections[3] += '\nThe first néedle lies in a paragraph.\n'
  sections[30] += '\n```\nlet second_needle = 2\n```\n'
  items[200] += ' and the third Needle'
  rows[250] = '| the **fourth** needle | x |'
  const table = `| a | b |\n| - | - |\n${rows.join('\n')}`
  const end = 'A [fifth needle](https://example.com/) and the sixth needle.'
  return [...sections, items.join('\n'), table, end].join('\n\n')
}

test('search leads to the very words in a long answer, and find from one to the next, wherever they are', async () => {
  const { screen } = await openChat([{ type: 'text', text: longAnswer() }])
  await lookFor('needle')
  await userEvent.click(screen.getByRole('option', { name: /needle/ }))
  await expect.poll(shownWords).toContain('The first néedle lies')
  await expect.element(screen.getByText('1 of 6')).toBeVisible()
  const field = screen.getByRole('textbox', { name: 'Find in this chat' })
  await expect.element(field).toHaveValue('needle')
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()

  field.element().focus()
  for (const [index, words] of ['second_', 'the third', 'fourth', 'fifth', 'sixth'].entries()) {
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
    await expect.element(screen.getByText(`${index + 2} of 6`)).toBeVisible()
    await expect.poll(shownWords).toContain(words)
  }
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
  await expect.poll(shownWords).toContain('The first')
  // What was drawn meanwhile, and what nobody went to, is marked too.
  await expect.poll(() => document.querySelector('.undrawn')).toBeNull()
  await expect.poll(() => CSS.highlights.get('found')?.size).toBe(5)
})

test('the words are found in a part that the page has not come to yet, and the reader may go elsewhere', async () => {
  const { screen } = await openChat([{ type: 'text', text: longAnswer() }])
  await find(screen, 'third needle')
  await expect.element(screen.getByText('1 of 1')).toBeVisible()
  await expect.poll(shownWords).toContain('third Needle')
  turnWheel(-scroller().scrollTop)
  await expect.element(screen.getByText('Part 0', { exact: true })).toBeInViewport()
  expect(current()?.toString()).toBe('third Needle')
})

test('what "Show more" hides is shown for the words in it', async () => {
  const words = 'Words that go on. '.repeat(14_000)
  const { screen } = await openChat([{ type: 'text', text: `${words}\n\nThe needle at last.\n\n${words}` }])
  await find(screen, 'needle')
  await expect.element(screen.getByText('1 of 1')).toBeVisible()
  await expect.poll(shownWords).toContain('The needle at last.')
})

test('the words are found in the lines of a long code block that are not drawn yet', async () => {
  const lines = Array.from({ length: 2500 }, (_, at) => `line_${at}()`)
  lines[700] += ' // the needle'
  const { screen } = await openChat([{ type: 'text', text: `\`\`\`js\n${lines.join('\n')}\n\`\`\`` }])
  await find(screen, 'needle')
  await expect.element(screen.getByText('1 of 1')).toBeVisible()
  await expect.poll(shownWords).toContain('the needle')
})

test('reasoning, calls and their long results open for the words in them', async () => {
  const { screen } = await openChat(
    [
      { type: 'reasoning', text: `${'I think. '.repeat(400)}A thought of a needle.` },
      { type: 'tool-call', id: callId, name: 'look', arguments: '{"what": "one needle"}' },
    ],
    [{ type: 'tool-result', callId, content: `${'hay '.repeat(6000)}\nneedle in it`, isError: false }],
    [{ type: 'text', text: 'No more needles.' }],
  )
  await find(screen, 'needle')
  await expect.element(screen.getByText('4 of 4')).toBeVisible()
  await expect.poll(shownWords).toContain('No more needles.')
  expect(document.querySelector('.thinking, .call-detail')).toBeNull()
  for (const [place, words] of [
    [3, 'needle in it'],
    [2, 'one needle'],
    [1, 'A thought of a needle.'],
  ] as const) {
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByText(`${place} of 4`)).toBeVisible()
    await expect.poll(shownWords).toContain(words)
  }
})

test('names of controls are no words of a chat, and several words are found apart where they do not stand together', async () => {
  const { screen } = await openChat([
    { type: 'text', text: '```js\nCopy("this")\n```\n\nTwo words,\nand words.' },
  ])
  await find(screen, 'copy')
  await expect.element(screen.getByText('1 of 1')).toBeVisible()
  await find(screen, 'words and')
  await expect.element(screen.getByText('3 of 3')).toBeVisible()
  await find(screen, 'two words')
  await expect.element(screen.getByText('1 of 1')).toBeVisible()
  await expect.poll(() => current()?.toString()).toBe('Two words')
})

async function find(screen: RenderedApp['screen'], words: string): Promise<void> {
  await userEvent.keyboard('{Control>}f{/Control}')
  await screen.getByRole('textbox', { name: 'Find in this chat' }).fill(words)
}

function current(): Range | undefined {
  const [range] = CSS.highlights.get('found-current') ?? []
  return range instanceof Range ? range : undefined
}

/** The words around the current place when it can be seen. */
function shownWords(): string {
  const range = current()
  const around = range?.startContainer.parentElement?.closest(
    'p, li, tr, span, .md-code, .pairs, .thinking, div',
  )
  if (!range || !around) return ''
  const box = range.getBoundingClientRect()
  const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  return seen && around.contains(seen) ? around.textContent : ''
}

async function openChat(...messages: readonly (readonly Part[])[]): Promise<RenderedApp> {
  const asked: readonly Part[] = [{ type: 'text', text: 'Where is it?' }]
  const made = [asked, ...messages].map((parts, at): Message => {
    const role = at === 0 ? 'user' : parts[0]?.type === 'tool-result' ? 'tool' : 'assistant'
    return {
      id: messageIdSchema.parse(`m${at}`),
      sessionId: session.id,
      parentId: at > 0 ? messageIdSchema.parse(`m${at - 1}`) : null,
      role,
      parts,
      createdAt: 1,
      ...(role === 'assistant' && { finishReason: at < messages.length ? 'tool-calls' : 'stop' }),
    }
  })
  const rendered = await renderApp({
    sessions: [session],
    transcripts: { found: { messages: made, calls: [], runs: [] } },
  })
  await rendered.screen.getByRole('button', { name: 'Long answers', exact: true }).click()
  await expect.poll(() => document.querySelector('.answer-turn')).not.toBeNull()
  return rendered
}
