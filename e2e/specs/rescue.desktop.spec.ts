import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Launch } from '../harness/fixtures.ts'
import { loseHeader } from './support/damage.ts'
import { windowOf } from './support/window.ts'

/** Starts, answers one question, and closes. */
async function leaveChat(launch: Launch): Promise<void> {
  const app = await launch()
  await windowOf(app.page).ask('What is 15 * 25?')
  await windowOf(app.page).answered()
  await app.close()
}

test('DU-08 a damaged database is recovered when the person says so, and the damaged file is kept', async ({
  launch,
  profile,
}) => {
  await leaveChat(launch)
  const damaged = loseHeader(profile)

  await expect(launch()).rejects.toMatchObject({ code: 1, output: expect.stringContaining('is damaged') })
  expect(readFileSync(join(profile, 'parley.sqlite')).equals(damaged)).toBe(true)

  const second = await launch({ answers: ['Recover', 'Go on'] })
  await windowOf(second.page).session('What is 15').click()
  await expect(windowOf(second.page).transcript.getByText('375')).toBeVisible()
  expect(second.output()).toContain('What could be read was saved: Chats: 1, messages: 4, runs: 1')
  const kept = readdirSync(profile).find((name) => name.startsWith('parley.sqlite.broken-')) ?? ''
  expect(readFileSync(join(profile, kept)).equals(damaged)).toBe(true)
})

test('DU-08 the newest backup is used instead when the person says so', async ({ launch, profile }) => {
  const first = await launch()
  const window = windowOf(first.page)
  await window.ask('What is 6 * 7?')
  await window.answered()
  await window.openSettings('Storage')
  await first.page.getByRole('button', { name: 'Back up now' }).click()
  await expect(first.page.getByText(/, checked by reading it back$/)).toBeVisible()
  await first.close()
  loseHeader(profile)

  const second = await launch({ answers: ['Use the backup of', 'Go on'] })
  await expect(windowOf(second.page).session('What is 6')).toBeVisible()
  expect(second.output()).toContain('The backup is in use now')
})

test('DU-24 a server with the chats that is away at the start keeps nobody from the chats of this computer', async ({
  launch,
  profile,
}) => {
  await leaveChat(launch)
  // Nobody has the first of all ports, and a free one somebody may take meanwhile.
  const port = 1
  const settings = join(profile, 'settings.json')
  const redis = { address: `127.0.0.1:${port}` }
  writeFileSync(settings, JSON.stringify({ version: 1, storage: { engine: 'redis', redis } }))

  // Closing the dialog quits, as before.
  const said = expect.stringContaining(`The database at 127.0.0.1:${port} cannot be reached`)
  await expect(launch()).rejects.toMatchObject({ code: 1, output: said })

  const second = await launch({ answers: ['Try again', 'Open the chats'] })
  const window = windowOf(second.page)
  await expect(second.page.getByText('These are the chats of this computer')).toBeVisible()
  await expect(window.session('What is 15')).toBeVisible()
  expect(second.output().match(/dialog: Your chats cannot be reached/g)).toHaveLength(2)
  await window.openSettings('Storage')
  await expect(second.page.getByText('Only for this start')).toBeVisible()
  expect(JSON.parse(readFileSync(settings, 'utf8'))).toMatchObject({ storage: { engine: 'redis', redis } })
})

test('DU-20 keys that cannot be read on this computer are asked for again, and all the rest is there', async ({
  launch,
  profile,
}) => {
  await leaveChat(launch)
  const keys = join(profile, 'keys.enc.json')
  writeFileSync(keys, JSON.stringify({ version: 1, keys: { 'provider.anthropic.key': 'AAAA' } }))
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, providerId: 'anthropic' }))

  const second = await launch()
  const window = windowOf(second.page)
  await window.session('What is 15').click()
  await expect(window.transcript.getByText('375')).toBeVisible()
  await window.ask('And now?')
  await expect(second.page.getByText(/^The key of Anthropic cannot be read on this computer/)).toBeVisible()
  await second.page.getByRole('button', { name: 'Open Settings' }).click()
  await expect(second.page.getByText(/^A key is kept that cannot be read on this computer/)).toBeVisible()
  await second.page.getByRole('textbox', { name: 'API key' }).fill('sk-ant-0123456789abcdef')
  await second.page.keyboard.press('Enter')
  await expect(second.page.getByText(/^A key is kept that cannot be read/)).toBeHidden()
  await second.close()

  writeFileSync(keys, '{"version":1,"keys":{"provider.anth')
  const third = await launch()
  await expect(third.page.getByText(/^The keys in .+ cannot be read/)).toBeVisible()
  await expect(windowOf(third.page).session('What is 15')).toBeVisible()
  const kept = readdirSync(profile).find((name) => name.startsWith('keys.enc.broken-')) ?? ''
  expect(readFileSync(join(profile, kept), 'utf8')).toBe('{"version":1,"keys":{"provider.anth')
})
