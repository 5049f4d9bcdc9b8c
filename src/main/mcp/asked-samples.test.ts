import { expect, test } from 'vitest'
import type { McpAnswer, McpQuestion } from '../../contract/mcp-question.ts'
import { createMcpQuestions } from '../core/mcp/questions.ts'
import type { ModelQuestion } from '../core/ports/tool-source.ts'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { recipeOf, scripted } from './testing/server-recipes.ts'
import { openServers } from './testing/servers-fixture.ts'

const said = (text: string) => ({ role: 'user', content: { type: 'text', text } })
const request = { messages: [said('Sum this up: a, b')], systemPrompt: 'Be brief.', maxTokens: 9_000 }

/** A server that asks, and a person who answers everything alike; `action` absent: nobody is there. */
async function openSampling(action: McpAnswer['action'] | undefined, isOffered = true) {
  const questions = createMcpQuestions(createFakeClock(), () => 600_000)
  questions.attend(() => action !== undefined)
  const shown: McpQuestion[] = []
  questions.watch(() => {
    for (const question of questions.open()) {
      shown.push(question)
      questions.answer(question.id, action === 'accept' ? { action, values: {} } : { action: 'decline' })
    }
  })
  const servers = await openServers([
    { ...recipeOf('shop', scripted()), ...(isOffered && { samples: questions }) },
  ])
  await servers.list()
  const asked: ModelQuestion[] = []
  const model = {
    name: 'model-1',
    ask: async (question: ModelQuestion) => {
      asked.push(question)
      return { text: 'a and b', isCut: true }
    },
  }
  const call = async (params: object) => {
    const options = { signal: new AbortController().signal, onProgress: () => undefined, model }
    const words = JSON.stringify({ params: JSON.stringify(params) })
    const [answer] = JSON.parse(await servers.call(callOf('shop__sample', words), options))
    return answer
  }
  return { call, shown, asked }
}

test('MC-16 a server asks the model only with a person’s yes to all that would be sent, within bounds', async () => {
  const { call, shown, asked } = await openSampling('accept')
  expect(await call(request)).toMatchObject({
    result: {
      role: 'assistant',
      content: { type: 'text', text: 'a and b' },
      model: 'model-1',
      stopReason: 'maxTokens',
    },
  })
  expect(shown).toMatchObject([
    {
      server: 'shop',
      tool: 'sample',
      message: 'system: Be brief.\n\nuser: Sum this up: a, b',
      sampling: { model: 'model-1', maxTokens: 4_096 },
      fields: [],
    },
  ])
  expect(asked).toEqual([
    { instructions: 'Be brief.', turns: [{ role: 'user', text: 'Sum this up: a, b' }], maxTokens: 4_096 },
  ])
  await call(request)
  expect(shown).toHaveLength(2)
})

test.each([
  ['a person says no', 'decline', request, -1, 'did not let'],
  ['nobody is there', undefined, request, -1, 'nobody is there'],
  [
    'there are pictures',
    'accept',
    {
      ...request,
      messages: [{ role: 'user', content: { type: 'image', data: 'YQ==', mimeType: 'image/png' } }],
    },
    -32_602,
    'does not offer',
  ],
  [
    'there are too many words',
    'accept',
    { ...request, messages: [said('x'.repeat(60_000))] },
    -32_602,
    'does not',
  ],
] as const)('MC-16 the model hears nothing where %s', async (_, action, params, code, words) => {
  const { call, asked } = await openSampling(action)
  expect(await call(params)).toMatchObject({ error: { code, message: expect.stringContaining(words) } })
  expect(asked).toEqual([])
})

test('MC-16 a server that may not ask is told that there is no model', async () => {
  const { call, shown, asked } = await openSampling('accept', false)
  expect(await call(request)).toMatchObject({ error: { code: -32_601 } })
  expect([shown, asked]).toEqual([[], []])
})
