import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFileLog } from './file-log.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const now = () => Date.UTC(2026, 0, 2, 3, 4, 5)
const linesOf = (path: string): unknown[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

it('writes one JSON object a line into a file that only the user may read', () => {
  const path = join(temporaryFolder(), 'parley.log')
  const log = createFileLog(path, now)
  log.info('app-started', { version: '1' })
  log.warn('two\nlines')
  log.error('run-failed', { code: 'internal', retry: false, cost: undefined })
  const at = '2026-01-02T03:04:05.000Z'
  expect(linesOf(path)).toStrictEqual([
    { at, level: 'info', event: 'app-started', version: '1' },
    { at, level: 'warn', event: 'two\nlines' },
    { at, level: 'error', event: 'run-failed', code: 'internal', retry: false },
  ])
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('goes on behind what an earlier start wrote', () => {
  const path = join(temporaryFolder(), 'parley.log')
  createFileLog(path, now).info('first')
  createFileLog(path, now).info('second')
  expect(linesOf(path)).toMatchObject([{ event: 'first' }, { event: 'second' }])
})

it('begins a new file at 5 MB, counted in bytes, and keeps the one before', () => {
  const path = join(temporaryFolder(), 'parley.log')
  writeFileSync(path, 'x'.repeat(2_000_000))
  writeFileSync(`${path}.old`, 'older')
  const log = createFileLog(path, now)
  log.info('long', { text: 'ü'.repeat(1_600_000) })
  log.info('after')
  expect(linesOf(path)).toMatchObject([{ event: 'after' }])
  expect(statSync(`${path}.old`).size).toBeGreaterThan(5_000_000)
})

it('is silent where it cannot write', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  mkdirSync(join(folder, 'folder'))
  for (const path of [join(folder, 'file', 'log'), join(folder, 'folder'), join(folder, 'none', 'log')]) {
    expect(() => createFileLog(path, now).error('lost')).not.toThrow()
  }
})

it('RX-20 what it holds commands no terminal that shows it', () => {
  const path = join(temporaryFolder(), 'parley.log')
  const detail = '\u001b]52;c;aGk=\u0007\u009b2J\u202e\u{e0041}\u007f'
  createFileLog(path, now).info('tool-failed', { detail })
  expect(readFileSync(path, 'utf8').trimEnd()).toMatch(/^[ -~]+$/)
  expect(linesOf(path)).toMatchObject([{ detail }])
})
