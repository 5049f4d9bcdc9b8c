import { expect, test } from 'vitest'
import { messageIdSchema } from '../../contract/id.ts'
import type { Message } from '../../contract/message.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { scroller, turnWheel } from './testing/long-chat.ts'
import { renderApp, type RenderedApp } from './testing/render-app.tsx'

const session = fakeSession('long', { title: 'Long answers' })

/** Some 50 KB each: stretches of blocks, a list, a table, and a last line. */
function answerText(): string {
  const sections = Array.from(
    { length: 50 },
    (_, at) =>
      `## Part ${at}\n\n${`Words of part ${at} that go on. `.repeat(at % 20)}\n\n\`\`\`\ncode ${at}\n\`\`\`\n`,
  )
  const items = Array.from({ length: 300 }, (_, at) => `- Item ${at} with **bold** words`)
  const rows = Array.from({ length: 300 }, (_, at) => `| Row ${at} | x |`)
  return [...sections, items.join('\n'), `| a | b |\n| - | - |\n${rows.join('\n')}`, 'The very end.'].join(
    '\n\n',
  )
}

test('a long answer is there at once where one looks, and bit by bit elsewhere, to its last word', async () => {
  const { screen } = await openLongChat(1)
  await opensAtItsEnd(screen)
  const words = document.querySelector('.md')!.textContent
  for (const word of ['Part 0', 'code 49', 'Item 299', 'Row 299', 'The very end.'])
    expect(words).toContain(word)
  expect(document.querySelectorAll('.md li')).toHaveLength(300)
  expect(document.querySelectorAll('.md tr')).toHaveLength(301)
})

test('who reads in the middle of long answers stays at the same line while all around it is drawn', async () => {
  const { screen } = await openLongChat(3)
  const opened = seenFirst()
  await screen.getByRole('button', { name: 'Long answers', exact: true }).click()
  await opened
  turnWheel(-6000)
  do await nextFrame()
  while ([...document.querySelectorAll('.undrawn')].some(isInSight))
  const line = lineInSight()
  const { top } = line.getBoundingClientRect()
  expect(undrawn()).toBeGreaterThan(20)
  let most = 0
  for (let before = undrawn(); before > 0; before = undrawn()) {
    await nextFrame()
    most = Math.max(most, Math.abs(line.getBoundingClientRect().top - top))
  }
  expect(line.isConnected).toBe(true)
  expect(most).toBeLessThanOrEqual(1)
})

const many = (each: (at: number) => string) => Array.from({ length: 1000 }, (_, at) => each(at)).join('\n')

test.each([
  { kind: 'list', piece: 'li', text: many((at) => `- Item ${at} with **bold** words`) },
  {
    kind: 'table',
    piece: 'tbody tr',
    text: `| a | b |\n| - | - |\n${many((at) => `| Row ${at} | **x** |`)}`,
  },
  {
    kind: 'fence',
    piece: 'code > div > div',
    text: `\`\`\`ts\n${many((at) => `const line${at} = ${at}`)}\n\`\`\``,
  },
])('of one giant $kind the end is there first, and then all of it in pieces', async ({ piece, text }) => {
  const { screen } = await openLongChat(1, () => `Words.\n\n${text}\n\nThe very end.`)
  await opensAtItsEnd(screen)
  const pieces = [...document.querySelectorAll(`.md ${piece}`)].map(({ textContent }) => textContent)
  expect(pieces).toHaveLength(1000)
  expect(pieces.map((words) => Number(/\d+/.exec(words)?.[0]))).toEqual(
    Array.from({ length: 1000 }, (_, at) => at),
  )
})

test('no style makes the browser look at all of a table, a list or a code block for each piece that is added', async () => {
  await openLongChat(1)
  const rules = [...document.styleSheets].flatMap((sheet) => selectorsOf(sheet.cssRules))
  expect(rules.length).toBeGreaterThan(500)
  expect(rules.filter((selector) => /[+~] \*/.test(selector))).toEqual([])
})

test('a diagram that was drawn is a picture again when its answer comes back into sight', async () => {
  const diagram = ['```mermaid', 'graph TD', '  A --> B', '```'].join('\n')
  const { screen } = await openLongChat(12, (at) =>
    at === 11 ? diagram : `${'Words. '.repeat(200)}\n\n`.repeat(5),
  )
  await screen.getByRole('button', { name: 'Long answers', exact: true }).click()
  await screen.getByRole('button', { name: 'Preview' }).click()
  await expect.poll(picture).not.toBeNull()
  turnWheel(-scroller().scrollTop)
  await expect.poll(picture).toBeNull()
  turnWheel(scroller().scrollHeight)
  await expect.element(screen.getByRole('button', { name: 'Preview', pressed: true })).toBeVisible()
  // Not drawn anew: it is there with the very picture in which its answer is.
  expect(picture()).not.toBeNull()
})

/** Opens the chat: the end is there before what is far away, and then all of it. */
async function opensAtItsEnd(screen: RenderedApp['screen']): Promise<void> {
  const firsts = seenFirst()
  await screen.getByRole('button', { name: 'Long answers', exact: true }).click()
  await expect.element(screen.getByText('The very end.')).toBeInViewport()
  const first = await firsts
  expect(first.undrawn).toBeGreaterThan(20)
  expect(first.blocks).toBeLessThan(200)
  await expect.poll(undrawn).toBe(0)
}

/**
 * Of the first moment at which nothing in sight waits to be drawn: how many blocks there are, and places of parts. A
 * machine that has much to do gets there behind the first picture, but on every machine it is before what is far away.
 */
function seenFirst(): Promise<{ readonly undrawn: number; readonly blocks: number }> {
  return new Promise((resolve) => {
    const look = () => {
      const places = [...document.querySelectorAll('.undrawn')]
      if (!document.querySelector('.md-run') || places.some(isInSight)) return
      watcher.disconnect()
      const blocks = document.querySelectorAll(
        '.md :is(p, h3, figure, li, tr, code > div > div):not(.undrawn)',
      )
      resolve({ undrawn: places.length, blocks: blocks.length })
    }
    const watcher = new MutationObserver(look)
    watcher.observe(document.body, { childList: true, subtree: true })
  })
}

function selectorsOf(rules: CSSRuleList): readonly string[] {
  return [...rules].flatMap((rule) => [
    ...(rule instanceof CSSStyleRule ? [rule.selectorText] : []),
    ...(rule instanceof CSSGroupingRule || rule instanceof CSSStyleRule ? selectorsOf(rule.cssRules) : []),
  ])
}

function isInSight(place: Element): boolean {
  const view = scroller().getBoundingClientRect()
  const { top, bottom } = place.getBoundingClientRect()
  return bottom > view.top && top < view.bottom
}

function picture(): Element | null {
  return document.querySelector('.md-code[data-drawn] iframe')
}

function undrawn(): number {
  return document.querySelectorAll('.undrawn').length
}

function lineInSight(): Element {
  const view = scroller().getBoundingClientRect()
  const lines = [...document.querySelectorAll('.md :is(p, h3, li, tr):not(.undrawn)')]
  const line = lines.find((each) => each.getBoundingClientRect().top > view.top + 100)
  if (!line) throw new Error('nothing is drawn in sight')
  return line
}

function nextFrame(): Promise<number> {
  return new Promise(requestAnimationFrame)
}

function openLongChat(count: number, textOf: (answer: number) => string = answerText): Promise<RenderedApp> {
  const messages = Array.from({ length: count * 2 }, (_, at): Message => {
    const isAnswer = at % 2 === 1
    return {
      id: messageIdSchema.parse(`m${at}`),
      sessionId: session.id,
      parentId: at > 0 ? messageIdSchema.parse(`m${at - 1}`) : null,
      role: isAnswer ? 'assistant' : 'user',
      parts: [{ type: 'text', text: isAnswer ? textOf((at - 1) / 2) : `Question ${at}?` }],
      createdAt: 1,
      ...(isAnswer && { finishReason: 'stop' }),
    }
  })
  return renderApp({ sessions: [session], transcripts: { long: { messages, calls: [], runs: [] } } })
}
