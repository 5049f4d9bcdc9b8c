import { expect } from '../harness/fixtures.ts'
import { createGate, saying, type WireRound } from '../wire/round.ts'
import { environmentFor, test } from './support/providers.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

function refusal(status: number, message: string, code = 'invalid_request_error'): WireRound {
  const headers = { 'x-should-retry': 'false' }
  return { type: 'error', status, headers, body: { error: { message, type: 'error', code } } }
}

const page404 = '<!doctype html><title>nginx</title><h1>404 Not Found</h1>'
const failures: readonly (readonly [name: string, said: string | RegExp, round: WireRound])[] = [
  ['key', 'OpenAI refused the key', refusal(401, 'Incorrect API key provided.', 'invalid_api_key')],
  ['quota', /no credit left/, refusal(429, 'You exceeded your current quota.', 'insufficient_quota')],
  [
    'model',
    /does not know the model/,
    refusal(404, 'The model `wire-large` does not exist', 'model_not_found'),
  ],
  ['request', 'OpenAI refused the request (400)', refusal(400, 'Invalid value for temperature.')],
  ['overloaded', 'OpenAI is overloaded', refusal(503, 'The engine is currently overloaded.')],
  ['broken', /an error of its own \(500\)/, refusal(500, 'The server had an error.')],
  ['not-an-endpoint', /not as a language model/, { type: 'error', status: 404, body: page404 }],
  [
    'empty',
    'OpenAI gave no answer: it ended before the first word',
    { type: 'raw', chunks: ['data: [DONE]\n\n'] },
  ],
  ['invalid', /not part of its protocol/, { type: 'raw', chunks: ['data: {"choices": [\n\n'] }],
]

test('S2-9 S2-10 screens of what a provider can refuse', async ({ launch, wire }, { project }) => {
  const look = { colorScheme: 'light', reducedMotion: 'reduce' } as const
  const { page } = await launch({ ...look, env: environmentFor('openai-chat', wire) })
  const window = windowOf(page)
  const take = takesOf(page, project.name, 'light')
  for (const [name, said, round] of failures) {
    wire.script('openai-chat', round)
    await window.ask(`What about ${name}?`)
    await expect(window.transcript.getByText(said)).toBeVisible()
    await take(`failure-${name}`, 'once')
    await window.newChat()
  }

  const gate = createGate()
  wire.script('openai-chat', {
    type: 'answer',
    steps: [{ type: 'text', text: 'Half of an' }, gate.step, { type: 'cut' }],
  })
  await window.ask('What about a cut?')
  await expect(window.transcript.getByText('Half of an')).toBeVisible()
  gate.open()
  await expect(window.transcript.getByText(/cut in the middle/)).toBeVisible()
  await take('failure-cut', 'once')
  await window.newChat()

  wire.script('openai-chat', saying('A first answer.'), saying('A second one.'))
  await window.ask('What shall we plan?')
  await window.answered()
  await window.ask('And what then?')
  await window.answered()
  wire.script(
    'openai-chat',
    refusal(400, 'This model’s maximum context length is 8192 tokens.', 'context_length_exceeded'),
    saying('The user plans a journey to Lisbon in May and wants to go by train.'),
    saying('By train it takes two days.'),
  )
  await window.ask('How long does it take?')
  await expect(window.transcript.getByText(/longer than wire-large can read/)).toBeVisible()
  await take('failure-too-long')
  await window.transcript.getByRole('button', { name: 'Fold and retry' }).click()
  await expect(window.transcript.getByText('By train it takes two days.')).toBeVisible()
  await window.answered()
  await take('folded', 'once')
  await window.transcript.getByRole('button', { name: /messages? folded/ }).click()
  await expect(window.transcript.getByText(/journey to Lisbon/)).toBeVisible()
  await take('folded-open')
  await page.getByRole('button', { name: /^The next request takes/ }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await take('meter-menu', 'once')
  await page.keyboard.press('Escape')
  await window.openSettings('Run')
  await expect(page.getByRole('switch', { name: 'Fold older messages by itself' })).toBeVisible()
  await page.getByRole('switch', { name: 'Leave out the oldest messages' }).scrollIntoViewIfNeeded()
  await take('settings-long-chats')

  await wire.close()
  await page.keyboard.press('Escape')
  await window.newChat()
  await window.ask('What about a server that is gone?')
  await expect(window.transcript.getByText(/cannot be reached/).first()).toBeVisible()
  await take('failure-unreachable', 'once')
})
