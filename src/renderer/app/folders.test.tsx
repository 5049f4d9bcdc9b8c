import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fileWriteSchema } from '../../contract/folder.ts'
import { renderApp } from './testing/render-app.tsx'

const id = '0d1f3b8e-6c52-4a0f-9a51-2f5f0f7a1c11'
const write = fileWriteSchema.parse({ id, path: '/home/ada/notes/plan.md', at: 1, created: false })

test('a folder is opened for reading, then for writing, and closed again', async () => {
  const { core, screen } = await renderApp()
  await screen.getByRole('button', { name: 'Settings' }).click()
  await screen.getByRole('button', { name: 'Tools and approvals' }).click()
  await expect.element(screen.getByText('No folder is open.', { exact: false })).toBeVisible()
  await screen.getByRole('textbox', { name: 'Open a folder to tools' }).fill('/home/ada/notes')
  await userEvent.keyboard('{Enter}')
  const access = screen.getByRole('radiogroup', { name: 'What tools may do in /home/ada/notes' })
  await expect.element(access.getByRole('radio', { name: 'Reads only' })).toBeChecked()
  await access.getByRole('radio', { name: 'Reads and writes' }).click()
  expect(core.calls.at(-1)).toEqual({
    method: 'folders.grant',
    input: { path: '/home/ada/notes', access: 'write' },
  })
  await screen.getByRole('button', { name: 'Close /home/ada/notes to tools' }).click()
  await expect.element(screen.getByText('No folder is open.', { exact: false })).toBeVisible()
})

test('a change that a tool made is taken back', async () => {
  const { core, screen } = await renderApp({ folders: { folders: [], writes: [write] } })
  await screen.getByRole('button', { name: 'Settings' }).click()
  await screen.getByRole('button', { name: 'Tools and approvals' }).click()
  await screen.getByRole('button', { name: 'Take the change of /home/ada/notes/plan.md back' }).click()
  expect(core.calls.at(-1)).toEqual({ method: 'folders.undo', input: { id } })
  await expect.element(screen.getByText('/home/ada/notes/plan.md')).not.toBeInTheDocument()
})

test('a folder is pointed at where there is a dialog for it, and typed where there is none', async () => {
  const desktop = await renderApp({ info: { face: 'desktop' } })
  await desktop.screen.getByRole('button', { name: 'Settings' }).click()
  await desktop.screen.getByRole('button', { name: 'Tools and approvals' }).click()
  await desktop.screen.getByRole('button', { name: 'Choose…' }).click()
  await expect.element(desktop.screen.getByText('/home/ada/Chosen')).toBeVisible()
  expect(desktop.core.calls.at(-1)).toEqual({
    method: 'folders.grant',
    input: { path: '/home/ada/Chosen', access: 'read' },
  })
  const browser = await renderApp({ info: { face: 'server' } })
  await browser.screen.getByRole('button', { name: 'Settings' }).click()
  await browser.screen.getByRole('button', { name: 'Tools and approvals' }).click()
  await expect.element(browser.screen.getByRole('button', { name: 'Open folder' })).toBeVisible()
  expect(browser.screen.getByRole('button', { name: 'Choose…' }).elements()).toEqual([])
})
