import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '../harness/fixtures.ts'
import { createGate, saying, type WireRound } from '../wire/round.ts'
import { canaryKey, environmentFor, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

/** A provider that asks to be left alone for so many seconds. */
const overloaded = (seconds: number): WireRound => ({
  type: 'error',
  status: 503,
  headers: { 'retry-after': String(seconds) },
  body: { error: { message: 'busy' } },
})

test('S0-7 a failing provider is named in place, Retry answers beside it, and nothing is lost', async ({
  launch,
  wire,
}) => {
  const refused = {
    type: 'error',
    status: 400,
    body: { error: { message: 'no such thing', type: 'invalid' } },
  } as const
  wire.script('openai-chat', refused)
  const { page } = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(page)
  await window.ask('Does this work?')
  await expect(window.transcript.getByText('OpenAI refused the request (400)')).toBeVisible()
  await expect(window.transcript.getByText(/no such thing/)).toBeVisible()
  wire.script('openai-chat', saying('Now it does.'))
  await window.transcript.getByRole('button', { name: 'Retry' }).click()
  await expect(window.transcript.getByText('Now it does.')).toBeVisible()
  await expect(window.transcript.getByText('Does this work?')).toHaveCount(1)
})

test('an overloaded provider is tried again for all to see, and a connection that is cut keeps what had arrived', async ({
  launch,
  wire,
}) => {
  const { page } = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(page)
  await test.step('an overloaded provider is tried again, and the wait can be seen', async () => {
    wire.script('openai-chat', overloaded(600), overloaded(1), saying('Here I am.'))
    await window.ask('Are you there?')
    await expect(window.transcript.getByText(/Trying again/)).toBeVisible()
    await page.getByRole('button', { name: 'Try now' }).click()
    // The second wait is over by itself, perhaps before it was drawn.
    await expect(window.transcript.getByText('Here I am.')).toBeVisible()
  })
  await test.step('a connection that is cut keeps what had arrived', async () => {
    await window.newChat()
    const gate = createGate()
    const text = { type: 'text', text: 'Half of it' } as const
    wire.script('openai-chat', { type: 'answer', steps: [text, gate.step, { type: 'cut' }] })
    await window.ask('Tell me everything.')
    await expect(window.transcript.getByText('Half of it')).toBeVisible()
    gate.open()
    await expect(window.transcript.getByText(/cut in the middle/)).toBeVisible()
    await expect(window.transcript.getByText('Half of it')).toBeVisible()
  })
})

test('G5 a refused key leads to Settings, and the key is nowhere but in its store', async ({
  launch,
  wire,
  profile,
}) => {
  wire.key = 'another'
  const app = await launch({ env: { OPENAI_BASE_URL: `${wire.url}/v1`, OPENAI_MODEL: 'wire-large' } })
  const { page } = app
  const window = windowOf(page)
  await window.openSettings('Providers')
  await page.getByRole('button', { name: /^OpenAI (?!\()/ }).click()
  const field = page.getByRole('textbox', { name: 'API key' })
  await field.fill(canaryKey)
  await field.press('Enter')
  await expect(field).toHaveAttribute('placeholder', 'sk-…4826')
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('OpenAI refused the key', { exact: true })).toBeVisible()
  expect(wire.requests.at(-1)?.headers.authorization).toBe(`Bearer ${canaryKey}`)

  wire.key = canaryKey
  await page.getByRole('button', { name: /^Test (again|connection)$/ }).click()
  await expect(page.getByText(/Connected in/)).toBeVisible()
  await expect(page.getByText('wire-small')).toBeVisible()
  await page.keyboard.press('Escape')
  await window.ask('Hello')
  await window.answered()
  await expect(window.transcript.getByText('You said: Hello')).toBeVisible()

  expect(await page.content()).not.toContain(canaryKey)
  const storage = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  )
  expect(storage).not.toContain(canaryKey)
  await app.close()
  expect(app.output()).not.toContain(canaryKey)
  const holders = await filesWith(profile, canaryKey)
  expect(holders).toEqual(app.face === 'browser' ? ['keys.json'] : [])
})

/** The files of a profile that hold a text. Chromium's own folder in the double is the browser's, not ours. */
async function filesWith(profile: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(profile, { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  const contents = await Promise.all(files.map((name) => readFile(join(profile, name))))
  return files.filter((_, index) => contents[index]?.includes(text))
}
