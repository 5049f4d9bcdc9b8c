import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '../harness/fixtures.ts'
import { saying, type WireRound } from '../wire/round.ts'
import { environmentFor, test } from './support/providers.ts'
import { startParley } from './support/terminal.ts'

/** A provider that asks to wait for that many seconds. */
const limited = (seconds: number): WireRound => ({
  type: 'error',
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { error: { message: 'Slow down', type: 'rate_limit_error' } },
})

test('PV-09 chat: a wait of an hour is told, and Enter tries now', async ({ profile, wire }) => {
  wire.script('openai-chat', limited(3600), saying('At last.'))
  const chat = startParley(['chat'], { profile, env: environmentFor('openai-chat', wire) })
  await chat.shows('You: ')
  chat.type('Hello\n')
  await chat.shows('Trying again in 60 min.')
  await chat.shows('Enter tries now')
  expect(wire.requests.filter(({ path }) => path.endsWith('/completions'))).toHaveLength(1)
  chat.type('\n')
  await chat.shows('At last.')
  chat.type('/exit\n')
  expect(await chat.finished).toMatchObject({ code: 0 })
})

test('PV-09 run: Ctrl-C ends a wait of a day', async ({ profile, wire }) => {
  wire.script('openai-chat', limited(86_400))
  const run = startParley(['run', '--json', 'Hello'], { profile, env: environmentFor('openai-chat', wire) })
  expect(await run.shows(/"type":"retry-scheduled".*/)).toContain('"delayMs":86400000')
  run.signal('SIGINT')
  expect(await run.finished).toMatchObject({ code: 130 })
})

test('S2-11 chat: over the limit of the settings a question waits for its turn, and says so', async ({
  profile,
  wire,
}) => {
  const settings = { version: 1, providers: { openai: { rates: { requestsPerMinute: 1 } } } }
  await writeFile(join(profile, 'settings.json'), JSON.stringify(settings))
  wire.script('openai-chat', saying('First.'), saying('Second.'))
  const chat = startParley(['chat'], { profile, env: environmentFor('openai-chat', wire) })
  await chat.shows('You: ')
  chat.type('One\n')
  await chat.shows('First.')
  chat.type('Two\n')
  await chat.shows('Waiting for its turn. Your limit of 1 request a minute is used up.')
  chat.signal('SIGINT')
  await chat.shows('Stopped.')
  chat.type('/exit\n')
  expect(await chat.finished).toMatchObject({ code: 0 })
  expect(wire.requests.filter(({ path }) => path.endsWith('/completions'))).toHaveLength(1)
})
