import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Backup } from '../../contract/storage.ts'
import { localFailure } from '../transport/local-failure.ts'
import { fakeNow, fakeSession, type FakeWorldOptions } from '../transport/fake/fake-world.ts'
import { FailureError } from '../transport/transport.ts'
import { renderApp, type RenderedApp } from './testing/render-app.tsx'

const day = 86_400_000
const copyOf = (kind: Backup['kind'], at: number): Backup => ({
  name: `${kind}-${at}`,
  kind,
  at,
  bytes: 48_100_000,
})
const copies = [
  copyOf('broken', fakeNow),
  copyOf('replaced', fakeNow - day),
  copyOf('backup', fakeNow - 2 * day),
]

async function openStorage(options: FakeWorldOptions): Promise<RenderedApp> {
  const rendered = await renderApp(options)
  await rendered.screen.getByRole('button', { name: 'Settings' }).click()
  await rendered.screen.getByRole('button', { name: 'Storage' }).click()
  return rendered
}

test('the newest backup and every good copy are listed, a damaged file is not', async () => {
  const { screen } = await openStorage({ backups: copies })
  await expect
    .element(screen.getByText(/^Nov 18, 2026 at .*, 48 MB, checked by reading it back$/))
    .toBeVisible()
  await screen.getByRole('button', { name: 'Restore…' }).click()
  await expect.element(screen.getByRole('button', { name: /^Restore: Yesterday/ })).toBeVisible()
  expect(screen.getByRole('button', { name: /^Restore: / }).elements()).toHaveLength(2)
})

test('a backup that cannot be made says why, and the button can be pressed again', async () => {
  const { core, screen } = await openStorage({})
  core.answer('storage.backup', () => {
    throw new FailureError(localFailure('storage-full', { path: '/there' }))
  })
  await screen.getByRole('button', { name: 'Back up now' }).click()
  await expect.element(screen.getByText(/There is no room left/)).toBeVisible()
  await expect.element(screen.getByText('None yet')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Back up now' })).not.toHaveAttribute('aria-busy')
})

test('going back asks first, and Escape changes nothing', async () => {
  const { core, screen } = await openStorage({ backups: copies })
  const asked: string[] = []
  core.answer('storage.restore', ({ name }) => {
    asked.push(name)
    throw new FailureError(localFailure('backup-refused', { path: name, detail: 'it is cut off' }))
  })
  await screen.getByRole('button', { name: 'Restore…' }).click()
  const line = screen.getByRole('button', { name: /^Restore: Nov 18/ })
  await line.click()
  await userEvent.keyboard('{Escape}')
  await expect.element(line).toHaveFocus()
  expect(asked).toStrictEqual([])
  await line.click()
  await screen.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect.element(screen.getByText(/is not a whole database of Parley \(it is cut off\)/)).toBeVisible()
  expect(asked).toStrictEqual([`backup-${fakeNow - 2 * day}`])
})

test('how often backups are made is kept', async () => {
  const { core, screen } = await openStorage({})
  await screen.getByRole('combobox', { name: 'Back up every' }).click()
  await screen.getByRole('option', { name: 'Never' }).click()
  await expect.poll(() => core.world.storage.settings.backup).toStrictEqual({ everyMs: null, keep: 7 })
})

test('an engine without backups says so', async () => {
  const capabilities = {
    durable: true,
    shared: true,
    search: 'index',
    keepsExpired: true,
    backups: false,
  } as const
  const { screen } = await openStorage({ storage: { engine: 'pgsql', capabilities } })
  await expect.element(screen.getByText(/Parley makes no backups of this engine/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Back up now' }).elements()).toHaveLength(0)
})

test('DU-12 an upgrade is told once with what it counted', async () => {
  const counts = { sessions: 12, messages: 340, runs: 100, calls: 7, attachments: 2 }
  const upgrade = { from: 2, to: 3, before: counts, after: counts, snapshot: 'parley.sqlite.before-v3' }
  const { screen } = await renderApp({ info: { upgrade } })
  await expect
    .element(
      screen.getByText(
        /12 chats, 340 messages, 100 runs, 7 tool calls and 2 attached files, as many as before/,
      ),
    )
    .toBeVisible()
})

test('another window’s going back is seen at once', async () => {
  const { core, screen } = await renderApp({ sessions: [fakeSession('Before')] })
  await expect.element(screen.getByRole('button', { name: /^Before/ })).toBeVisible()
  core.world.sessions.clear()
  const after = fakeSession('After')
  core.world.sessions.set(after.id, after)
  core.tell({ type: 'sessions-replaced' })
  await expect.element(screen.getByRole('button', { name: /^After/ })).toBeVisible()
  expect(screen.getByRole('button', { name: /^Before/ }).elements()).toHaveLength(0)
})
