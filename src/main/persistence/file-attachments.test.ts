import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contentHashOf } from '../../contract/attachment.ts'
import { codeOf } from '../core/testing/code-of.ts'
import { openFileAttachments } from './file-attachments.ts'

let folder: string
let now: number
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-content-'))
  now = Date.now()
})
afterEach(() => rm(folder, { recursive: true }))

const content = new TextEncoder().encode('secret words')
const hash = contentHashOf(createHash('sha256').update(content).digest('hex'))
const path = () => join(folder, 'attachments', hash.slice(0, 2), hash)
const open = (used: readonly (typeof hash)[] = []) =>
  openFileAttachments(
    join(folder, 'attachments'),
    async () => used,
    () => now,
  )

test('AT-01 content is a file below the first letters of its hash, which only the user may read', async () => {
  await open().put(hash, content)
  expect(readFileSync(path(), 'utf8')).toBe('secret words')
  expect(statSync(path()).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(path())).mode & 0o777).toBe(0o700)
  expect(readdirSync(dirname(path()))).toEqual([hash])
})

test('AT-05 bytes that were changed on the disk are refused by name, and mended by the next who brings them', async () => {
  const files = open()
  await files.put(hash, content)
  writeFileSync(path(), 'secret w0rds')
  expect(await codeOf(files.get(hash))).toBe('attachment-damaged')
  await files.put(hash, content)
  expect(await files.get(hash)).toEqual(Buffer.from(content))
})

test('AT-04 what a crash left half written is removed, and what is new stays', async () => {
  const files = open()
  await files.put(hash, content)
  writeFileSync(`${path()}.half.tmp`, 'sec')
  expect(await files.sweep(3_600_000)).toBe(0)
  now += 7_200_000
  expect(await open([hash]).sweep(3_600_000)).toBe(0)
  expect(readdirSync(dirname(path()))).toEqual([hash])
  expect(await files.touch([hash])).toEqual([])
  expect(await files.sweep(3_600_000)).toBe(0)
  now += 7_200_000
  expect(await files.sweep(3_600_000)).toBe(1)
  expect(readdirSync(dirname(path()))).toEqual([])
})

test('AT-06 what is touched while a clean-up asks who refers to it stays', async () => {
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const files = openFileAttachments(
    join(folder, 'attachments'),
    async () => {
      asked.resolve()
      await answer.promise
      return []
    },
    () => now,
  )
  await files.put(hash, content)
  now += 7_200_000
  const swept = files.sweep(3_600_000)
  await asked.promise
  await files.touch([hash])
  answer.resolve()
  expect(await swept).toBe(0)
  expect(await files.get(hash)).toBeDefined()
})
