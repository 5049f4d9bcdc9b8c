import { mkdir, writeFile } from 'node:fs/promises'
import { expect, test } from '../harness/fixtures.ts'
import { windowOf } from './support/window.ts'

test('what cannot be started is explained, and the app ends with an error', async ({ launch, profile }) => {
  await writeFile(`${profile}/settings.json`, '{"version":9}')
  await expect(launch()).rejects.toMatchObject({
    code: 1,
    output: expect.stringContaining('was written by a newer version of Parley'),
  })
})

test('a damaged database is named and left as it is', async ({ launch, profile }) => {
  await mkdir(profile, { recursive: true })
  await writeFile(`${profile}/parley.sqlite`, 'this is no database, whatever its name says')
  await expect(launch()).rejects.toMatchObject({ code: 1, output: expect.stringContaining('is damaged') })
})

test('flags choose the provider and the model of this start', async ({ launch }) => {
  const { page } = await launch({ args: ['-provider', 'anthropic', '-model=claude-x', '-enable-parallel'] })
  const window = windowOf(page)
  await expect(page.getByRole('button', { name: 'Model claude-x' })).toBeVisible()
  await expect(window.parallel).toHaveAttribute('aria-pressed', 'true')
  await window.parallel.click()
  await expect(window.parallel).toHaveAttribute('aria-pressed', 'false')
})

test('a wrong flag is explained', async ({ launch }) => {
  await expect(launch({ args: ['-provider', 'nobody'] })).rejects.toMatchObject({
    code: 1,
    output: expect.stringContaining('invalid provider: nobody'),
  })
})

test('the page follows the theme that was chosen, the system’s parts too', async ({ app }) => {
  const window = windowOf(app.page)
  await window.openSettings('Appearance')
  await app.page.getByRole('radio', { name: 'Dark' }).click()
  await expect.poll(() => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
})

test('an answer goes on while the page reloads', async ({ app }) => {
  const window = windowOf(app.page)
  await window.ask('Show me a table, some code and a formula')
  await expect(window.stop).toBeVisible()
  await app.page.reload()
  await window.session('Show me a table').click()
  await window.answered()
  await expect(window.transcript.getByRole('table')).toBeVisible()
})
