import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeAtomically } from './write-atomically.ts'
import { temporaryFolder } from '../config/testing/temporary-folder.ts'

it('makes a file with the permission that it is given', async () => {
  const folder = temporaryFolder()
  await writeAtomically(join(folder, 'file'), 'Grüße', 0o600)
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('Grüße')
  expect(statSync(join(folder, 'file')).mode & 0o777).toBe(0o600)
})

it('replaces a file that others could read with one that they cannot', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), 'a longer text than the new one', { mode: 0o644 })
  await writeAtomically(join(folder, 'file'), 'new', 0o600)
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('new')
  expect(statSync(join(folder, 'file')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toStrictEqual(['file'])
})

it('DU-05 leaves what was there, and nothing beside it, when the new file cannot take its place', async () => {
  const folder = temporaryFolder()
  const target = join(folder, 'taken')
  mkdirSync(target)
  writeFileSync(join(target, 'inside'), 'kept')
  await expect(writeAtomically(target, 'new', 0o600)).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/)
  expect(readdirSync(folder)).toStrictEqual(['taken'])
  expect(readFileSync(join(target, 'inside'), 'utf8')).toBe('kept')
})

it('rejects when there is no such folder', async () => {
  await expect(writeAtomically(join(temporaryFolder(), 'none', 'file'), 'new', 0o600)).rejects.toThrow(
    'ENOENT',
  )
})

it('never shows half of a file to somebody who reads while it is replaced', async () => {
  const path = join(temporaryFolder(), 'file')
  const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(300_000))
  await writeAtomically(path, texts[0] ?? '', 0o600)
  const writes = texts.map((text) => writeAtomically(path, text, 0o600))
  const written = Promise.all(writes).then(() => 'written')
  const seen: string[] = []
  const read = () => {
    seen.push(readFileSync(path, 'utf8'))
    return new Promise<string>((resolve) => setImmediate(() => resolve('read')))
  }
  while ((await Promise.race([read(), written])) === 'read');
  expect(texts).toEqual(expect.arrayContaining([...new Set(seen)]))
})
