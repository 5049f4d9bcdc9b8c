import { OpenAI } from 'openai'
import { expect } from '../harness/fixtures.ts'
import { takePort } from './support/ports.ts'
import { environmentFor, test } from './support/providers.ts'
import { runParley, startParley } from './support/terminal.ts'

test('CP-14 CP-15 serve answers programs at a port for this start, names one that is taken, and ends their answers', async ({
  profile,
  wire,
}) => {
  const { port, giveBack } = await takePort()
  const args = ['serve', '--port', '0', '--api-port', String(port), '--show-token']
  const refused = await runParley(args, { profile })
  expect(refused).toMatchObject({ code: 3, err: expect.stringContaining(`Port ${port} is taken`) })
  await giveBack()

  const first = { type: 'text', text: 'The first word' } as const
  wire.script('openai-chat', { type: 'answer', steps: [first, { type: 'silence' }] })
  const served = startParley(args, { profile, env: environmentFor('openai-chat', wire) })
  const apiKey = (await served.shows(/parley-[\w-]{43}/)).trim()
  const client = new OpenAI({ baseURL: `http://localhost:${port}/v1`, apiKey, maxRetries: 0 })
  const answer = await client.chat.completions.create({
    model: 'openai/wire-large',
    messages: [{ role: 'user', content: 'Tell me' }],
    stream: true,
  })
  const read = (async () => {
    for await (const { choices } of answer) if (choices[0]?.delta.content) served.signal('SIGTERM')
  })()
  await expect(read).rejects.toThrow('Parley ends')
  expect((await served.finished).code).toBe(0)
})
