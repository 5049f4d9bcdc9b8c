import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '../harness/fixtures.ts'
import { loseHeader } from './support/damage.ts'
import { test } from './support/providers.ts'
import { runParley } from './support/terminal.ts'

test('a look says how the profile is and changes nothing', async ({ profile }) => {
  const none = await runParley(['doctor'], { profile })
  expect(none.out).toContain('Database: none yet.')
  await runParley(['run', '--session-id', 'work-1', 'What is 6 * 7?'], { profile })
  const before = readFileSync(join(profile, 'parley.sqlite'))
  const { code, out } = await runParley(['doctor'], { profile })
  expect(code).toBe(0)
  expect(out).toContain('Chats: 1, messages: 4, runs: 1')
  expect(out).toContain('Integrity: all of it was read and nothing is wrong.')
  expect(out).toMatch(/Free space: \d/)
  expect(out).toContain('Backups: none yet.')
  expect(readFileSync(join(profile, 'parley.sqlite')).equals(before)).toBe(true)
})

test('DU-08 a damaged database is refused with the command that recovers it, which keeps the damaged file', async ({
  profile,
}) => {
  await runParley(['run', '--session-id', 'work-1', 'What is 6 * 7?'], { profile })
  const damaged = loseHeader(profile)
  const refused = await runParley(['run', 'Hello'], { profile })
  expect(refused).toMatchObject({ code: 3, out: '' })
  expect(refused.err).toContain('"parley doctor --recover" saves what can be read')
  const { code, out } = await runParley(['doctor', '--recover'], { profile })
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was missing.') })
  const kept = readdirSync(profile).find((name) => name.startsWith('parley.sqlite.broken-')) ?? ''
  expect(readFileSync(join(profile, kept)).equals(damaged)).toBe(true)
  expect((await runParley(['doctor'], { profile })).out).toContain(kept)
  const next = await runParley(['run', '--session-id', 'work-1', 'What is 7 * 7?'], { profile })
  expect(next.out).toContain('49')
})

test('DU-21 any whole database of Parley can be gone back to, and nothing else', async ({ profile }) => {
  await runParley(['run', '--session-id', 'first', 'What is 6 * 7?'], { profile })
  const copy = join(profile, 'elsewhere.sqlite')
  writeFileSync(copy, readFileSync(join(profile, 'parley.sqlite')))
  await runParley(['run', '--session-id', 'second', 'What is 7 * 7?'], { profile })
  const restored = await runParley(['doctor', '--restore', copy], { profile })
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('Chats: 1, messages: 4') })
  const [name = ''] = readdirSync(profile).filter((each) => each.startsWith('parley.sqlite.replaced-'))
  expect((await runParley(['doctor', '--restore', name], { profile })).out).toContain('Chats: 2')
  writeFileSync(copy, 'Dear diary')
  const refused = await runParley(['doctor', '--restore', copy], { profile })
  expect(refused).toMatchObject({
    code: 3,
    err: expect.stringContaining('is not a whole database of Parley'),
  })
  expect((await runParley(['doctor'], { profile })).out).toContain('Chats: 2')
})
