import { expect, test } from 'vitest'
import { askedPath, isInside } from './asked-path.ts'

test.each([
  '../safe-evil/x',
  '/safe/../etc/passwd',
  '/safe/a/..',
  '~/x',
  '~root/x',
  '//server/share',
  '\\\\server\\share',
  '/safe/a\0.txt',
])('SF-08 %j is refused on every system', (path) => {
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    expect(() => askedPath(path, ['/safe'], platform)).toThrow(Error)
})

test.each([
  'C:\\safe\\con',
  'C:\\safe\\COM1.txt',
  'C:\\safe\\nul.',
  'C:\\safe\\a.txt:stream',
  'C:\\safe\\a.txt::$DATA',
  'C:\\safe\\a.txt.',
  'C:\\safe\\a.txt ',
  'C:a.txt',
  '\\\\?\\C:\\safe\\a',
  '\\\\.\\PhysicalDrive0',
  'C:\\safe\\..\\a',
  'C:/safe/../a',
])('SF-08 %j is refused on Windows', (path) => {
  expect(() => askedPath(path, ['C:\\safe'], 'win32')).toThrow(Error)
})

test('SF-08 what begins like a folder is not in it', () => {
  expect(isInside('/safe-evil/a', '/safe', 'linux')).toBe(false)
  expect(isInside('/safe/..a', '/safe', 'linux')).toBe(true)
  expect(isInside('/safe', '/safe', 'linux')).toBe(true)
  expect(isInside('C:\\safe-evil\\a', 'C:\\safe', 'win32')).toBe(false)
  expect(isInside('D:\\safe\\a', 'C:\\safe', 'win32')).toBe(false)
  expect(isInside('c:\\SAFE\\a', 'C:\\safe', 'win32')).toBe(true)
})

test('a relative path counts from the only folder, and is refused where there are several', () => {
  expect(askedPath('a/./b.txt', ['/safe'], 'linux')).toBe('/safe/a/b.txt')
  expect(askedPath('a\\b.txt', ['C:\\safe'], 'win32')).toBe('C:\\safe\\a\\b.txt')
  expect(() => askedPath('a', ['/one', '/two'], 'linux')).toThrow('/one, /two')
  expect(() => askedPath('a', [], 'linux')).toThrow('no folder is open')
})
