import { expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { callIdSchema, messageIdSchema } from '../../contract/id.ts'
import type { FakeWorldOptions } from '../transport/fake/fake-world.ts'
import {
  answerOf,
  askForTools,
  emit,
  finish,
  renderApp,
  write,
  type RenderedApp,
} from './testing/render-app.tsx'

/** What the page may hold of an answer, however long that is. */
const most = { elements: 60_000, characters: 500_000 }

const huge: readonly (readonly [name: string, text: string])[] = [
  ['an answer of 50 MB', 'It depends on the weave and on the *weight*, says the port.\n\n'.repeat(820_000)],
  ['an answer of 1 million lines', `\`\`\`\n${'x = 1\n'.repeat(1_000_000)}\`\`\`\n`],
  ['an answer of 100,000 code blocks', '```\nf()\n```\n\n'.repeat(100_000)],
  ['an answer of 50 MB on one line', 'word '.repeat(10_000_000)],
]

const more = /^Show more \([\d,]+ characters left\)/

test.each(huge)(
  'RX-21 %s: a bounded page while it streams, when it is finished and when it is loaded again',
  async (_, text) => {
    const streaming = await asked()
    const size = Math.ceil(text.length / 50)
    write(streaming.core, 'm1', text.slice(0, size))
    await expect.element(streaming.screen.getByRole('button', { name: more })).toBeInTheDocument()
    // The first piece fills what is shown, bit by bit; what comes behind it changes nothing there.
    // Drawn when the page has nothing else to do, which on a busy machine takes its time; the poll ends when it is there.
    await expect.poll(() => answer().querySelectorAll('.undrawn').length, { timeout: 60_000 }).toBe(0)
    const changes = changesOfAnswer()
    for (let at = size; at < text.length; at += size) {
      write(streaming.core, 'm1', text.slice(at, at + size))
      await nextFrame()
    }
    expect(changes()).toBe(0)
    expectBounded()
    finish(streaming.core)
    await expect.element(streaming.screen.getByRole('button', { name: 'Copy as Markdown' })).toBeVisible()
    expectBounded()

    const { copied, screen } = await reloaded(streaming)
    await expect.element(screen.getByRole('button', { name: more })).toBeInTheDocument()
    expectBounded()
    const before = answer().textContent.length
    await screen.getByRole('button', { name: more }).click()
    expect(answer().textContent.length).toBeGreaterThan(before)
    await screen.getByRole('button', { name: 'Copy as Markdown' }).click()
    await expect.poll(() => copied.length).toBe(1)
    expect(copied[0] === text).toBe(true)
  },
  120_000,
)

test('RX-21 a question of 50 MB leaves the page as small', async () => {
  const text = 'Consider the weave, and the weight.\n'.repeat(1_400_000)
  const rendered = await asked()
  const id = emit(rendered.core)
  const { sessionId } = rendered.core.runs.latest()
  const transcript = rendered.core.world.transcripts.get(sessionId)
  const [question] = transcript?.messages ?? []
  if (!transcript || !question) throw new Error(`no question of ${id}`)
  const parts = [{ type: 'text', text }] as const
  rendered.core.world.transcripts.set(sessionId, { ...transcript, messages: [{ ...question, parts }] })
  write(rendered.core, 'm1', 'Yes.')
  finish(rendered.core)
  const { screen } = await reloaded(rendered)
  await expect.element(screen.getByText('Yes.')).toBeVisible()
  expectBounded()
})

test('RX-21 thoughts of 5 MB that somebody reads leave the page as small: coming, ended and loaded again', async () => {
  const rendered = await asked()
  const { core } = rendered
  emit(core, { type: 'message-created', message: answerOf(core, 'm1', []) })
  const messageId = messageIdSchema.parse('m1')
  const text = 'Consider the weave, and the weight.\n'.repeat(2800)
  emit(core, { type: 'reasoning-delta', messageId, text })
  await rendered.screen.getByRole('button', { name: 'Thinking' }).click()
  for (let piece = 1; piece < 50; piece++) {
    emit(core, { type: 'reasoning-delta', messageId, text })
    await nextFrame()
  }
  await expect.element(rendered.screen.getByRole('button', { name: more })).toBeInTheDocument()
  expectBounded()
  write(core, 'm1', 'Yes.')
  finish(core)
  await expect.element(rendered.screen.getByRole('button', { name: 'Thought' })).toBeVisible()
  expectBounded()

  const { screen } = await reloaded(rendered)
  await screen.getByRole('button', { name: 'Thought' }).click()
  expectBounded()
  const before = answer().textContent.length
  await screen.getByRole('button', { name: more }).click()
  expect(answer().textContent.length).toBeGreaterThan(before)
  expectBounded()
})

test('RX-21 5 MB that a tool is given, says and gives leave the page as small: running, ended and loaded again', async () => {
  const rendered = await asked()
  const { core } = rendered
  const callId = callIdSchema.parse('a')
  const names = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`name ${at}`, at]))
  const result = 'A line that a program wrote, and its end.\n'.repeat(120_000)
  askForTools(core, 'm1', [['a', 'run_program', { ...names, script: result }]])
  emit(core, { type: 'tool-call-started', callId }, { type: 'tool-call-progressed', callId, text: result })
  await rendered.screen.getByRole('button', { name: 'Details of run_program' }).click()
  await expect.element(rendered.screen.getByText('So far', { exact: true })).toBeVisible()
  expectBounded()

  emit(core, { type: 'tool-call-completed', callId, result, durationMs: 1 })
  await expect.element(rendered.screen.getByText('Result', { exact: true })).toBeVisible()
  expectBounded()
  finish(core)

  const { screen } = await reloaded(rendered)
  await screen.getByRole('button', { name: 'Details of run_program' }).click()
  expectBounded()
  for (const length of [20_000, 100_000, 200_000]) {
    expect(answer().textContent.length).toBeGreaterThan(length)
    await screen.getByRole('button', { name: more }).last().click()
  }
  expectBounded()
})

const escapes = '\u001b[2J\u001b]8;;https://evil.test\u0007pay\u001b]52;c;aGk=\u0007\u009b1A\u202e'
const spelled = '\\u{1b}[2J\\u{1b}]8;;https://evil.test\\u{7}pay\\u{1b}]52;c;aGk=\\u{7}\\u{9b}1A\\u{202e}'

test('RX-20 the card of a call shows what would command a terminal: running, ended and loaded again', async () => {
  const rendered = await asked()
  const { core } = rendered
  const callId = callIdSchema.parse('a')
  askForTools(core, 'm1', [['a', 'run_program', { line: escapes }]])
  emit(core, { type: 'tool-call-started', callId }, { type: 'tool-call-progressed', callId, text: escapes })
  await rendered.screen.getByRole('button', { name: 'Details of run_program' }).click()
  await expect.poll(() => spelledOut()).toBeGreaterThanOrEqual(3)
  expect(answer().textContent).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u)

  emit(core, { type: 'tool-call-completed', callId, result: escapes, durationMs: 1 })
  await expect.element(rendered.screen.getByText('Result', { exact: true })).toBeVisible()
  expect(spelledOut()).toBeGreaterThanOrEqual(3)
  expect(answer().textContent).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u)
  finish(core)

  const { copied, screen } = await reloaded(rendered)
  await screen.getByRole('button', { name: 'Details of run_program' }).click()
  await expect.poll(() => spelledOut()).toBeGreaterThanOrEqual(3)
  expect(answer().textContent).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u)
  await screen.getByRole('button', { name: 'Copy result' }).click()
  await expect.element(screen.getByText('Copied; hidden characters became numbers')).toBeVisible()
  expect(copied).toEqual([spelled])
})

test.each([
  ['HTML', 'text/html', '<b onclick="boom()">bold</b><img src=x onerror=boom()><script>boom()</script>'],
  [
    'RTF',
    'text/rtf',
    '{\\rtf1 {\\object\\objdata 0105}{\\field{\\*\\fldinst HYPERLINK "javascript:boom()"}}bold}',
  ],
])('RX-22 pasted %s with handlers is the plain text beside it, and nothing else', async (_, type, rich) => {
  const { core, screen } = await renderApp()
  const called: string[] = []
  Object.assign(globalThis, { boom: () => called.push('boom') })
  const field = screen.getByRole('textbox', { name: 'Message' })
  await field.click()
  await put({ [type]: rich, 'text/plain': 'bold <img src=x onerror=boom()>' })
  await userEvent.paste()
  await expect.element(field).toHaveValue('bold <img src=x onerror=boom()>')
  expect(field.element().childElementCount).toBe(0)
  expect(document.querySelector('img[src=x]')).toBeNull()
  await userEvent.keyboard('{Enter}')
  const said = screen.getByRole('article', { name: 'You' })
  await expect.element(said.getByText('bold <img src=x onerror=boom()>')).toBeVisible()
  expect(core.calls.find(({ method }) => method === 'runs.start')?.input).toMatchObject({
    text: 'bold <img src=x onerror=boom()>',
  })
  expect(called).toEqual([])
})

async function asked(): Promise<RenderedApp> {
  const rendered = await renderApp()
  await rendered.screen.getByRole('textbox', { name: 'Message' }).fill('Size')
  await userEvent.keyboard('{Enter}')
  await expect.element(rendered.screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  return rendered
}

/** Another window over what the first one left. */
async function reloaded({ core, screen }: RenderedApp): Promise<RenderedApp> {
  const { sessions, transcripts } = core.world
  const world: FakeWorldOptions = {
    sessions: [...sessions.values()].map((session) => ({ ...session, running: false })),
    transcripts: Object.fromEntries(transcripts),
  }
  await screen.unmount()
  const rendered = await renderApp(world)
  await rendered.screen.getByRole('navigation').getByRole('button', { name: /^Size/ }).click()
  await expect.poll(() => document.querySelector('.turn')).not.toBeNull()
  return rendered
}

const answer = (): Element => document.querySelector('.answer-turn') ?? document.body

/** How often the hostile text stands there with its hidden letters spelled out. */
const spelledOut = (): number => answer().textContent.split('\\u{1b}]52;c;').length - 1

function expectBounded(): void {
  expect(document.querySelectorAll('#root *').length).toBeLessThan(most.elements)
  expect(document.querySelector('#root')?.textContent.length).toBeLessThan(most.characters)
}

function changesOfAnswer(): () => number {
  let count = 0
  const observer = new MutationObserver((records) => (count += records.length))
  const root = document.querySelector('.md')
  if (root) observer.observe(root, { childList: true, characterData: true, subtree: true })
  onTestFinished(() => observer.disconnect())
  return () => count + observer.takeRecords().length
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}

/** Onto the clipboard, in every form in which a program gives it. */
async function put(forms: Readonly<Record<string, string>>): Promise<void> {
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault()
    for (const [type, text] of Object.entries(forms)) event.clipboardData?.setData(type, text)
  }
  document.addEventListener('copy', onCopy, { once: true })
  await userEvent.copy()
}
