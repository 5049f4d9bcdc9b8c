import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openProfileFolder } from './profile-folder.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

it('makes the folder and those above it, readable by the user only', () => {
  const path = join(temporaryFolder(), 'a', 'b')
  openProfileFolder(path)
  expect(statSync(path).mode & 0o777).toBe(0o700)
})

it('takes a folder that is there as it is', () => {
  const path = join(temporaryFolder(), 'mine')
  mkdirSync(path, { mode: 0o755 })
  writeFileSync(join(path, 'kept'), 'text')
  openProfileFolder(path)
  expect(statSync(join(path, 'kept')).size).toBe(4)
})

it('DU-07 says which folder cannot be written, and why', () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  for (const path of [file, join(file, 'below')]) {
    expect(() => openProfileFolder(path)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({
          code: 'profile-unwritable',
          params: { path, reason: expect.stringMatching(/EEXIST|ENOTDIR/) },
        }),
      }),
    )
  }
})

it.skipIf(process.platform !== 'linux')(
  'DU-07 does not look for ever for a place where nothing can be made',
  () => {
    expect(() => openProfileFolder('/proc/parley/profile')).toThrow('ENOENT')
  },
)
