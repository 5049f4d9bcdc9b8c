import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../config/testing/temporary-folder.ts'
import { codeOf } from '../core/testing/code-of.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { openToolServers } from './tool-servers.ts'
import { hostOf, recipeOf, scripted } from './testing/server-recipes.ts'
import {
  callOptions,
  isAlive,
  openImpatient,
  openServers,
  readDiary,
  untilState,
} from './testing/servers-fixture.ts'

const pidsIn = (diary: string) => readDiary(diary).flatMap(({ pid }) => (pid === undefined ? [] : [pid]))

// Whoever is told of a grandchild through a signal that was sent has to give it the moment in which it ends.
async function untilGone(pids: readonly number[]): Promise<void> {
  while (pids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20))
}

test.each([
  ['a wrapper', { grandchild: 'group' }],
  ['a server that ignores being told', { grandchild: 'group', stubborn: true }],
  ['a server whose child left its group', { grandchild: 'own-session', stubborn: true }],
] as const)('MC-12 %s is gone with all that it started when it is stopped', async (_, script) => {
  const diary = join(temporaryFolder(), 'diary')
  const servers = await openServers([recipeOf('tree', scripted({ ...script, diary }))])
  await servers.list()
  const pids = pidsIn(diary)
  expect(pids).toHaveLength(2)
  expect(pids.every(isAlive)).toBe(true)
  servers.configure([])
  await untilGone(pids)
  await servers.close()
})

test('MC-12 closing while a server starts and while it is called leaves nothing', async () => {
  const diary = join(temporaryFolder(), 'diary')
  const servers = await openImpatient([
    recipeOf('starting', scripted({ silent: true, grandchild: 'group', diary })),
    recipeOf('called', scripted({ grandchild: 'group', diary })),
  ])
  await servers.list()
  await untilState(servers, 'called', 'ready')
  await expect.poll(() => pidsIn(diary)).toHaveLength(4)
  expect(servers.status('starting').state).toBe('starting')
  const { promise: begun, resolve } = Promise.withResolvers<string>()
  const call = codeOf(servers.call(callOf('called__never'), { ...callOptions, onProgress: resolve }))
  await begun
  await servers.close()
  expect(await call).toBe('mcp-exited')
  expect(await codeOf(servers.call(callOf('called__greet'), callOptions))).toBe('tool-unknown')
  expect(pidsIn(diary)).toHaveLength(4)
  await untilGone(pidsIn(diary))
  expect(readdirSync(join(servers.folder, 'processes'))).toEqual([])
})

test('MC-12 after the app was killed the next start ends what was left, and nothing else', async () => {
  const folder = temporaryFolder()
  const diary = join(folder, 'diary')
  const program = fileURLToPath(new URL('./testing/killed-host.ts', import.meta.url))
  const script = JSON.stringify({ grandchild: 'own-session', stubborn: true, diary })
  const app = spawn(process.execPath, [program, folder, script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => app.stdout.once('data', resolve))
  const gone = new Promise((resolve) => app.once('exit', resolve))
  app.kill('SIGKILL')
  await gone
  const left = pidsIn(diary)
  expect(left.filter(isAlive)).toHaveLength(2)
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  onTestFinished(() => void stranger.kill('SIGKILL'))

  const servers = await openToolServers(hostOf(folder))
  await untilGone(left)
  expect(isAlive(stranger.pid ?? 0)).toBe(true)
  expect(readdirSync(join(folder, 'processes'))).toEqual([])
  await servers.close()
})

test('MC-12 a second Parley on the same folder leaves the servers of the first alone', async () => {
  const servers = await openServers([recipeOf('mine', scripted())])
  await servers.list()
  const second = await openToolServers(hostOf(servers.folder))
  expect(await servers.call(callOf('mine__greet'), callOptions)).toBe('Hello, you.')
  expect(readdirSync(join(servers.folder, 'processes'))).toHaveLength(1)
  await second.close()
})

test('MC-10 a server sees a short list of variables, what it was given, and no key', async () => {
  const env = { ...process.env, OPENAI_API_KEY: 'sk-canary', GITHUB_TOKEN: 'canary', LANG: 'C.UTF-8' }
  const recipe = recipeOf('curious', scripted(), { MY_SETTING: 'mine' })
  const other = recipeOf('other', scripted(), { OTHER_TOKEN: 'canary' })
  const servers = await openServers([recipe, other], { env, commandPath: async () => '/from/the/shell' })
  await servers.list()
  const seen = await servers.call(callOf('curious__environment'), callOptions)
  expect(JSON.parse(seen)).toMatchObject({
    MY_SETTING: 'mine',
    LANG: 'C.UTF-8',
    PATH: '/from/the/shell',
  })
  expect(seen).not.toContain('canary')
})

test('MC-11 words with spaces, quotes, ampersands and lines reach the server as they are, past any shell', async () => {
  const folder = temporaryFolder()
  const words = [
    'two words',
    `"double" and 'single'`,
    '& echo no',
    '$(touch pwned)',
    '`touch pwned`',
    'line\nline',
    '%PATH%',
    '*',
    '',
  ]
  const launch = { ...scripted({}, ...words), cwd: folder }
  const servers = await openServers([recipeOf('quoted', launch)])
  await servers.list()
  expect(JSON.parse(await servers.call(callOf('quoted__arguments'), callOptions))).toEqual(words)
  expect(existsSync(join(folder, 'pwned'))).toBe(false)
})
