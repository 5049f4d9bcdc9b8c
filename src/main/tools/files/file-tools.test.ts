import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFiles } from '../testing/files-fixture.ts'

test('the tools are there as far as folders are: none, reading, writing', async () => {
  const { folders, safe, source } = openFiles('read')
  const names = async () => (await source.list()).map(({ name }) => name)
  expect(await names()).toEqual(['list_files', 'read_file', 'search_files'])
  folders[0] = { path: safe, access: 'write' }
  expect(await names()).toEqual(['list_files', 'read_file', 'search_files', 'write_file', 'edit_file'])
  expect((await source.list()).at(-1)).toMatchObject({
    effect: 'write',
    personal: true,
    resourceArgument: 'path',
  })
  folders.pop()
  expect(await names()).toEqual([])
})

test('AP-04 what files say counts as the words of strangers, as in files that are attached', async () => {
  const untrusted = (await openFiles().source.list()).filter((tool) => tool.untrusted)
  expect(untrusted.map(({ name }) => name)).toEqual(['read_file', 'search_files'])
})

test('a folder is listed, a file read by lines, and what is left out is told', async () => {
  const { call, safe } = openFiles()
  writeFileSync(
    join(safe, 'long.txt'),
    Array.from({ length: 3000 }, (_, line) => `line ${line + 1}`).join('\n'),
  )
  mkdirSync(join(safe, 'many'))
  for (let file = 0; file < 510; file += 1) writeFileSync(join(safe, 'many', `${file}`), '')
  expect(JSON.parse(await call('list_files', {}))).toEqual({ folders: [{ path: safe, access: 'write' }] })
  expect(JSON.parse(await call('list_files', { path: safe })).entries).toEqual([
    'Parley/',
    'long.txt',
    'many/',
  ])
  expect(JSON.parse(await call('list_files', { path: join(safe, 'many') })).left_out).toBe('10 more entries')
  const start = await call('read_file', { path: 'long.txt' })
  expect(start).toMatch(/^line 1\n.*line 2000\n\[Lines 1 to 2000 of 3000\. Read on with from_line 2001\.]$/s)
  const end = await call('read_file', { path: 'long.txt', from_line: 2999, lines: 10 })
  expect(end).toBe('line 2999\nline 3000\n[Lines 2999 to 3000 of 3000.]')
})

test('what is no text, too large, missing, a folder or a pipe is refused in a sentence', async () => {
  const { call, safe } = openFiles()
  writeFileSync(join(safe, 'picture.png'), Buffer.from([137, 80, 78, 71, 0, 1]))
  writeFileSync(join(safe, 'latin.txt'), Buffer.from([0x66, 0xfc, 0x72]))
  writeFileSync(join(safe, 'large.txt'), Buffer.alloc(5_000_001, 'a'))
  await expect(call('read_file', { path: 'picture.png' })).rejects.toThrow('is not a text in UTF-8')
  await expect(call('read_file', { path: 'latin.txt' })).rejects.toThrow('is not a text in UTF-8')
  await expect(call('read_file', { path: 'large.txt' })).rejects.toThrow('only files up to')
  await expect(call('read_file', { path: 'none.txt' })).rejects.toThrow('there is no such file')
  await expect(call('read_file', { path: safe })).rejects.toThrow('is a folder')
  if (process.platform === 'win32') return
  execFileSync('mkfifo', [join(safe, 'pipe')])
  await expect(call('read_file', { path: 'pipe' })).rejects.toThrow('it is not a file')
})

test('words are found in texts and names, whatever their case', async () => {
  const { call, safe } = openFiles()
  mkdirSync(join(safe, 'notes'))
  mkdirSync(join(safe, 'node_modules'))
  writeFileSync(join(safe, 'node_modules', 'x.js'), 'the Invoice')
  writeFileSync(join(safe, 'notes', 'a.md'), 'first\n  the INVOICE is due\n')
  writeFileSync(join(safe, 'invoice-7.bin'), Buffer.from([0, 1]))
  expect(await call('search_files', { path: safe, text: 'invoice' })).toBe(
    [
      join(safe, 'invoice-7.bin'),
      `${join(safe, 'notes', 'a.md')}:2: the INVOICE is due`,
      '[1 files were not read: they are no text, too large or closed.]',
    ].join('\n'),
  )
  expect(await call('search_files', { path: safe, text: 'nowhere' })).toContain('Nothing was found.')
})

test('a file is made and changed with a difference, and each change is taken back', async () => {
  const { call, safe, writer } = openFiles()
  const file = join(safe, 'new', 'deep', 'plan.md')
  expect(await call('write_file', { path: file, content: 'one\ntwo\n' })).toContain('was made.\n')
  const changed = await call('edit_file', { path: file, old_text: 'two', new_text: 'three' })
  expect(changed).toContain('-two\n+three\n')
  expect(readFileSync(file, 'utf8')).toBe('one\nthree\n')
  expect(await readdir(join(safe, 'new', 'deep'))).toEqual(['plan.md'])
  const [second, first] = await writer.recent()
  expect([second?.created, first?.created]).toEqual([false, true])
  await writer.undo(second?.id ?? '')
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n')
  await writer.undo(first?.id ?? '')
  expect(existsSync(file)).toBe(false)
  await expect(writer.undo(first?.id ?? '')).rejects.toMatchObject({ failure: { code: 'write-missing' } })
})

test('what somebody changed since then is not taken back, and permissions stay', async () => {
  const { call, safe, writer } = openFiles()
  const file = join(safe, 'run.sh')
  writeFileSync(file, 'old', { mode: 0o750 })
  await call('write_file', { path: file, content: 'new' })
  expect(statSync(file).mode & 0o777).toBe(0o750)
  writeFileSync(file, 'by hand')
  const [write] = await writer.recent()
  await expect(writer.undo(write?.id ?? '')).rejects.toMatchObject({ failure: { code: 'write-changed' } })
  expect(readFileSync(file, 'utf8')).toBe('by hand')
})

test('an edit that fits no place or two is refused, and nothing is kept of it', async () => {
  const { call, safe, writer } = openFiles()
  writeFileSync(join(safe, 'a.txt'), 'x x')
  await expect(call('edit_file', { path: 'a.txt', old_text: 'y', new_text: '' })).rejects.toThrow(
    'not in the file',
  )
  await expect(call('edit_file', { path: 'a.txt', old_text: 'x', new_text: '' })).rejects.toThrow(
    'more than once',
  )
  expect(await call('write_file', { path: 'a.txt', content: 'x x' })).toContain('nothing was changed')
  expect(await writer.recent()).toEqual([])
})

test('changes at once come one after the other, and none is lost', async () => {
  const { call, safe } = openFiles()
  const letters = 'abcdefgh'.split('')
  writeFileSync(join(safe, 'a.txt'), letters.join('\n'))
  await Promise.all(
    letters.map((letter) =>
      call('edit_file', { path: 'a.txt', old_text: letter, new_text: letter.toUpperCase() }),
    ),
  )
  expect(readFileSync(join(safe, 'a.txt'), 'utf8')).toBe('A\nB\nC\nD\nE\nF\nG\nH')
})

test('only the last fifty changes are kept', async () => {
  const { call, profile, writer } = openFiles()
  for (let time = 0; time < 53; time += 1) await call('write_file', { path: 'a.txt', content: `${time}` })
  expect(await writer.recent()).toHaveLength(50)
  expect(await readdir(join(profile, 'undo'))).toHaveLength(50)
})

test.each(['-rf', '--help', '--', '-', '--upload-pack=id', '@file', '$(id)', '`id`', '; id', '|id'])(
  'SF-12 a file that is called %s is a file like any other',
  async (name) => {
    const { call, safe } = openFiles()
    await call('write_file', { path: name, content: 'first line\nsecond line\n' })
    expect(readFileSync(join(safe, name), 'utf8')).toBe('first line\nsecond line\n')
    expect(await call('read_file', { path: name })).toContain('second line')
    await call('edit_file', { path: name, old_text: 'second', new_text: 'last' })
    expect(readFileSync(join(safe, name), 'utf8')).toContain('last line')
    expect(JSON.parse(await call('list_files', { path: safe })).entries).toContain(name)
    expect(await call('search_files', { text: 'last line', path: safe })).toContain(name)
    expect((await readdir(safe)).toSorted()).toEqual([name, 'Parley'].toSorted())
  },
)
