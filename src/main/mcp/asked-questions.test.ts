import { expect, test } from 'vitest'
import type { McpAnswer } from '../../contract/mcp-question.ts'
import { createMcpQuestions, type McpQuestions } from '../core/mcp/questions.ts'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { recipeOf, scripted } from './testing/server-recipes.ts'
import { openServers } from './testing/servers-fixture.ts'

const schema = {
  type: 'object',
  properties: {
    count: { type: 'integer', title: 'How many', minimum: 1, maximum: 9 },
    size: { type: 'string', enum: ['s', 'm'], enumNames: ['Small', 'Medium'], default: 'm' },
    tags: {
      type: 'array',
      items: {
        anyOf: [
          { const: 'a', title: 'A' },
          { const: 'b', title: 'b' },
        ],
      },
    },
    note: { type: 'string', maxLength: 5 },
    gift: { type: 'boolean', description: 'Wrapped' },
  },
  required: ['count'],
}

async function openAsking(isAnybodyThere = true) {
  const clock = createFakeClock()
  const questions = createMcpQuestions(clock, () => 600_000)
  questions.attend(() => isAnybodyThere)
  const servers = await openServers([{ ...recipeOf('shop', scripted()), questions }])
  await servers.list()
  const said: string[] = []
  const waits: boolean[] = []
  const onProgress = (text: string) => void said.push(text)
  const call = (form: object, message = 'How many?', signal = new AbortController().signal) => {
    const words = JSON.stringify({ schema: JSON.stringify(form), message })
    return servers.call(callOf('shop__form', words), {
      signal,
      onProgress,
      onPerson: (on) => void waits.push(on),
    })
  }
  return { questions, call, said, waits, clock }
}

function asked(questions: McpQuestions): Promise<string> {
  return new Promise((resolve) => {
    const stop = questions.watch(() => {
      const [question] = questions.open()
      if (!question) return
      stop()
      resolve(question.id)
    })
  })
}

test('MC-16 a form is shown as it is, and what a person sends goes to the server and nowhere else', async () => {
  const { questions, call, waits } = await openAsking()
  const shown = asked(questions)
  const result = call(schema)
  const id = await shown
  expect(questions.open()).toMatchObject([
    {
      server: 'shop',
      tool: 'form',
      message: 'How many?',
      fields: [
        {
          name: 'count',
          title: 'How many',
          type: 'number',
          whole: true,
          required: true,
          minimum: 1,
          maximum: 9,
        },
        { type: 'choice', options: [{ value: 's', label: 'Small' }, { label: 'Medium' }], start: 'm' },
        { type: 'choices', options: [{ label: 'A' }, { value: 'b', label: 'b' }] },
        { type: 'text', maxLength: 5, required: false },
        { type: 'switch', description: 'Wrapped' },
      ],
    },
  ])
  for (const values of [
    {},
    { count: 10 },
    { count: 1.5 },
    { count: 2, size: 'xl' },
    { count: 2, note: 'too long' },
  ]) {
    expect(() => questions.answer(id, { action: 'accept', values })).toThrow('does not fit')
  }
  questions.answer(id, { action: 'accept', values: { count: 2, tags: ['b'], note: '', stranger: 'x' } })
  expect(JSON.parse(await result)).toMatchObject([
    { result: { action: 'accept', content: { count: 2, tags: ['b'] } } },
  ])
  expect(() => questions.answer(id, { action: 'decline' })).toThrow('answered already')
  expect(waits).toEqual([true, false])
})

test('MC-16 a refusal, the end of the time and a stop of the call each end the question', async () => {
  const { questions, call, clock } = await openAsking()
  const actionOf = async (end: (id: string) => void): Promise<McpAnswer['action']> => {
    const shown = asked(questions)
    const result = call(schema)
    end(await shown)
    const [{ result: answer }] = JSON.parse(await result)
    expect(questions.open()).toEqual([])
    return answer.action
  }
  expect(await actionOf((id) => questions.answer(id, { action: 'decline' }))).toBe('decline')
  expect(await actionOf(() => clock.advance(600_000))).toBe('cancel')
  const stop = new AbortController()
  const shown = asked(questions)
  const stopped = call(schema, 'How many?', stop.signal)
  await shown
  stop.abort()
  await expect(stopped).rejects.toThrow('abort')
  expect(questions.open()).toEqual([])
})

const text = (name: string, more: object = {}) => ({
  type: 'object',
  properties: { [name]: { type: 'string', ...more } },
})

test.each([
  ['by its name', text('password'), 'Sign in'],
  ['by a name in pieces', text('githubApiKey'), 'Sign in'],
  ['by its title', text('value', { title: 'Access token' }), 'Sign in'],
  ['by its description', text('value', { description: 'Enter your password here' }), 'Sign in'],
  ['by the message', text('value'), 'Please enter your API key'],
  ['in Chinese', text('value', { title: '密码' }), 'Sign in'],
])(
  'MC-16 a form that asks for a secret, known %s, is refused with a sentence and never shown',
  async (_, form, words) => {
    const { questions, call, said } = await openAsking()
    const shown: unknown[] = []
    questions.watch(() => shown.push(questions.open()))
    expect(JSON.parse(await call(form, words))).toMatchObject([
      { error: { message: expect.stringContaining('looks like a password or a key') } },
    ])
    expect(said.at(-1)).toContain('Parley passes on none by a form')
    expect(shown).toEqual([])
  },
)

test('MC-16 what only sounds like a secret is asked: a shipping address, a keyword, a pinned note', async () => {
  const { questions, call } = await openAsking()
  for (const name of ['shippingAddress', 'keyword', 'pinnedNote']) {
    const shown = asked(questions)
    const result = call(text(name))
    questions.answer(await shown, { action: 'decline' })
    expect(await result).toContain('decline')
  }
})

test('MC-16 nested forms and addresses are refused, and where nobody is there the answer is no', async () => {
  const { call } = await openAsking()
  const nested = { type: 'object', properties: { inner: { type: 'object', properties: {} } } }
  expect(JSON.parse(await call(nested))).toMatchObject([{ error: {} }])
  const alone = await openAsking(false)
  expect(JSON.parse(await alone.call(schema))).toMatchObject([{ result: { action: 'decline' } }])
  expect(alone.said.at(-1)).toContain('nobody is there')
})
