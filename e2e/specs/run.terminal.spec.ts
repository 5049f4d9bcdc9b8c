import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { expect } from '../harness/fixtures.ts'
import { calling, saying } from '../wire/round.ts'
import { canaryKey, environmentFor, test } from './support/providers.ts'
import { runParley, startParley } from './support/terminal.ts'

interface PrintedEvent {
  readonly seq: number
  readonly type: string
  readonly status?: string
  readonly message?: { readonly role: string; readonly parts: readonly { readonly text?: string }[] }
}

const eventsOf = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PrintedEvent)

test('run --json prints every event, numbered without gaps, with one end, last', async ({ profile }) => {
  const { code, out } = await runParley(['run', '--json', 'What is 15 * 25?'], { profile })
  const events = eventsOf(out)
  expect(code).toBe(0)
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  expect(events.filter(({ type }) => type === 'run-ended')).toHaveLength(1)
  expect(events.at(-1)).toMatchObject({ type: 'run-ended', status: 'completed' })
  const answer = events.findLast(({ message }) => message?.role === 'assistant')?.message
  expect(answer?.parts.map(({ text }) => text ?? '').join('')).toContain('375')
})

test('run prints the answer alone on standard output and the tools on standard error', async ({
  profile,
}) => {
  const { code, out, err } = await runParley(['run', 'What is 15 * 25?'], { profile })
  expect({ code, out }).toEqual({ code: 0, out: '15 × 25 = **375**.\n' })
  expect(err).toContain('calculator')
})

test('-agent lets one of the agents answer, by its name, and says which ones there are', async ({
  profile,
  wire,
}) => {
  const none = 'There are no agents yet. Settings, Agents makes one.\n'
  expect(await runParley(['agents'], { profile })).toMatchObject({ code: 0, out: '', err: none })
  const clerk = { id: 'clerk', name: 'Clerk', instructions: 'You keep the books.', tools: [] }
  await writeFile(`${profile}/agents.json`, JSON.stringify({ version: 1, agents: [clerk] }))
  const env = environmentFor('openai-chat', wire)
  wire.script('openai-chat', saying('It is in the books.'))
  const { code, out } = await runParley(['run', '-agent', 'clerk', 'Add it up'], { profile, env })
  expect({ code, out }).toEqual({ code: 0, out: 'It is in the books.\n' })
  const asked = wire.requests.find(({ path }) => path.endsWith('/chat/completions'))
  expect(asked?.body).toMatchObject({ messages: [{ role: 'system', content: 'You keep the books.' }, {}] })
  expect(asked?.body).not.toHaveProperty('tools')
  const unknown = await runParley(['run', '-agent', 'nobody', 'Hi'], { profile })
  expect(unknown).toMatchObject({ code: 2, err: 'There is no agent "nobody". Known agents: Clerk.\n' })
  expect(await runParley(['agents'], { profile })).toMatchObject({ code: 0, out: 'Clerk\n' })
  const archived = await runParley(['sessions', 'list', '-shelf', 'archived'], { profile })
  expect(archived).toMatchObject({ code: 0, out: '', err: 'No chat lies here.\n' })
})

test('AT-14 -attach sends files along, as often as it is given, and says what cannot be sent', async ({
  profile,
}) => {
  const [notes, table] = [`${profile}/notes.md`, `${profile}/table.csv`]
  await writeFile(notes, '# First words')
  await writeFile(table, 'a,b')
  const args = ['run', '--attach', notes, `-attach=${table}`]
  const { code, out } = await runParley(args, { profile })
  expect(code).toBe(0)
  expect(out).toMatch(/“notes\.md” \(text, 13 bytes\), which begins: “# First words …”.*“table\.csv”/)
  const missing = await runParley(['run', '-attach', `${profile}/none`, 'Hi'], { profile })
  expect(missing.code).not.toBe(0)
  expect(missing.err).toContain('none cannot be read')
})

test('S0-4 a session id continues its conversation', async ({ profile, wire }) => {
  const env = environmentFor('openai-chat', wire)
  await runParley(['run', '--session-id', 'work-1', 'My name is Ada'], { profile, env })
  await runParley(['run', '--session-id=work-1', 'And now?'], { profile, env })
  expect(wire.requests.at(-1)?.body).toMatchObject({ messages: [{}, {}, {}] })
})

test('S0-12 the Responses protocol runs tools and gives their results back', async ({ profile, wire }) => {
  const env = environmentFor('openai-chat', wire)
  const args = ['-provider', 'openai-responses', '-model', 'wire-large', 'What is 15 * 25?']
  const { code, out } = await runParley(['run', ...args], { profile, env })
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('375') })
  expect(wire.requests.at(-1)).toMatchObject({
    path: '/v1/responses',
    body: { input: [{ role: 'user' }, { type: 'function_call' }, { type: 'function_call_output' }] },
  })
})

test('S0-8 to S0-13 environment, .env and flags decide in that order', async ({ profile, wire }) => {
  const cwd = `${profile}/work`
  await mkdir(cwd)
  await writeFile(
    `${cwd}/.env`,
    `OPENAI_API_KEY=${canaryKey}\nOPENAI_BASE_URL=${wire.url}/v1\nMODEL_NAME=from-file\n`,
  )
  const asked = () => wire.requests.at(-1)?.body as { model: string; stream?: boolean }

  await runParley(['run', 'Hello'], { profile, cwd })
  expect(asked()).toMatchObject({ model: 'from-file', stream: true })
  expect(wire.requests.at(-1)?.headers.authorization).toBe(`Bearer ${canaryKey}`)
  await runParley(['run', 'Hello'], { profile, cwd, env: { MODEL_NAME: 'from-environment' } })
  expect(asked()).toMatchObject({ model: 'from-environment' })
  await runParley(['run', '-model', 'from-flag', '-streaming=false', 'Hello'], { profile, cwd })
  expect(asked().model).toBe('from-flag')
  expect(asked().stream ?? false).toBe(false)
})

test('S0-13 without any choice the model is deepseek-chat', async ({ profile, wire }) => {
  const env = { OPENAI_API_KEY: canaryKey, OPENAI_BASE_URL: `${wire.url}/v1` }
  await runParley(['run', 'Hello'], { profile, env })
  expect(wire.requests.at(-1)?.body).toMatchObject({ model: 'deepseek-chat' })
})

test('S0-10 S0-11 a token for Anthropic goes out as a bearer', async ({ profile, wire }) => {
  const env = { ANTHROPIC_AUTH_TOKEN: canaryKey, ANTHROPIC_BASE_URL: wire.url }
  const { out } = await runParley(['run', '-provider', 'anthropic', 'Hello'], { profile, env })
  expect(out).toBe('You said: Hello\n')
  expect(wire.requests.at(-1)?.headers.authorization).toBe(`Bearer ${canaryKey}`)
  expect(wire.requests.at(-1)?.headers['x-api-key']).toBeUndefined()
})

const refusals = [
  [['run', '-provider', 'nobody', 'x'], 2, 'invalid provider: nobody'],
  [['run', '-session', 'floppy', 'x'], 2, 'invalid session service name: floppy'],
  [['run', '-streaming=maybe', 'x'], 2, 'it must be true or false'],
  [['run', '-nonsense', 'x'], 2, 'There is no flag -nonsense'],
  [['run', '--session-id', '../x', 'x'], 2, 'session-id'],
  [['run', '   '], 2, 'The message is empty'],
  [['run'], 2, 'The message is empty'],
  [['frobnicate'], 2, 'There is no command "frobnicate"'],
  [['serve', '--port', 'many'], 2, 'it must be a whole number'],
] as const

for (const [args, code, words] of refusals) {
  test(`parley ${args.join(' ')} is refused with a sentence`, async ({ profile }) => {
    const finished = await runParley(args, { profile })
    expect(finished.err).toContain(words)
    expect(finished.err).not.toMatch(/\n\s+at /)
    expect(finished).toMatchObject({ code, out: '' })
  })
}

test('a message over 10 MB is refused and nothing is stored', async ({ profile }) => {
  const running = startParley(['run', '-'], { profile })
  running.type('x'.repeat(10_500_000))
  running.endInput()
  const { code, err } = await running.finished
  expect(err).toContain('over the limit of 10 MB')
  expect(code).toBe(2)
})

test('a bad base URL, a refused key and an unknown model are told apart, without the key', async ({
  profile,
  wire,
}) => {
  const ask = (env: Record<string, string>) => runParley(['run', 'Hello'], { profile, env })
  const good = environmentFor('openai-chat', wire)
  const bad = await ask({ ...good, OPENAI_BASE_URL: 'example.org' })
  expect(bad.err).toContain('The base URL "example.org" of OpenAI is not valid')
  wire.key = 'another'
  const refused = await ask(good)
  expect(refused.err).toContain('OpenAI refused the key')
  wire.key = undefined
  const body = {
    error: {
      message: 'The model `x` does not exist',
      type: 'invalid_request_error',
      code: 'model_not_found',
    },
  }
  wire.script('openai-chat', { type: 'error', status: 404, body })
  const unknown = await ask(good)
  expect(unknown.err).toContain('does not know the model "wire-large"')
  for (const { code, out, err } of [bad, refused, unknown]) {
    expect(code).toBe(1)
    expect(out + err).not.toContain(canaryKey)
  }
})

test('a profile that cannot be written is named', async ({ profile }) => {
  await writeFile(`${profile}/file`, '')
  const { code, err } = await runParley(['run', 'Hello'], {
    profile,
    env: { PARLEY_DATA_DIR: `${profile}/file/inside` },
  })
  expect(err).toContain('Parley cannot write to its folder')
  expect(code).toBe(3)
})

test('a profile of a newer version is left as it is', async ({ profile }) => {
  await writeFile(`${profile}/settings.json`, '{"version":9}')
  const { code, err } = await runParley(['run', 'Hello'], { profile })
  expect(err).toContain('written by a newer version')
  expect(code).toBe(3)
})

test('a second process on one profile is refused while the first goes on', async ({ profile }) => {
  const first = startParley(['chat'], { profile })
  await first.shows('You: ')
  const { code, err } = await runParley(['run', 'Hello'], { profile })
  expect(err).toContain('Another Parley is using the folder')
  expect(code).toBe(3)
  first.type('/exit\n')
  expect((await first.finished).code).toBe(0)
})

test('a port in use is named with the way on', async ({ profile }) => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  const { code, err } = await runParley(['serve', '--port', String(port)], { profile })
  taken.close()
  expect(err).toContain(`Port ${port} is taken by another program. Choose another one with --port.`)
  expect(code).toBe(3)
})

test('Ctrl-C stops the answer, keeps its text and says so by the exit', async ({ profile, wire }) => {
  wire.script('openai-chat', { type: 'answer', steps: [{ type: 'text', text: 'Half' }, { type: 'silence' }] })
  const running = startParley(['run', 'Tell me'], { profile, env: environmentFor('openai-chat', wire) })
  await running.shows('Half')
  running.signal('SIGINT')
  expect(await running.finished).toMatchObject({ code: 130, out: 'Half\n' })
})

test('chat: an error is shown and the conversation goes on; tools are shown step by step', async ({
  profile,
  wire,
}) => {
  const body = { error: { message: 'no', type: 'invalid_request_error' } }
  wire.script('openai-chat', { type: 'error', status: 400, body }, saying('Well.'))
  const chat = startParley(['chat', '-enable-parallel'], {
    profile,
    env: environmentFor('openai-chat', wire),
  })
  await chat.shows('You: ')
  chat.type('One\n')
  await chat.shows('Error: OpenAI refused the request (400)')
  chat.type('Two\n')
  await chat.shows('Well.')
  chat.type('\n/new\n')
  await chat.shows('A new session begins')
  chat.type('What is 15 * 25, and what time is it in Tokyo?\n')
  await chat.shows('The tools said')
  chat.type('/EXIT\n')
  const { code, out } = await chat.finished
  expect(code).toBe(0)
  expect(out).toContain('enabled (parallel execution)')
  expect(out).toContain('calculator (call_calculator) with {"operation":"multiply","a":15,"b":25}')
  expect(out).toMatch(/calculator \(call_calculator\) gave .*375/)
  expect(out).toContain('Goodbye.')
})

test('help lists commands, and each command its flags with their defaults', async ({ profile }) => {
  const all = await runParley(['--help'], { profile })
  expect(all).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: parley COMMAND/) })
  const chat = await runParley(['chat', '--help'], { profile })
  expect(chat.out).toMatch(/^Usage: parley chat/)
  for (const flag of ['-provider', '-model', '-session', '-streaming', '-enable-parallel']) {
    expect(chat.out).toContain(flag)
  }
})

test('-client-tools lets the program before the pipe run tools, and a run that it leaves is stopped', async ({
  profile,
  wire,
}) => {
  const tools = [{ name: 'look_up', description: 'Looks it up.', inputSchema: { type: 'object' } }]
  await writeFile(`${profile}/tools.json`, JSON.stringify(tools))
  wire.script(
    'openai-chat',
    calling(['call_1', 'look_up', {}]),
    saying('Green.'),
    calling(['call_2', 'look_up', {}]),
  )
  const start = () =>
    startParley(['run', '--json', '-client-tools', 'tools.json', 'Which tea?'], {
      profile,
      env: environmentFor('openai-chat', wire),
    })
  const running = start()
  await running.shows('submit-tool-outputs')
  running.type('{"callId":"nobody","output":"1"}\nno line\n{"callId":"call_1","output":"green"}\n')
  const { code, out, err } = await running.finished
  expect(code).toBe(0)
  expect(err).toContain('asks for no call with the id "nobody"')
  expect(err).toContain('no line')
  expect(eventsOf(out).at(-1)).toMatchObject({ type: 'run-ended', status: 'completed' })
  expect(JSON.stringify(wire.requests.at(-1)?.body)).toContain('green')
  const left = start()
  left.endInput()
  expect(eventsOf((await left.finished).out).at(-1)).toMatchObject({ status: 'cancelled' })
})

test('context lists what the next request of a chat holds, and what is muted there is not sent', async ({
  profile,
  wire,
}) => {
  const options = { profile, env: environmentFor('openai-chat', wire) }
  const chat = ['-session-id', 'work-1']
  wire.script('openai-chat', saying('An answer with a secret.'), saying('Fine.'))
  await runParley(['run', ...chat, 'A question'], options)
  const listed = await runParley(['context', ...chat], options)
  const lines = listed.out.trim().split('\n')
  const item = lines.map((line) => line.split('\t')).find(([, kind]) => kind === 'answer')
  expect(item?.slice(1)).toEqual(['answer', 'sent', '10', 'An answer with a secret.'])
  expect(listed.err).toMatch(/^About [\d,]+ tokens\.$/m)

  const muted = await runParley(['context', ...chat, 'mute', item?.[0] ?? ''], options)
  expect(muted.out).toContain('\tanswer\tmuted\t0\tAn answer with a secret.')
  await runParley(['run', ...chat, 'Another question'], options)
  const asked = JSON.stringify(wire.requests.findLast(({ path }) => path.endsWith('/chat/completions'))?.body)
  expect(asked).toContain('Another question')
  expect(asked).not.toContain('secret')
  const unknown = await runParley(['context', '-session-id', 'work-2'], options)
  expect({ code: unknown.code, out: unknown.out }).toEqual({ code: 2, out: '' })
})
