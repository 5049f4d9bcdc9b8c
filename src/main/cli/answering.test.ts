import { expect, test } from 'vitest'
import { englishText } from '../../contract/language/text.ts'
import type { McpAnswer, McpField, McpQuestion } from '../../contract/mcp-question.ts'
import { createMcpQuestions } from '../core/mcp/questions.ts'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { createAnswering } from './answering.ts'

const about = { required: false } as const
const fields: readonly McpField[] = [
  { ...about, name: 'count', title: 'How many', type: 'number', whole: true, required: true, minimum: 1 },
  {
    ...about,
    name: 'size',
    title: 'Size',
    type: 'choice',
    options: [
      { value: 's', label: 'Small' },
      { value: 'm', label: 'Medium' },
    ],
    start: 'm',
  },
  { ...about, name: 'gift', title: 'As a gift', type: 'switch' },
]

function open(interactive: boolean, more: Partial<McpQuestion> = {}) {
  const questions = createMcpQuestions(createFakeClock(), () => 600_000)
  const written: string[] = []
  const answering = createAnswering({
    client: {
      async answerQuestion(id, answer) {
        questions.answer(id, answer)
      },
      watchQuestions: (listener) => questions.watch(() => listener(questions.open())),
    },
    text: englishText,
    write: (words) => written.push(words),
    interactive,
  })
  const asked = { server: 'shop', tool: 'order', message: 'How many\u202E?', fields, ...more }
  const ask = () => questions.ask(asked, new AbortController().signal)
  return { answering, ask, written }
}

async function typing(
  ...lines: readonly string[]
): Promise<{ answer: McpAnswer; written: readonly string[] }> {
  const { answering, ask, written } = open(true)
  const answer = ask()
  for (const line of lines) expect(answering.answer(line)).toBe(true)
  return { answer: await answer, written }
}

test('MC-16 a form is filled in line by line, shown whole, and sent only by a yes', async () => {
  const { answer, written } = await typing('yes', '0', '2', '1', '', 'yes')
  expect(answer).toEqual({ action: 'accept', values: { count: 2, size: 's', gift: false } })
  expect(written[0]).toContain(String.raw`How many\u{202e}?`)
  expect(written.join('')).toContain('1 at least.')
  expect(written.at(-1)).toContain('How many: 2')
  const proposed = await typing('y', '3', '', 'yes', 'y')
  expect(proposed.answer).toEqual({ action: 'accept', values: { count: 3, size: 'm', gift: true } })
})

test.each([
  ['at once', ['']],
  ['behind the last field', ['yes', '2', '', '', 'no']],
])('MC-16 no, and everything but a yes, is a refusal: %s', async (_, lines) => {
  expect((await typing(...lines)).answer).toEqual({ action: 'decline' })
})

test('MC-16 where nobody types a question is refused at once, and lines are for something else', async () => {
  const { answering, ask, written } = open(false)
  expect(await ask()).toEqual({ action: 'decline' })
  expect(written).toEqual([expect.stringContaining('nobody can answer here')])
  expect(answering.answer('yes')).toBe(false)
  answering.close()
})

test('MC-16 a wish to ask the model says who, what and how much, and one yes is enough', async () => {
  const sampling = { model: 'model-1', maxTokens: 100 }
  const { answering, ask, written } = open(true, { fields: [], sampling, message: 'user: Sum up' })
  const answer = ask()
  expect(written[0]).toMatch(/shop wants to ask model-1.*100 tokens.*\nuser: Sum up\n/)
  answering.answer('yes')
  expect(await answer).toEqual({ action: 'accept', values: {} })
})
