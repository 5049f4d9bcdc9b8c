import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { OpenAI } from 'openai'
import { expect, test } from '../harness/fixtures.ts'
import { takePort } from './support/ports.ts'
import { windowOf } from './support/window.ts'

/** The token as the page shows it to who asks for it. */
async function readToken(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Show the token' }).click()
  const shown = page.getByText(/^parley-[\w-]{43}$/)
  const token = await shown.innerText()
  await page.getByRole('button', { name: 'Hide the token' }).click()
  await expect(shown).toBeHidden()
  return token
}

function clientOf(baseURL: string, apiKey: string): OpenAI {
  return new OpenAI({ baseURL, apiKey, maxRetries: 0 })
}

test('CP-15 LS-10 a program asks through the API that was switched on in the settings, also after a restart', async ({
  launch,
  profile,
}) => {
  const { port, giveBack } = await takePort()
  await writeFile(join(profile, 'settings.json'), JSON.stringify({ version: 1, localApi: { port } }))
  const first = await launch()
  const { page } = first
  await windowOf(page).openSettings('Local API')
  await expect(page.getByText('Nothing listens.')).toBeVisible()
  await page.getByRole('switch', { name: 'Answer programs' }).click()
  await expect(page.getByText(`Port ${port} is taken by another program.`)).toBeVisible()
  await page.getByRole('button', { name: /^Use port \d+$/ }).click()
  const address = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/v1$/).innerText()
  await giveBack()

  const token = await readToken(page)
  const client = clientOf(address, token)
  const { data: models } = await client.models.list()
  expect(models.map(({ id }) => id)).toContain('demo/demo')
  const deltas: string[] = []
  const stream = await client.chat.completions.create({
    model: 'demo/demo',
    messages: [{ role: 'user', content: 'Who are you?' }],
    stream: true,
  })
  for await (const { choices } of stream) deltas.push(choices[0]?.delta.content ?? '')
  expect(deltas.length).toBeGreaterThan(5)
  expect(deltas.join('')).toContain('demo model')
  await expect(page.getByRole('row', { name: /^demo\/demo .*200/ })).toBeVisible()

  const bare = await fetch(`${address}/models`)
  expect(bare.status).toBe(401)
  await expect(clientOf(address, 'wrong').models.list()).rejects.toMatchObject({ status: 401 })
  await page.getByRole('button', { name: 'Make a new one…' }).click()
  await page.getByRole('button', { name: 'Make a new token' }).click()
  await expect(page.getByText('There is a new token.')).toBeVisible()
  await expect(client.models.list()).rejects.toMatchObject({ status: 401 })
  const renewed = await readToken(page)
  expect(renewed).not.toBe(token)
  expect(await first.close()).toBe(0)

  const second = await launch()
  await expect(windowOf(second.page).message).toBeVisible()
  await expect
    .poll(() =>
      clientOf(address, renewed)
        .models.list()
        .then(({ data }) => data.length),
    )
    .toBe(1)
  // What programs ask becomes no chat.
  await expect(second.page.getByText('Nothing here yet')).toBeVisible()
})
