import { expect } from 'vitest'
import { looseOf, type Loose } from '../../../src/main/providers/loose.ts'
import { changed, chunkWith, valuesIn } from '../body-changes.ts'
import { noEvents, says, type FaultScenario } from '../scenario.ts'
import { answering, type WireForm } from '../wire-form.ts'

const hello = [says('Hello '), says('you.')]
const text = 'Hello you.'
const doneMark = 'data: [DONE]\n\n'

/** What an answer reports of its tokens. */
function withUsage(
  form: WireForm,
  pieces: readonly string[],
  countOf: (place: number) => unknown,
): readonly string[] {
  let place = 0
  const usage = () => {
    const count = countOf(++place)
    if (count === undefined) return {}
    return form.protocol === 'openai-chat'
      ? { usage: { prompt_tokens: count, completion_tokens: count } }
      : { usage: { input_tokens: count, output_tokens: count } }
  }
  return changed(form, pieces, (value) => {
    const plain = without(value)
    const key = ['response', 'message'].find((name) => name in value && name !== 'choices')
    if (!form.streamed || form.protocol === 'openai-chat') return { ...plain, ...usage() }
    if (key) return { ...plain, [key]: { ...without(looseOf(value[key])), ...usage() } }
    return value['type'] === 'message_delta' ? { ...plain, ...usage() } : plain
  })
}

function counted(
  title: string,
  countOf: (place: number) => unknown,
  tokens?: (form: WireForm) => number,
): FaultScenario {
  return {
    name: `PV-55 ${title}`,
    reply: (form) => answering(form, withUsage(form, form.body(hello), countOf)),
    outcome: (form) => ({
      status: 'completed',
      text,
      requests: 1,
      usage: { outputTokens: tokens?.(form) ?? 0 },
    }),
    check: ({ answers }) => expect(answers[0]?.usage === undefined).toBe(tokens === undefined),
  }
}

const places = (form: WireForm) => {
  let last = 0
  withUsage(form, form.body(hello), (place) => (last = place))
  return last
}

/** Counts of tokens in places and of kinds that make no sense. */
export const usages: readonly FaultScenario[] = [
  counted('no usage at all', () => undefined),
  counted('usage below nothing', () => -1),
  counted('usage that is no number', () => '7'),
  counted('usage beyond all sense', () => 1e308),
  counted('usage wherever it can be: the last one counts', (place) => place, places),
  counted(
    'usage that becomes nonsense: the last good one counts',
    (place) => (place === 1 ? 7 : -1),
    () => 7,
  ),
  {
    name: 'PV-55 usage behind the end',
    whereNot: noEvents,
    reply: (form) => {
      const late = {
        'openai-chat': { choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } },
        'openai-responses': {
          type: 'response.in_progress',
          response: { usage: { input_tokens: 1, output_tokens: 1 } },
        },
        'anthropic-messages': { type: 'message_delta', delta: {}, usage: { output_tokens: 1 } },
      }
      return answering(form, [
        ...form.body(hello),
        ...(form.protocol === 'openai-responses' ? [doneMark] : []),
        form.event(late[form.protocol]),
      ])
    },
    outcome: () => ({ status: 'completed', text, requests: 1, usage: { outputTokens: 7 } }),
  },
  {
    name: 'PV-55 usage with no choices, and the end behind it',
    whereNot: {
      'openai-responses': 'usage comes with the end there',
      'anthropic-messages': 'usage comes with the end there',
      whole: 'there is one place for usage',
    },
    reply: (form) => {
      const values = valuesIn(form, form.body(hello))
      const [finish, usage] = [values.at(-2), values.at(-1)]
      return answering(form, [
        ...form.begun(...hello),
        ...[usage, finish, chunkWith({})].map((value) => form.event(value)),
        doneMark,
      ])
    },
    outcome: () => ({ status: 'completed', text, requests: 1, usage: { outputTokens: 7 } }),
  },
]

function without(value: Loose): Loose {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'usage'))
}
