import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readEnvironment } from './environment.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const folderWith = (text: string, name = '.env') => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, name), text)
  return folder
}

it('S4-26 the environment beats .env in the working folder', () => {
  const folder = folderWith('OPENAI_MODEL=from-file\nMODEL_NAME=only-file\n')
  expect(readEnvironment({ OPENAI_MODEL: 'from-environment' }, folder)).toStrictEqual({
    OPENAI_MODEL: 'from-environment',
    MODEL_NAME: 'only-file',
  })
})

it('S4-26 works without a .env', () => {
  expect(readEnvironment({ A: '1' }, temporaryFolder())).toStrictEqual({ A: '1' })
})

it('counts a variable that is set but empty as not set, in both places', () => {
  const folder = folderWith('A=from-file\nB=\n')
  expect(readEnvironment({ A: '', C: '', D: undefined }, folder)).toStrictEqual({ A: 'from-file' })
})

it('understands quotes, comments and export', () => {
  const text = `# a comment\nexport A="two words"\nB='single # no comment'\nC=plain # comment\r\nD=a=b\n`
  expect(readEnvironment({}, folderWith(text))).toStrictEqual({
    A: 'two words',
    B: 'single # no comment',
    C: 'plain',
    D: 'a=b',
  })
})

it('reads the file that PARLEY_ENV_FILE names, from the working folder, instead of .env', () => {
  const folder = folderWith('A=default\n')
  writeFileSync(join(folder, 'other.env'), 'A=other\n')
  expect(readEnvironment({ PARLEY_ENV_FILE: 'other.env' }, folder)['A']).toBe('other')
  expect(readEnvironment({ PARLEY_ENV_FILE: join(folder, 'other.env') }, '/')['A']).toBe('other')
})

it('reads no file when PARLEY_ENV_FILE is empty', () => {
  expect(readEnvironment({ PARLEY_ENV_FILE: '' }, folderWith('A=default\n'))).toStrictEqual({})
})

it('goes on without a .env that cannot be read', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, '.env'))
  expect(readEnvironment({ A: '1' }, folder)).toStrictEqual({ A: '1' })
})
