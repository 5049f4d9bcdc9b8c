import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../harness/fixtures.ts'
import { chatgptExport } from './support/chatgpt-export.ts'
import { runParley } from './support/terminal.ts'

test('DU-21 the terminal lists, exports and imports', async ({ profile }) => {
  const options = { profile }
  await runParley(['run', '--session-id', 'work-1', 'What is 7 * 6?'], options)
  const listed = await runParley(['sessions', 'list'], options)
  expect(listed).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^work-1\t\d{4}-.*\tWhat is 7 \* 6\?\n$/),
  })
  const file = join(profile, 'out.jsonl')
  expect(await runParley(['sessions', 'export', '--out', file], options)).toMatchObject({
    code: 0,
    out: '',
    err: 'Wrote 1 chat.\n',
  })
  const whole = await readFile(file, 'utf8')
  const toTerminal = await runParley(['sessions', 'export'], options)
  expect(toTerminal.out).toBe(whole)
  const markdown = await runParley(['sessions', 'export', '-format', 'markdown', 'work-1'], options)
  expect(markdown.out).toContain('## You\n\nWhat is 7 * 6?')

  const env = { PARLEY_DATA_DIR: join(profile, 'other') }
  const conversations = join(profile, 'conversations-000.json')
  await writeFile(conversations, chatgptExport.replace(/,\{"id":"conversation-2".*/, ']'))
  const imported = await runParley(['sessions', 'import', file, conversations], { profile, env })
  expect(imported).toMatchObject({ code: 0, out: 'Parley archive\n2 chats are new with 6 messages.\n' })
  const again = await runParley(['sessions', 'import', file], { profile, env })
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('1 chat was here before') })
  const one = await runParley(['sessions', 'export', 'work-1'], { profile, env })
  expect(one.out).toBe(whole)
})

const refusals = [
  [['sessions'], 2, 'parley sessions list, export or import'],
  [['sessions', 'burn'], 2, 'There is no command "sessions burn"'],
  [['sessions', 'import'], 2, 'parley sessions import FILE'],
  [['sessions', 'import', 'nowhere.json'], 2, 'The file nowhere.json cannot be read'],
  [['sessions', 'export', '-format', 'pdf', 'x'], 2, 'it must be markdown, html, lm-deluge, archive'],
  [['sessions', 'export', '-format', 'html'], 2, 'parley sessions export -format html ID'],
  [['sessions', 'export', 'nobody'], 2, 'There is no chat with the id "nobody"'],
  [['sessions', 'export', '-out', 'no/such/folder'], 3, 'The file no/such/folder cannot be written'],
] as const

for (const [args, code, words] of refusals) {
  test(`parley ${args.join(' ')} is refused with a sentence`, async ({ profile }) => {
    const finished = await runParley(args, { profile })
    expect(finished.err).toContain(words)
    expect(finished.err).not.toMatch(/\n\s+at /)
    expect(finished).toMatchObject({ code, out: '' })
  })
}
