import { existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../config/testing/temporary-folder.ts'
import { ParleyError } from '../../core/errors.ts'
import { callOf } from '../../core/testing/tool-call.ts'
import { openOwnTools } from './open-own-tools.ts'

const node = async () => process.execPath

function openRoom() {
  const profile = realpathSync(temporaryFolder())
  const folder = join(profile, 'tools')
  const outside = realpathSync(temporaryFolder())
  mkdirSync(folder)
  const agreed: Record<string, string> = {}
  const env = { ...process.env, OPENAI_API_KEY: 'canary' }
  const { source, own, close } = openOwnTools({ folder, agreed: () => agreed, node, env, closed: [profile] })
  onTestFinished(close)
  const put = (file: string, text: string) => writeFileSync(join(folder, file), text)
  const agree = async () => {
    for (const { file, hash } of (await own.view()).tools) agreed[file] = hash
  }
  const seen = async (file: string) => (await own.view()).tools.find((tool) => tool.file === file)
  const call = (
    name: string,
    input: object = {},
    signal = new AbortController().signal,
    fingerprint?: string,
  ) => source.call(callOf(name, JSON.stringify(input)), { signal, onProgress: () => undefined, fingerprint })
  return { profile, folder, outside, source, own, put, agree, seen, call }
}

const toolOf = (run: string, more = '') =>
  `export default { name: 'mine', description: 'Mine.', effect: 'read', ${more} run: ${run} }\n`
const words = `input: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },`

test('S3-21 a file becomes a tool, in JavaScript or in TypeScript, once the user agreed to it', async () => {
  const { put, agree, seen, call, source } = openRoom()
  put('shout.mjs', toolOf('({ text }) => text.toUpperCase()', words))
  put(
    'count.ts',
    toolOf('(input: { text: string }) => ({ letters: input.text.length })', words).replace(
      "'mine'",
      "'count'",
    ),
  )
  expect(await source.list()).toEqual([])
  expect(await seen('shout.mjs')).toMatchObject({ state: 'new' })
  await expect(call('mine', { text: 'hi' })).rejects.toMatchObject({ failure: { code: 'tool-unknown' } })
  await agree()
  expect(await seen('shout.mjs')).toMatchObject({ state: 'loaded', tool: 'mine' })
  expect((await source.list()).map(({ name, server, effect }) => [name, server, effect])).toEqual([
    ['count', 'Your tools', 'read'],
    ['mine', 'Your tools', 'read'],
  ])
  expect(await call('mine', { text: 'hi' })).toBe('HI')
  expect(await call('count', { text: 'four' })).toBe('{"letters":4}')
  await expect(call('mine', { text: 4 })).rejects.toMatchObject({
    failure: { code: 'tool-arguments-invalid' },
  })
})

test('AP-02 a file that changed is not run until the user agrees again, nor for the model that knew the old one', async () => {
  const { put, agree, seen, call, source, own } = openRoom()
  put('a.mjs', toolOf('() => 1'))
  await agree()
  const [before] = await source.list()
  const old = await seen('a.mjs')
  put('a.mjs', toolOf('() => 2'))
  expect(await seen('a.mjs')).toMatchObject({ state: 'new' })
  await expect(call('mine')).rejects.toMatchObject({ failure: { code: 'tool-unknown' } })
  await expect(own.check('a.mjs', old?.hash ?? '')).rejects.toMatchObject({
    failure: { code: 'own-tool-changed' },
  })
  await agree()
  await expect(call('mine', {}, undefined, before?.fingerprint)).rejects.toMatchObject({
    failure: { code: 'mcp-tool-changed' },
  })
  expect(await call('mine')).toBe('2')
})

test.each([
  ['export default {\n  name: ,\n}\n', 'a.mjs:2'],
  ['\nthrow new Error("not today")\n', 'a.mjs:2 cannot be used: not today'],
  ['export const tool = 1', 'default export with a function "run"'],
  [toolOf('() => 1').replace("'mine'", "'two words'"), 'name:'],
  [toolOf('() => 1', "input: { type: 'string' },"), 'input: must be a JSON Schema'],
  [toolOf('() => 1', "needs: { write: ['/tmp'] },"), 'has the effect "write"'],
  [toolOf('() => 1', 'needs: { run: true },'), 'has the effect "run"'],
  [toolOf('() => 1', "needs: { read: ['*'] },"), 'must be a whole path'],
  [toolOf('() => 1', "needs: { read: ['/ho*'] },"), 'must be a whole path'],
  [toolOf('() => 1', "needs: { read: ['.'] },"), 'must be a whole path'],
  ['process.exit(4)', 'exit code 4'],
])('S3-21 what is wrong with %j is told with the file and the line', async (text, sentence) => {
  const { put, agree, seen, source } = openRoom()
  put('a.mjs', text)
  await agree()
  expect((await seen('a.mjs'))?.failure?.message).toContain(sentence)
  expect(await source.list()).toEqual([])
})

test('S3-21 an error in a call is told with its line', async () => {
  const { put, agree, call } = openRoom()
  put('a.mjs', toolOf('() => {\n  throw new Error("no luck")\n}'))
  await agree()
  await expect(call('mine')).rejects.toThrow('no luck (a.mjs:2)')
})

test('AP-03 a tool reads nothing but itself, sees no key, and starts nothing', async () => {
  const { profile, outside, put, agree, call } = openRoom()
  writeFileSync(join(profile, 'keys.json'), 'secret')
  put(
    'a.mjs',
    `import fs from 'node:fs'\nimport { execSync } from 'node:child_process'\n${toolOf('({ code }) => String(eval(code))', "input: { type: 'object', properties: { code: { type: 'string' } } },")}`,
  )
  await agree()
  const text = JSON.stringify(join(outside, 'x'))
  const keys = JSON.stringify(join(profile, 'keys.json'))
  for (const code of [`fs.readFileSync(${keys})`, `fs.writeFileSync(${text}, '')`, `execSync('true')`])
    await expect(call('mine', { code })).rejects.toThrow(/Access to this API has been restricted/)
  expect(existsSync(join(outside, 'x'))).toBe(false)
  expect(await call('mine', { code: 'JSON.stringify(process.env)' })).not.toMatch(/canary|PATH/)
})

test('S3-21 a tool reads and writes what it asked for, but never the profile', async () => {
  const { outside, profile, put, agree, call, seen } = openRoom()
  writeFileSync(join(outside, 'in.txt'), 'mine')
  const body = (place: string) =>
    `import fs from 'node:fs'\n${toolOf(`() => { fs.writeFileSync(${JSON.stringify(join(outside, 'out.txt'))}, fs.readFileSync(${JSON.stringify(join(outside, 'in.txt'))})); return 'done' }`, `needs: { read: [${JSON.stringify(place)}], write: [${JSON.stringify(place)}] },`).replace("'read'", "'write'")}`
  put('a.mjs', body(outside))
  await agree()
  expect(await call('mine')).toBe('done')
  expect(await readFile(join(outside, 'out.txt'), 'utf8')).toBe('mine')
  for (const place of [profile, '/', join(profile, 'tools')]) {
    put('a.mjs', body(place))
    await agree()
    expect((await seen('a.mjs'))?.failure?.message).toContain('own data')
  }
})

test.skipIf(process.platform === 'win32')('S3-21 a stop ends the tool and all that it started', async () => {
  const { outside, put, agree, call } = openRoom()
  const note = join(outside, 'pids')
  const code = `import { spawn } from 'node:child_process'\nimport fs from 'node:fs'\n${toolOf(
    `() => { const child = spawn('sleep', ['600']); fs.writeFileSync(${JSON.stringify(note)}, child.pid + ' ' + process.pid); for (;;) {} }`,
    `needs: { write: [${JSON.stringify(note)}], run: true },`,
  ).replace("'read'", "'run'")}`
  put('a.mjs', code)
  await agree()
  const stop = new AbortController()
  const calling = call('mine', {}, stop.signal)
  const ended = calling.catch((error: unknown) => error)
  await expect.poll(() => existsSync(note) && readFile(note, 'utf8'), { timeout: 10_000 }).toMatch(/\d+ \d+/)
  stop.abort(new ParleyError('tool-timeout', { params: { tool: 'mine', seconds: '1' } }))
  expect(await ended).toMatchObject({ failure: { code: 'tool-timeout' } })
  for (const pid of (await readFile(note, 'utf8')).split(' '))
    await expect.poll(() => isAlive(Number(pid)), { timeout: 5_000 }).toBe(false)
})

test('links, other names and paths are no tools', async () => {
  const { folder, outside, own, put } = openRoom()
  writeFileSync(join(outside, 'b.mjs'), toolOf('() => 1'))
  symlinkSync(join(outside, 'b.mjs'), join(folder, 'b.mjs'))
  put('README.md', '')
  expect((await own.view()).tools).toEqual([])
  await expect(own.check('../tools/a.mjs', '')).rejects.toMatchObject({
    failure: { code: 'own-tool-changed' },
  })
})

// A process that ended stays in the list of the system until its parent takes note; that is no life.
async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat !== '' && !stat.includes(') Z ')
}

test('SF-12 no argument of a call and no name of a file becomes an option of the process', async () => {
  const { put, folder, agree, call } = openRoom()
  const told = '({ text }) => JSON.stringify({ text, words: [...process.execArgv, ...process.argv] })'
  put('--help.mjs', toolOf(told, words))
  await agree()
  for (const text of [
    '--help',
    '-rf',
    '--allow-fs-read=/',
    '--allow-child-process',
    '--',
    '--eval=1',
    '$(id)',
  ]) {
    const said: { readonly text: string; readonly words: readonly string[] } = JSON.parse(
      await call('mine', { text }),
    )
    expect(said.text).toBe(text)
    // The only word with the name of the file is a value behind its option.
    const strange = said.words.filter((word) => word === text || word.includes('--help.mjs'))
    expect(strange).toEqual([`--allow-fs-read=${join(folder, '--help.mjs')}`])
  }
})
