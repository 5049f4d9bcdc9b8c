import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFiles } from '../testing/files-fixture.ts'
import { openFolder } from './folder-handle.ts'

test.each(['/etc/passwd', '/', '/proc/self/environ', '/dev/null'])('SF-08 %s is not open', async (path) => {
  const { call } = openFiles()
  await expect(call('read_file', { path })).rejects.toThrow('is not in a folder that the user opened')
  await expect(call('write_file', { path, content: '' })).rejects.toThrow('is not in a folder')
})

test('SF-08 a folder that begins like an open one, or is its like in another form, is not open', async () => {
  const { base, call, folders, outside, safe } = openFiles()
  writeFileSync(join(outside, 'a.txt'), 'secret')
  await expect(call('read_file', { path: join(outside, 'a.txt') })).rejects.toThrow('not in a folder')
  const composed = join(base, 'caf\u00E9')
  const decomposed = join(base, 'cafe\u0301')
  const upper = safe.toUpperCase()
  for (const folder of [composed, decomposed]) mkdirSync(folder)
  folders.push({ path: composed, access: 'write' })
  writeFileSync(join(decomposed, 'a.txt'), 'secret')
  await expect(call('read_file', { path: join(decomposed, 'a.txt') })).rejects.toThrow('not in a folder')
  await expect(call('read_file', { path: join(upper, 'a.txt') })).rejects.toThrow('not in a folder')
})

test('SF-08 a folder that is open for reading is not open for writing', async () => {
  const { call, safe } = openFiles('read')
  await expect(call('write_file', { path: join(safe, 'a.txt'), content: 'x' })).rejects.toThrow(
    'not in a folder that is open for writing',
  )
  expect(existsSync(join(safe, 'a.txt'))).toBe(false)
})

test('SF-09 a link out of the folder opens nothing, one within it does', async () => {
  const { call, outside, safe } = openFiles()
  writeFileSync(join(outside, 'a.txt'), 'secret')
  writeFileSync(join(safe, 'b.txt'), 'mine')
  symlinkSync(outside, join(safe, 'folder'))
  symlinkSync(join(outside, 'a.txt'), join(safe, 'file'))
  symlinkSync(join(outside, 'made.txt'), join(safe, 'hanging'))
  symlinkSync('b.txt', join(safe, 'inner'))
  for (const path of ['folder/a.txt', 'file', 'folder/new.txt'])
    await expect(call('write_file', { path, content: 'x' })).rejects.toThrow('not in a folder')
  await expect(call('list_files', { path: 'folder' })).rejects.toThrow('not in a folder')
  await call('write_file', { path: 'hanging', content: 'x' }).catch(() => undefined)
  expect(existsSync(join(outside, 'made.txt'))).toBe(false)
  expect(readFileSync(join(outside, 'a.txt'), 'utf8')).toBe('secret')
  expect(await call('read_file', { path: 'inner' })).toBe('mine')
  expect(await call('search_files', { path: safe, text: 'secret' })).toContain('Nothing was found.')
})

test('SF-09 a link that takes a place between the check and the use is not followed', async () => {
  const { outside, safe } = openFiles()
  mkdirSync(join(safe, 'inner', 'deep'), { recursive: true })
  renameSync(join(safe, 'inner'), join(safe, 'was'))
  symlinkSync(outside, join(safe, 'inner'))
  mkdirSync(join(outside, 'deep'))
  await expect(openFolder(join(safe, 'inner'), new Set())).rejects.toThrow(/ENOTDIR|ELOOP|not a folder/)
  await expect(openFolder(join(safe, 'inner', 'deep'), new Set())).rejects.toThrow(
    /ENOTDIR|ELOOP|not a folder/,
  )
})

test.runIf(process.platform === 'linux')(
  'SF-09 a folder that is open stays the one that was checked',
  async () => {
    const { outside, safe } = openFiles()
    mkdirSync(join(safe, 'inner'))
    writeFileSync(join(safe, 'inner', 'a.txt'), 'mine')
    writeFileSync(join(outside, 'a.txt'), 'secret')
    const folder = await openFolder(join(safe, 'inner'), new Set())
    renameSync(join(safe, 'inner'), join(safe, 'was'))
    symlinkSync(outside, join(safe, 'inner'))
    expect(await readFile(folder.at('a.txt'), 'utf8')).toBe('mine')
    await folder.close()
  },
)

test('SF-09 a link that is swapped at any moment of a call leads nowhere', async () => {
  const { call, outside, safe } = openFiles()
  mkdirSync(join(safe, 'real'))
  writeFileSync(join(safe, 'real', 'a.txt'), 'mine')
  writeFileSync(join(outside, 'a.txt'), 'secret')
  const pointTo = (target: string) => {
    symlinkSync(target, join(safe, 'next'))
    renameSync(join(safe, 'next'), join(safe, 'one'))
  }
  for (let moment = 0; moment < 24; moment += 1) {
    pointTo('real')
    const read = call('read_file', { path: 'one/a.txt' }).catch(() => 'refused')
    const write = call('write_file', { path: 'one/b.txt', content: `${moment}` }).catch(() => 'refused')
    for (let turn = 0; turn < moment; turn += 1) await new Promise(setImmediate)
    pointTo(outside)
    expect(await read).not.toBe('secret')
    await write
  }
  expect(existsSync(join(outside, 'b.txt'))).toBe(false)
})

test('AP-03 the profile and the settings of Parley are closed, though they lie in an open folder', async () => {
  const { call, folders, profile, safe } = openFiles()
  writeFileSync(join(profile, 'settings.json'), '{"approvals":"secret"}')
  folders.push({ path: profile, access: 'write' })
  symlinkSync(profile, join(safe, 'link'))
  for (const path of [
    join(profile, 'settings.json'),
    join(safe, 'link', 'settings.json'),
    join(profile, 'tools', 'x.mjs'),
  ]) {
    await expect(call('read_file', { path })).rejects.toThrow('own data is not open')
    await expect(call('write_file', { path, content: '{}' })).rejects.toThrow('own data is not open')
  }
  for (const name of ['.env', '.ENV'])
    await expect(call('write_file', { path: join(safe, name), content: 'X=1' })).rejects.toThrow('own data')
  await expect(call('list_files', { path: profile })).rejects.toThrow('own data is not open')
  expect(await call('search_files', { path: safe, text: 'secret' })).not.toContain('approvals')
  expect(readFileSync(join(profile, 'settings.json'), 'utf8')).toContain('approvals')
})

test('AP-03 another name of a closed file leads to nothing', async () => {
  const { call, safe } = openFiles()
  writeFileSync(join(safe, '.env'), 'KEY=secret')
  linkSync(join(safe, '.env'), join(safe, 'innocent.txt'))
  await expect(call('read_file', { path: 'innocent.txt' })).rejects.toThrow('own data is not open')
  await expect(call('write_file', { path: 'innocent.txt', content: 'x' })).rejects.toThrow('own data')
})
