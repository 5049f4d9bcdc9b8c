import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/**
 * Every file of Parley that starts another program, and why no argument of it can come from a model, a setting or the name of a
 * file and be taken for an option. Whoever adds one says so here.
 */
const reasons: Readonly<Record<string, string>> = {
  'cli/commands/serve.ts': 'opens one page of the profile, by its absolute path',
  'electron/links.ts':
    'hands a checked http, https or mailto address to the system, which is no argument of a program',
  'mcp/login-path.ts': 'asks the shell of the environment with two constant words',
  'mcp/process-list.ts': 'names processes by number',
  'mcp/process-tree.ts': 'names a process by number',
  'mcp/stdio-transport.ts':
    'starts the words of a command as the user saw and allowed them; calls go over its input',
  'tools/own/tool-process.ts':
    'gives paths behind the = of an option; names, files and arguments go over a channel',
}

const starters =
  /from '(?:node:)?child_process'|from 'cross-spawn'|from 'execa'|import\('(?:node:)?child_process'\)|require\(|utilityProcess|\bshell\b.*from '(?:electron)'|app\.relaunch|node-pty/

test('SF-12 no program is started but by these files, each with its reason', () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.split(sep).includes('testing'),
    )
    .filter((file) => starters.test(readFileSync(join(root, file), 'utf8')))
    .map((file) => file.replaceAll(sep, '/'))
  expect(files.toSorted()).toEqual(Object.keys(reasons).toSorted())
})

test('SF-12 no shell reads what is started, and no text of several words is', () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  for (const file of Object.keys(reasons)) {
    const source = readFileSync(join(root, file), 'utf8')
    expect(source, file).not.toMatch(/\bshell: (?!false)|execSync|(?<!\.)\bexec\(/)
  }
})

test('SF-13 nothing of Parley hands a file to the system to be opened', () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const openers = files.filter(
    (file) =>
      !file.endsWith('.test.ts') &&
      /openPath|openItem|showItemInFolder/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(openers).toEqual([])
})
