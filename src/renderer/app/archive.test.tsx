import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { ImportReport } from '../../contract/archive.ts'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { renderApp, type RenderedApp } from './testing/render-app.tsx'

async function openStorage(): Promise<RenderedApp> {
  const rendered = await renderApp({ sessions: [fakeSession('s1', { title: 'Carriers' })] })
  await rendered.screen.getByRole('button', { name: 'Settings' }).click()
  await rendered.screen.getByRole('button', { name: 'Storage' }).click()
  return rendered
}

const jsonFile = (text = '[]') => new File([text], 'conversations.json')
const files = () => document.querySelector<HTMLInputElement>('input[type=file]')!

test('everything is saved as one file, page by page', async () => {
  const { core, saved, screen } = await openStorage()
  const { promise, resolve } = Promise.withResolvers<void>()
  core.answer('archive.read', async ({ page }) => {
    if (page === 1) await promise
    return { text: `page ${page}\n`, last: page === 1, progress: { done: page + 1, total: 2 } }
  })
  await screen.getByRole('button', { name: 'Export' }).click()
  await expect.element(screen.getByRole('button', { name: '1 of 2 chats' })).toBeVisible()
  resolve()
  await expect.element(screen.getByRole('button', { name: 'Export', exact: true })).toBeVisible()
  expect(saved.map(({ name }) => name)).toEqual(['parley-2026-11-20.jsonl'])
  expect(await saved[0]?.content.text()).toBe('page 0\npage 1\n')
})

test('a cancelled export saves nothing', async () => {
  const { core, saved, screen } = await openStorage()
  const { promise, resolve } = Promise.withResolvers<void>()
  const cancelled: string[] = []
  core.answer('archive.read', async () => {
    await promise
    return { text: '', last: false, progress: { done: 0, total: 2 } }
  })
  core.answer('archive.cancel', ({ id }) => (cancelled.push(id), {}))
  await screen.getByRole('button', { name: 'Export' }).click()
  await screen.getByRole('button', { name: 'Cancel' }).click()
  resolve()
  await expect.element(screen.getByRole('button', { name: 'Export', exact: true })).toBeVisible()
  expect(saved).toEqual([])
  expect(cancelled).toHaveLength(1)
})

test('an import tells what came of it, and why', async () => {
  const { core, screen } = await openStorage()
  const report: ImportReport = {
    format: 'claude',
    imported: 2,
    present: 1,
    messages: 7,
    remarks: [{ reason: 'message-hidden', count: 3 }],
  }
  core.answer('archive.import', () => report)
  await userEvent.upload(files(), jsonFile())
  const outcome = screen.getByRole('region', { name: 'In and out' })
  await expect.element(outcome.getByText(/2 chats are new with 7 messages\./)).toBeVisible()
  await expect.element(outcome.getByText(/1 chat was here before and stayed as it was\./)).toBeVisible()
  await expect.element(outcome.getByText(/3 messages were left out/)).toBeVisible()
})

test('a refused file is told in place, and another one can be chosen', async () => {
  const { core, screen } = await openStorage()
  core.answer('archive.import', () => {
    throw new FailureError(localFailure('import-unknown'))
  })
  await userEvent.upload(files(), jsonFile('notes'))
  await expect.element(screen.getByText(/Parley cannot read this file/)).toBeVisible()
  core.answer('archive.import', () => ({ imported: 1, present: 0, messages: 1, remarks: [] }))
  await userEvent.upload(files(), jsonFile())
  await expect.element(screen.getByText('1 chat is new with 1 message.')).toBeVisible()
})

test('an import can be cancelled, and what came before is told', async () => {
  const { app, core, screen } = await openStorage()
  const { promise, resolve } = Promise.withResolvers<void>()
  core.answer('archive.import', async () => {
    await promise
    return { imported: 4, present: 0, messages: 9, remarks: [] }
  })
  void app.archive.importFiles([jsonFile('x'.repeat(2_000_000))])
  await screen.getByRole('button', { name: 'Cancel' }).click()
  resolve()
  await expect.element(screen.getByText('You cancelled the import. What came before is here.')).toBeVisible()
  await expect.element(screen.getByText('4 chats are new with 9 messages.')).toBeVisible()
})

test('one chat is saved from its menu', async () => {
  const { saved, screen } = await renderApp({ sessions: [fakeSession('s1', { title: 'Carriers' })] })
  await screen.getByRole('button', { name: /^Carriers/ }).hover()
  await screen.getByRole('button', { name: 'More for Carriers' }).click()
  await screen.getByRole('menuitem', { name: 'Export as Markdown' }).click()
  await expect.poll(() => saved.map(({ name }) => name)).toEqual(['s1.txt'])
  expect(await saved[0]?.content.text()).toBe('markdown')
})
