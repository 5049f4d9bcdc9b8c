import { writeFile } from 'node:fs/promises'
import { expect } from '../harness/fixtures.ts'
import { saying } from '../wire/round.ts'
import { environmentFor, test } from './support/providers.ts'
import { runParley, startParley } from './support/terminal.ts'

test('S2-21 a list of conversations gives a list of answers in the same order, and one failure stops no other', async ({
  profile,
  wire,
}) => {
  const env = environmentFor('openai-chat', wire)
  const file = `${profile}/batch.jsonl`
  const history = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'One' },
    { role: 'assistant', content: 'Two' },
    { role: 'user', content: 'Three' },
  ]
  await writeFile(file, `${['a', 'b', history, 'd', 'e'].map((each) => JSON.stringify(each)).join('\n')}\n`)
  const all = await runParley(['batch', file], { profile, env })
  expect(all).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(all.out)).toEqual(['a', 'b', 'Three', 'd', 'e'].map((words) => `You said: ${words}`))
  expect(wire.requests.map(({ body }) => body)).toContainEqual(expect.objectContaining({ messages: history }))

  const refusal = { type: 'error', status: 400, body: { error: { message: 'no such thing' } } } as const
  wire.script('openai-chat', saying('First'), refusal, saying('Last'))
  const args = ['batch', '--json', '-concurrency', '1', '--keep']
  const running = startParley(args, { profile, env })
  running.type('["a", "b", "c"]')
  running.endInput()
  const { code, out, err } = await running.finished
  expect(code).toBe(1)
  expect(err).toContain('Conversation 2: OpenAI refused the request (400).')
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  expect(lines).toMatchObject([
    { index: 0, status: 'completed', text: 'First', usage: {} },
    { index: 1, status: 'failed', text: null, failure: { code: 'request-refused' } },
    { index: 2, status: 'completed', text: 'Last' },
  ])
  const { out: kept } = await runParley(['sessions', 'list'], { profile })
  expect(kept.trim().split('\n')).toHaveLength(3)
})

test('S2-21 Ctrl-C leaves the answers that are there, and a list that cannot be read asks nothing', async ({
  profile,
  wire,
}) => {
  const env = environmentFor('openai-chat', wire)
  wire.script('openai-chat', saying('First'), { type: 'unanswered' })
  const running = startParley(['batch', '-concurrency', '1'], { profile, env })
  running.type('["a", "b", "c"]')
  running.endInput()
  await wire.request(1)
  running.signal('SIGINT')
  const { code, out } = await running.finished
  expect(code).toBe(130)
  expect(JSON.parse(out)).toEqual(['First', null, null])
  const bad = startParley(['batch'], { profile, env })
  bad.type('"a"\nb\n')
  bad.endInput()
  const { code: refused, err } = await bad.finished
  expect({ refused, err }).toEqual({
    refused: 2,
    err: expect.stringContaining('Conversation 2 cannot be read'),
  })
  expect(wire.requests).toHaveLength(2)
})
