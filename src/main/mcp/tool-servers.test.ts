import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../config/testing/temporary-folder.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { nodeLaunch, publishedServer, recipeOf, scripted } from './testing/server-recipes.ts'
import {
  abortedCall,
  callOptions,
  isAlive,
  openImpatient,
  openServers,
  readDiary,
  untilState,
} from './testing/servers-fixture.ts'

const everything = nodeLaunch(publishedServer('server-everything'), 'stdio')

test('server-everything over stdio: tools with effects, text, images with their size, progress', async () => {
  const servers = await openServers([recipeOf('Everything', everything)])
  const tools = await servers.list()
  const echo = tools.find(({ name }) => name === 'Everything__echo')
  expect(echo).toMatchObject({ server: 'Everything', inputSchema: { type: 'object' } })
  expect(echo?.fingerprint).toMatch(/^[0-9a-f]{32}$/)
  expect(servers.status('Everything')).toMatchObject({ state: 'ready', leftOut: 0 })

  const said = await servers.call(callOf('Everything__echo', '{"message":"parley"}'), callOptions)
  expect(said).toContain('parley')
  const image = await servers.call(callOf('Everything__get-tiny-image'), callOptions)
  expect(image).toMatch(/\[image image\/png, [\d.]+ (kB|bytes)\]/)
  const progress: string[] = []
  const long = callOf('Everything__trigger-long-running-operation', '{"duration":0.2,"steps":2}')
  await servers.call(long, { ...callOptions, onProgress: (line) => progress.push(line) })
  // The last line may come after the answer.
  expect(progress[0]).toBe('1 / 2')
})

test('server-memory and server-filesystem offer tools side by side, and the words of an error reach the model', async () => {
  const memory = nodeLaunch(publishedServer('server-memory'))
  const files = nodeLaunch(publishedServer('server-filesystem'), import.meta.dirname)
  const servers = await openServers([recipeOf('memory', memory), recipeOf('files', files)])
  const names = (await servers.list()).map(({ name }) => name)
  expect(names).toContain('memory__create_entities')
  expect(names).toContain('files__read_text_file')
  const outside = callOf('files__read_text_file', '{"path":"/etc/hostname"}')
  await expect(servers.call(outside, callOptions)).rejects.toMatchObject({
    failure: { code: 'tool-failed', message: expect.stringMatching(/denied|outside/) },
  })
})

test('MC-07 calls at once of one server get each their own answer', async () => {
  const servers = await openServers([recipeOf('one', scripted()), recipeOf('two', scripted())])
  await servers.list()
  const names = Array.from({ length: 20 }, (_, index) => `person ${index}`)
  const answers = await Promise.all(
    names.map((name, index) =>
      servers.call(callOf(index % 2 ? 'one__greet' : 'two__greet', JSON.stringify({ name })), callOptions),
    ),
  )
  expect(answers).toEqual(names.map((name) => `Hello, ${name}.`))
})

test('of 20 servers 5 are broken in five ways, and a run gets the tools of the others without them', async () => {
  const good = Array.from({ length: 15 }, (_, index) => recipeOf(`good ${index}`, scripted()))
  const broken = [
    recipeOf('missing', { type: 'stdio', command: 'no-such-command-of-anybody', args: [] }),
    recipeOf('exits', scripted({ exitCode: 3, complaint: 'no licence\n' })),
    recipeOf('silent', scripted({ silent: true })),
    recipeOf('nonsense', nodeLaunch('-e', 'console.log("hi"); process.stdin.resume()')),
    recipeOf('closed port', { type: 'http', url: 'http://127.0.0.1:9/mcp' }),
  ]
  const servers = await openImpatient([...broken, ...good])
  await servers.list()
  // One of the broken never answers; that the list came before its time is over shows that nobody waited for it.
  expect(servers.status('silent').state).toBe('starting')
  await Promise.all(good.map(({ name }) => untilState(servers, name, 'ready')))
  const tools = await servers.list()
  expect(new Set(tools.map(({ server }) => server))).toEqual(new Set(good.map(({ name }) => name)))
  // The second list may have started them once more, and while one is waited for another may be tried again.
  const failed = async (name: string) => {
    await untilState(servers, name, 'failed')
    return servers.status(name)
  }
  expect((await failed('missing')).failure?.code).toBe('mcp-command-missing')
  expect(await failed('exits')).toMatchObject({
    state: 'failed',
    exitCode: 3,
    output: ['no licence'],
    failure: { code: 'mcp-exited' },
  })
  expect((await failed('closed port')).failure).toMatchObject({
    code: 'mcp-unreachable',
    params: { reason: 'bad port' },
  })
})

test('a server that was killed is started again, and its tools work on', async () => {
  const servers = await openServers([recipeOf('mortal', scripted())])
  await servers.list()
  await expect(servers.call(callOf('mortal__die'), callOptions)).rejects.toMatchObject({
    failure: { code: 'mcp-exited', message: expect.stringContaining('exit code 7') },
  })
  await untilState(servers, 'mortal', 'ready')
  expect(await servers.call(callOf('mortal__greet'), callOptions)).toBe('Hello, you.')
})

test('a kill -9 of a server is seen and mended without anybody asking', async () => {
  const diary = join(temporaryFolder(), 'diary')
  const servers = await openServers([recipeOf('killed', scripted({ diary }))])
  await servers.list()
  const [pid = 0] = readDiary(diary).flatMap((line) => line.pid ?? [])
  process.kill(pid, 'SIGKILL')
  await untilState(servers, 'killed', 'failed')
  expect(servers.status('killed').failure?.message).toContain('signal SIGKILL')
  await untilState(servers, 'killed', 'ready')
  expect(await servers.call(callOf('killed__greet'), callOptions)).toBe('Hello, you.')
})

test('a server is tried apart from the others, told how it went, and gone again', async () => {
  const diary = join(temporaryFolder(), 'diary')
  const servers = await openServers([])
  const good = await servers.probe(recipeOf('tried', scripted({ diary, name: 'tried', version: '2' })))
  expect(good).toMatchObject({ state: 'ready', about: 'tried 2' })
  expect(good.tools.length).toBeGreaterThan(5)
  expect(readDiary(diary).filter(({ pid }) => pid !== undefined && isAlive(pid))).toEqual([])
  expect(await servers.list()).toEqual([])
  expect(await servers.probe(recipeOf('tried', scripted({ exitCode: 3 })))).toMatchObject({
    state: 'failed',
    exitCode: 3,
  })
})

test('starting again forgets the failures, and a server that is not there is unknown', async () => {
  const toolsFile = join(temporaryFolder(), 'tools.json')
  const servers = await openServers([recipeOf('again', scripted({ toolsFile }))])
  writeFileSync(toolsFile, '{"not":"a list"}')
  await servers.list()
  expect(servers.status('again')).toMatchObject({ state: 'failed', failure: { code: 'mcp-protocol-broken' } })
  writeFileSync(toolsFile, '[]')
  await servers.restart('again')
  expect(servers.status('again').state).toBe('ready')
  await expect(servers.call(callOf('nobody__greet'), callOptions)).rejects.toMatchObject({
    failure: { code: 'tool-unknown' },
  })
})

test('DU-18 a stop reaches the server, and the server goes on', async () => {
  const diary = join(temporaryFolder(), 'diary')
  const servers = await openServers([recipeOf('slow', scripted({ diary }))])
  await servers.list()
  await expect(abortedCall(servers, 'slow__never', 'the run was stopped')).rejects.toThrow(
    'the run was stopped',
  )
  expect(await servers.call(callOf('slow__greet'), callOptions)).toBe('Hello, you.')
  expect(
    readDiary(diary)
      .map(({ line = '' }) => line)
      .join(),
  ).toContain('notifications/cancelled')
  expect(servers.status('slow').state).toBe('ready')
})
