import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostile } from '../../src/renderer/markdown/view/testing/hostile.ts'
import { expect } from '../harness/fixtures.ts'
import { createGate } from '../wire/round.ts'
import { environmentFor, test } from './support/providers.ts'
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

test('RX-07 RX-08 RX-10 RX-11 RX-12 EL-06 EL-08 what an answer brings runs nothing, asks for nothing and leads nowhere: streaming, finished, loaded again and looked at', async ({
  launch,
  wire,
}) => {
  const evil = await startEvilServer()
  const gate = createGate()
  const whole = documentFor(evil.url)
  const middle = Math.floor(whole.length / 2)
  wire.script('openai-chat', {
    type: 'answer',
    steps: [
      { type: 'text', text: whole.slice(0, middle) },
      gate.step,
      { type: 'text', text: whole.slice(middle) },
    ],
  })
  const app = await launch({ env: environmentFor('openai-chat', wire) })
  const { page } = app
  const window = windowOf(page)
  await window.ask('Be evil.')
  await expect(window.transcript.locator('.md')).toBeVisible()
  gate.open()
  await window.answered()
  await expect(window.transcript.getByText('The end.')).toBeVisible()
  await page.reload()
  await expect(window.transcript.getByText('The end.')).toBeVisible()

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
  await fetch(`${evil.url}/counted`)
  expect(evil.asked).toEqual(['/counted'])
  evil.close()
  expect(page.context().pages()).toHaveLength(1)
  await expect(window.transcript.getByRole('article', { name: 'You' })).toHaveCount(1)
  await expect(window.message).toBeVisible()
  if (app.face === 'double') {
    const opened = await app.evaluate(({ shell }) => (shell as unknown as { opened: string[] }).opened)
    expect(opened).toEqual([])
  }
})

async function startEvilServer() {
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() }
}
