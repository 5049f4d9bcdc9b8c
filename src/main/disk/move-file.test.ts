import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { moveFile, type MoveBy } from './move-file.ts'
import { temporaryFolder } from '../config/testing/temporary-folder.ts'

/** Refuses so many times as Windows does while a scanner reads the file. */
function refusing(times: number, code: string, platform: NodeJS.Platform) {
  let left = times
  const by: MoveBy = {
    platform,
    async rename(from, to) {
      left -= 1
      if (left >= 0) throw Object.assign(new Error(`${code}: not now`), { code })
      await rename(from, to)
    },
  }
  return { by, tried: () => times - left }
}

function twoFiles() {
  const folder = temporaryFolder()
  const [from, to] = [join(folder, 'new'), join(folder, 'old')]
  writeFileSync(from, 'new content')
  writeFileSync(to, 'old content')
  return { folder, from, to }
}

it.each(['EPERM', 'EACCES', 'EBUSY'])(
  'waits on Windows until nobody has the file open (%s)',
  async (code) => {
    const { folder, from, to } = twoFiles()
    const { by, tried } = refusing(3, code, 'win32')
    await moveFile(from, to, by)
    expect(tried()).toBe(4)
    expect(readFileSync(to, 'utf8')).toBe('new content')
    expect(readdirSync(folder)).toStrictEqual(['old'])
  },
)

it('gives up on Windows in the end, with both files as they were', async () => {
  const { folder, from, to } = twoFiles()
  const { by } = refusing(Infinity, 'EPERM', 'win32')
  await expect(moveFile(from, to, by)).rejects.toThrow('EPERM')
  expect(readdirSync(folder).toSorted()).toStrictEqual(['new', 'old'])
  expect(readFileSync(to, 'utf8')).toBe('old content')
})

it('does not wait for what will not pass', async () => {
  const { from, to } = twoFiles()
  const elsewhere = refusing(1, 'EPERM', 'linux')
  await expect(moveFile(from, to, elsewhere.by)).rejects.toThrow('EPERM')
  expect(elsewhere.tried()).toBe(1)
  const full = refusing(1, 'ENOSPC', 'win32')
  await expect(moveFile(from, to, full.by)).rejects.toThrow('ENOSPC')
  expect(full.tried()).toBe(1)
})
