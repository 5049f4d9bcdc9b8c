import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { EngineChoice } from '../../contract/storage.ts'
import { localFailure } from '../transport/local-failure.ts'
import { fakeNow, fakeSession } from '../transport/fake/fake-world.ts'
import { FailureError } from '../transport/transport.ts'
import { renderApp } from './testing/render-app.tsx'

const unreachable = localFailure('storage-unreachable', { host: 'db:5432', reason: 'ECONNREFUSED' })

async function openStorage(options: Parameters<typeof renderApp>[0] = {}) {
  const rendered = await renderApp(options)
  await rendered.screen.getByRole('button', { name: 'Settings' }).click()
  await rendered.screen.getByRole('button', { name: 'Storage' }).click()
  return rendered
}

test('S0-43 each place says what it is good for and what less', async () => {
  const { screen } = await openStorage()
  for (const engine of ['SQLite', 'PostgreSQL', 'Redis', 'Memory']) {
    const radio = screen.getByRole('radio', { name: engine })
    await expect.element(radio).toBeVisible()
    await expect.element(radio).toHaveAccessibleDescription(/Good .+ Less so .+/s)
  }
  await expect.element(screen.getByRole('radio', { name: 'SQLite' })).toBeChecked()
  await expect.element(screen.getByText('/home/ada/.config/Parley/parley.sqlite')).toBeVisible()
})

test('a server is tried under the address and the password that were typed', async () => {
  const { core, screen } = await openStorage()
  const asked: unknown[] = []
  core.answer('storage.test', (choice) => {
    asked.push(choice)
    if (asked.length === 1) throw new FailureError(unreachable)
    return { durationMs: 9 }
  })
  await screen.getByRole('radio', { name: 'PostgreSQL' }).click()
  await screen.getByRole('textbox', { name: 'Address' }).fill('postgres://ada:word@db/chats?sslmode=require')
  await screen.getByRole('button', { name: 'Test' }).click()
  await expect.element(screen.getByText(/^The database at db:5432 cannot be reached/)).toBeVisible()
  await screen.getByRole('button', { name: 'Test' }).click()
  await expect.element(screen.getByText('Answered in 9 ms. The tables are there.')).toBeVisible()
  const pgsql = { host: 'db', port: 5432, user: 'ada', database: 'chats', tls: true }
  expect(asked.at(-1)).toMatchObject({ engine: 'pgsql', pgsql, password: 'word' })
  await expect
    .element(screen.getByRole('textbox', { name: 'Address' }))
    .toHaveValue('postgres://ada@db:5432/chats?sslmode=require')
  expect(document.documentElement.outerHTML).not.toContain('word@')
})

test('an address that is none is refused with an example, and nothing is asked', async () => {
  const { core, screen } = await openStorage()
  await screen.getByRole('radio', { name: 'Redis' }).click()
  await screen.getByRole('textbox', { name: 'Address' }).fill('http://nowhere')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/It looks like redis:\/\/host:6379\/0/)).toBeVisible()
  expect(core.calls.filter(({ method }) => method === 'storage.test')).toHaveLength(0)
})

test('a move asks first, copies, and says how many chats are in the new place', async () => {
  const { core, screen } = await openStorage()
  const { promise: done, resolve } = Promise.withResolvers<void>()
  core.answer('storage.move', async ({ engine }: EngineChoice) => {
    core.tell({ type: 'storage-progress', progress: { done: 1, total: 3 } })
    await done
    core.world.storage = { ...core.world.storage, engine }
    return { storage: core.world.storage, copied: 3, skipped: 1 }
  })
  await screen.getByRole('radio', { name: 'Redis' }).click()
  const move = screen.getByRole('button', { name: 'Move my chats here' })
  await screen.getByRole('button', { name: 'Test' }).click()
  await expect.element(move).toBeVisible()
  await screen.getByRole('textbox', { name: 'Address' }).fill('redis://another:6379/0')
  await userEvent.keyboard('{Enter}')
  await expect.element(move).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Test' }).click()
  await move.click()
  const asked = screen.getByRole('alertdialog')
  await expect.element(asked.getByText(/The old place keeps what it has\.$/)).toBeVisible()
  await asked.getByRole('button', { name: 'Move my chats here' }).click()
  await expect.element(screen.getByText('1 of 3 moved')).toBeVisible()
  resolve()
  await expect.element(screen.getByText(/^3 chats were copied to Redis; 1 were there before/)).toBeVisible()
  await expect.element(screen.getByRole('radio', { name: 'Redis' })).toBeChecked()
})

test('what is in another place is opened without taking anything there', async () => {
  const { app, core, screen } = await openStorage({ sessions: [fakeSession('here')] })
  await app.conversation.open(fakeSession('here').id)
  const asked: unknown[] = []
  core.answer('storage.move', (choice) => {
    asked.push(choice)
    const there = fakeSession('there', { title: 'A chat of the others' })
    core.world.sessions.clear()
    core.world.sessions.set(there.id, there)
    core.world.storage = { ...core.world.storage, engine: choice.engine }
    return { storage: core.world.storage, copied: 0, skipped: 0 }
  })
  await screen.getByRole('radio', { name: 'PostgreSQL' }).click()
  const open = screen.getByRole('button', { name: 'Open what is there' })
  await expect.element(open).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Test' }).click()
  await open.click()
  await expect.element(screen.getByText(/^These are the chats in PostgreSQL\./)).toBeVisible()
  expect(asked).toEqual([expect.objectContaining({ engine: 'pgsql', copy: false })])
  expect(app.conversation.store.getState().sessionId).toBeUndefined()
  app.view.showChat()
  await expect.element(screen.getByText('A chat of the others')).toBeVisible()
  await expect.element(screen.getByText('here', { exact: true })).not.toBeInTheDocument()
})

test('how long chats stay is chosen from a list', async () => {
  const sessions = [fakeSession('gone', { deletedAt: fakeNow })]
  const { core, screen } = await openStorage({ sessions })
  await expect.element(screen.getByText('1 chat is there now.')).toBeVisible()
  await screen.getByRole('combobox', { name: 'Empty Trash after' }).click()
  await screen.getByRole('option', { name: '30 days' }).click()
  await expect.poll(() => core.world.storage.settings.trashMs).toBe(30 * 86_400_000)
  await screen.getByRole('combobox', { name: 'Empty Trash after' }).click()
  await screen.getByRole('option', { name: 'Never' }).click()
  await expect.poll(() => core.world.storage.settings.trashMs).toBeUndefined()
})

test('a lost engine is told where one writes, until it is back', async () => {
  const { core, screen } = await renderApp()
  const tell = (state: typeof core.world.storage.state) =>
    core.tell({ type: 'storage-changed', storage: { ...core.world.storage, state } })
  tell({ status: 'lost', failure: unreachable })
  await expect
    .element(screen.getByText('Nothing is lost. Parley goes on trying to reach db:5432.'))
    .toBeVisible()
  tell({ status: 'ready' })
  await expect.element(screen.getByText(/Nothing is lost/)).not.toBeInTheDocument()
})
