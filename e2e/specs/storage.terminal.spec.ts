import { execFileSync } from 'node:child_process'
import { access, mkdir, writeFile } from 'node:fs/promises'
import {
  startPostgres,
  type PostgresServer,
} from '../../src/main/persistence/postgres/testing/postgres-server.ts'
import { startRedisServer, type RedisServer } from '../../src/main/persistence/redis/testing/redis-server.ts'
import { expect } from '../harness/fixtures.ts'
import { environmentFor, test } from './support/providers.ts'
import { runParley } from './support/terminal.ts'

test('S0-35 in memory a conversation ends with its process', async ({ profile, wire }) => {
  const env = environmentFor('openai-chat', wire)
  const run = (question: string) =>
    runParley(['run', '--session-id', 's', '-session', 'inmemory', question], { profile, env })
  expect((await run('My name is Ada')).code).toBe(0)
  expect((await run('And now?')).code).toBe(0)
  expect(wire.requests.at(-1)?.body).toMatchObject({ messages: [{ role: 'user', content: 'And now?' }] })
  await expect(access(`${profile}/parley.sqlite`)).rejects.toMatchObject({ code: 'ENOENT' })
})

test.describe('S0-36 Redis', () => {
  let server: RedisServer
  test.beforeAll(async () => {
    server = await startRedisServer()
  })
  test.afterAll(() => server.stop())

  test('S0-17 S0-23 keeps one conversation over two processes, named by flag and by variable', async ({
    profile,
    wire,
  }) => {
    const env = environmentFor('openai-chat', wire)
    const flags = ['-session', 'redis', '-redis-addr', server.address, '-streaming=false']
    const first = await runParley(['run', '--session-id', 's', ...flags, 'My name is Ada'], { profile, env })
    expect(first.code).toBe(0)
    expect(wire.requests.at(-1)?.body).toMatchObject({ stream: false })
    const named = { ...env, REDIS_ADDR: server.address }
    const elsewhere = { profile: await anotherProfile(profile), env: named }
    expect((await runParley(['run', '--session-id=s', '-session=redis', 'And now?'], elsewhere)).code).toBe(0)
    expect(wire.requests.at(-1)?.body).toMatchObject({
      messages: [{ role: 'user', content: 'My name is Ada' }, { role: 'assistant' }, { content: 'And now?' }],
    })
  })

  test('S0-39 gives every key of a session a time to live that a use puts off', async ({ profile, wire }) => {
    await writeFile(`${profile}/settings.json`, JSON.stringify({ storage: { sessionTtlMs: 600_000 } }))
    const env = { ...environmentFor('openai-chat', wire), REDIS_ADDR: server.address }
    const args = ['run', '--session-id', 'short', '-session', 'redis']
    await runParley([...args, 'Hello'], { profile, env })
    const [host = '', port = ''] = server.address.split(':')
    const ask = (...words: string[]) =>
      execFileSync('redis-cli', ['-h', host, '-p', port, ...words], { encoding: 'utf8' }).trim()
    const number = ask('HGET', 'parley:sessions', 'short')
    const keys = ask('--scan', '--pattern', `parley:session:${number}*`).split('\n')
    expect(keys.length).toBeGreaterThan(3)
    for (const key of keys) {
      const seconds = Number(ask('TTL', key))
      expect(seconds).toBeGreaterThan(500)
      expect(seconds).toBeLessThanOrEqual(600)
    }
  })

  test('says in one sentence what is wrong, and ends', async ({ profile }) => {
    const { code, err } = await runParley(['run', '-session=redis', '-redis-addr=127.0.0.1:1', 'Hello'], {
      profile,
    })
    expect(code).not.toBe(0)
    expect(err).toMatch(/^The database at 127\.0\.0\.1:1 cannot be reached \(.*\)\. Check that it runs/)
    expect(err).toContain('"-session sqlite" opens the chats of this computer instead')
  })
})

test.describe('S0-37 PostgreSQL', () => {
  let server: PostgresServer
  test.beforeAll(async () => {
    server = await startPostgres()
  })
  test.afterAll(() => server.remove())

  test('S0-18 keeps one conversation over two processes, named by flags and by variables', async ({
    profile,
    wire,
  }) => {
    const { host, port, user, password, database } = server.address
    const env = { ...environmentFor('openai-chat', wire), PG_PASSWORD: password }
    const flags = [`-pg-host=${host}`, `-pg-port=${port}`, `-pg-user=${user}`, `-pg-database=${database}`]
    const first = ['run', '--session-id', 's', '-session', 'pgsql', ...flags, 'My name is Ada']
    expect((await runParley(first, { profile, env })).code).toBe(0)
    const named = { PG_HOST: host, PG_PORT: String(port), PG_USER: user, PG_DATABASE: database }
    const second = ['run', '--session-id=s', '-session=pgsql', 'And now?']
    const elsewhere = { profile: await anotherProfile(profile), env: { ...env, ...named } }
    expect((await runParley(second, elsewhere)).code).toBe(0)
    expect(wire.requests.at(-1)?.body).toMatchObject({
      messages: [{ content: 'My name is Ada' }, { role: 'assistant' }, { content: 'And now?' }],
    })
  })
})

/** The profile of somebody else, inside the test's own so that it goes with it. */
async function anotherProfile(profile: string): Promise<string> {
  const folder = `${profile}/another`
  await mkdir(folder)
  return folder
}
