import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../config/testing/temporary-folder.ts'
import { noOverrides } from '../core/ports/overrides.ts'
import { createSettingsBook } from '../core/provider/settings.ts'
import { fakeSettings } from '../core/testing/fake-providers.ts'
import { openFileTools } from '../tools/files/open-file-tools.ts'
import type { Caller } from './caller.ts'
import { folderHandlers } from './folder-handlers.ts'

const callerOf = (kind: Caller['kind']): Caller => ({ kind, noticeEveryMs: 0, notify: () => undefined })
const window = callerOf('window')

function openRoom() {
  const base = realpathSync(temporaryFolder())
  const profile = join(base, 'profile')
  const notes = join(base, 'notes')
  for (const folder of [profile, notes]) mkdirSync(folder)
  const book = createSettingsBook(fakeSettings({}), noOverrides)
  const folders = () => book.current().folders
  const undoFolder = join(profile, 'undo')
  const { files } = openFileTools({ folders, closed: [profile], undoFolder, now: () => 1 })
  return { base, profile, notes, book, handlers: folderHandlers(book, files, async () => notes) }
}

test('SF-08 a folder is opened by its real path, once, with the last wish', async () => {
  const { base, notes, handlers } = openRoom()
  symlinkSync(notes, join(base, 'link'))
  await handlers['folders.grant']({ path: join(base, 'link'), access: 'read' }, window)
  const { folders } = await handlers['folders.grant']({ path: notes, access: 'write' }, window)
  expect(folders).toEqual([{ path: notes, access: 'write' }])
  expect(await handlers['folders.revoke']({ path: notes }, window)).toEqual({ folders: [], writes: [] })
})

test('AP-03 what is no folder, a whole disk, or belongs to Parley is not opened', async () => {
  const { base, profile, handlers, book } = openRoom()
  writeFileSync(join(base, 'file'), '')
  mkdirSync(join(profile, 'inner'))
  const paths = [
    'notes',
    join(base, 'none'),
    join(base, 'file'),
    parse(base).root,
    profile,
    join(profile, 'inner'),
  ]
  for (const path of paths)
    await expect(handlers['folders.grant']({ path, access: 'read' }, window)).rejects.toMatchObject({
      failure: { code: 'folder-refused' },
    })
  expect(book.current().folders).toEqual([])
})

test('AP-03 only the window opens a folder, and a program changes nothing', async () => {
  const { notes, handlers } = openRoom()
  for (const kind of ['browser', 'terminal', 'http'] as const)
    await expect(
      handlers['folders.grant']({ path: notes, access: 'read' }, callerOf(kind)),
    ).rejects.toMatchObject({ failure: { code: 'folder-window-only' } })
  const http = callerOf('http')
  await expect(handlers['folders.revoke']({ path: notes }, http)).rejects.toThrow(
    'in the window of Parley only',
  )
  await expect(handlers['folders.undo']({ id: '' }, http)).rejects.toThrow('in the window of Parley only')
})

test('a folder is pointed at in the own window, and nowhere else', async () => {
  const { book, notes, handlers } = openRoom()
  expect(await handlers['folders.choose']({}, window)).toEqual({ path: notes })
  expect(book.current().folders).toEqual([])
  for (const kind of ['browser', 'terminal', 'http'] as const) {
    await expect(handlers['folders.choose']({}, callerOf(kind))).rejects.toMatchObject({
      failure: { code: 'folder-window-only' },
    })
  }
})
