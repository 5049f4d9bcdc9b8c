import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { hostile } from '../../src/renderer/markdown/view/testing/hostile.ts'
import { expect } from '../harness/fixtures.ts'
import { createGate, saying } from '../wire/round.ts'
import { chooseFiles } from './support/choose-files.ts'
import { hostileFiles } from './support/hostile-files.ts'
import { environmentFor, lastQuestion, test } from './support/providers.ts'
import { startEvilServer, watch } from './support/watch.ts'
import { windowOf } from './support/window.ts'

/** What tells, from inside a frame, that something in it could do what it must not. */
const artifact = `<p id="shown">An artifact</p>
<script>
  document.body.append('a script ran')
  for (const get of [() => parent.document.title, () => top.location.href, () => localStorage.length]) {
    try { document.body.append('reached ' + get()) } catch {}
  }
  parent.postMessage({ type: 'runs.start', text: 'forged' }, '*')
  open('https://evil.test/popup')
  while (true) {}
</script>
<img src="https://evil.test/a.png" onerror="document.body.append('a handler ran')">
<img src="x" onerror="document.body.append('a handler ran')">
<svg onload="document.body.append('a handler ran')"><image href="https://evil.test/b.png"/></svg>
<iframe src="https://evil.test/c"></iframe>
<link rel="stylesheet" href="https://evil.test/d.css">
<style>@import "https://evil.test/e.css"; p { color: rgb(1, 2, 3); background: url(https://evil.test/f.png) }</style>
<meta http-equiv="refresh" content="0;url=https://evil.test/g">
<form action="https://evil.test/h"><button id="send">Send</button></form>
<a id="leave" href="https://evil.test/i" target="_top">Leave</a>`

/** What all of them ask for is at a server that counts. */
const documentFor = (evil: string) =>
  [...Object.values(hostile).flat(), `\`\`\`html\n${artifact}\n\`\`\``, 'The end.']
    .join('\n\n')
    .replaceAll('https://evil.test', evil)

const ids = [...Object.keys(hostile), 'RX-10', 'RX-11', 'RX-12', 'EL-06', 'EL-08'].join(' ')

test(`${ids} what an answer brings is text: streaming, finished, loaded again and looked at`, async ({
  launch,
  wire,
}) => {
  const evil = await startEvilServer()
  const gate = createGate()
  const whole = documentFor(evil.url)
  const middle = Math.floor(whole.length / 2)
  wire.script(
    'openai-chat',
    {
      type: 'answer',
      steps: [
        { type: 'text', text: whole.slice(0, middle) },
        gate.step,
        { type: 'text', text: whole.slice(middle) },
      ],
    },
    saying('Enough.'),
  )
  const app = await launch({ env: environmentFor('openai-chat', wire) })
  const { page } = app
  const window = windowOf(page)
  const watched = await watch(page)
  const expectOnlyText = async () => {
    expect(await live(page)).toEqual([])
    expect(await window.transcript.getByRole('article').count()).toBe(2)
    expect(await page.getByRole('alertdialog').count()).toBe(0)
    expect(await watched.seen()).toEqual([])
  }
  await window.ask('Be evil.')
  await expect(window.transcript.locator('.md')).toBeVisible()
  await expectOnlyText()
  gate.open()
  await window.answered()
  await expect(window.transcript.getByText('The end.')).toBeVisible()
  await expectOnlyText()
  await page.reload()
  await expect(window.transcript.getByText('The end.')).toBeVisible()
  await expectOnlyText()

  // Who said what is known by the stored role, whatever a text claims to be.
  await window.ask('Go on.')
  await window.answered()
  expect(lastQuestion(wire).body).toMatchObject({
    messages: [
      { role: 'user', content: 'Be evil.' },
      { role: 'assistant', content: whole },
      { role: 'user', content: 'Go on.' },
    ],
  })

  const diagrams = window.transcript
    .locator('figure')
    .filter({ has: page.getByText('Mermaid', { exact: true }) })
  await expectInert(diagrams.filter({ hasText: 'securityLevel' }), '<img src=x onerror=boom()>')
  await expectInert(diagrams.filter({ hasText: 'click A' }), 'A')
  expect(await watched.seen()).toEqual([])

  const address = page.url()
  await window.transcript.getByRole('button', { name: 'Preview' }).last().click()
  const frame = page.frameLocator('iframe.md-preview')
  await expect(frame.locator('#shown')).toHaveCSS('color', 'rgb(1, 2, 3)')
  await frame.locator('#send').click()
  await frame.locator('#leave').click()
  await expect(frame.locator('#shown')).toBeVisible()
  const seen = await frame.locator('body').innerText()
  expect(seen).not.toMatch(/ran|reached/)
  expect(page.url()).toBe(address)
  expect(await evil.asked()).toEqual(['/counted'])
  evil.close()
  expect(page.context().pages()).toHaveLength(1)
  await expect(window.transcript.getByRole('article', { name: 'You' })).toHaveCount(2)
  await expect(window.message).toBeVisible()
  if (app.face === 'double') {
    const opened = await app.evaluate(({ shell }) => (shell as unknown as { opened: string[] }).opened)
    expect(opened).toEqual([])
  }
})

test('RX-13 hostile files are data: in the message, streaming, answered and loaded again', async ({
  launch,
  profile,
  wire,
}) => {
  const evil = await startEvilServer()
  const witness = join(profile, 'witness')
  const files = hostileFiles(evil.url, witness)
  const paths = Object.keys(files).map((name) => join(profile, name))
  await Promise.all(Object.entries(files).map(([name, { bytes }]) => writeFile(join(profile, name), bytes)))
  const gate = createGate()
  wire.script('openai-chat', {
    type: 'answer',
    steps: [{ type: 'text', text: 'I read ' }, gate.step, { type: 'text', text: 'all of it.' }],
  })
  const { page } = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(page)
  const watched = await watch(page)
  const expectOnlyData = async () => {
    for (const name of Object.keys(files)) await expect(page.getByText(name, { exact: true })).toBeVisible()
    expect(await live(page)).toEqual([])
    expect(await watched.seen()).toEqual([])
  }
  await chooseFiles(page, 'Attach files', ...paths)
  // One after the other, since each is read in its turn.
  for (const name of Object.keys(files))
    await expect(page.getByRole('button', { name: `Remove ${name}`, exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Remove / })).toHaveCount(paths.length)
  await expectOnlyData()
  await window.ask('What is in these?')
  await expect(window.transcript.getByText('I read')).toBeVisible()
  await expectOnlyData()
  gate.open()
  await window.answered()
  await page.reload()
  await expect(window.transcript.getByText('I read all of it.')).toBeVisible()
  await expectOnlyData()

  const told = JSON.stringify(lastQuestion(wire).body)
  // A PDF goes in the form that OpenAI has for it.
  const asText = Object.entries(files).filter(([name]) => !name.endsWith('.pdf'))
  for (const [name, { words }] of asText)
    for (const each of words) expect(told, name).toContain(JSON.stringify(each).slice(1, -1))
  expect(told).not.toContain('/entity')
  expect(told).not.toContain('DDEAUTO')
  expect(await evil.asked()).toEqual(['/counted'])
  evil.close()
  expect(existsSync(witness)).toBe(false)
})

/** Draws a diagram; what is in its frame shows those words and could do nothing. */
async function expectInert(figure: Locator, words: string): Promise<void> {
  await figure.getByRole('button', { name: 'Preview' }).click()
  const drawing = figure.frameLocator('iframe').locator('svg')
  await expect(drawing).toContainText(words, { timeout: 20_000 })
  await drawing.click({ force: true })
  const active =
    'a, script, foreignObject, image, iframe, [href]:not([href^="#"]), [onclick], [onerror], [onload]'
  expect(await drawing.locator(active).count()).toBe(0)
}

/** What in the transcript and the message could do something by itself. */
function live(page: Page): Promise<readonly string[]> {
  const alive =
    'script, iframe, object, embed, form, video, audio, base, meta, style, link, dialog, [onclick], [onerror], [onload], [onmouseover]'
  return page
    .locator(`:is(.transcript-scroll, .dock) :is(${alive})`)
    .evaluateAll((nodes) => nodes.map((node) => node.outerHTML.slice(0, 200)))
}
