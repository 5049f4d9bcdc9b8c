import { expect } from 'vitest'
import { looseOf, type Loose } from '../../../src/main/providers/loose.ts'
import { changed } from '../body-changes.ts'
import { calls, done, noEvents, onePiece, says, type FaultScenario } from '../scenario.ts'
import { answering, type WireForm } from '../wire-form.ts'

const hello = [says('Hello '), says('you.')]
const text = 'Hello you.'
const a = calls('c1', '{"text":"a"}')
const doneMark = 'data: [DONE]\n\n'

/** The same body with another word for its end; without one where the word is undefined. */
function withFinish(form: WireForm, pieces: readonly string[], word: string | undefined): readonly string[] {
  const end = (value: Loose, key: string) => (value[key] ? { ...value, [key]: word ?? null } : value)
  return changed(form, pieces, (value) => {
    switch (form.protocol) {
      case 'openai-chat': {
        const choices = Array.isArray(value['choices']) ? value['choices'] : []
        return { ...value, choices: choices.map((choice) => end(looseOf(choice), 'finish_reason')) }
      }
      case 'openai-responses':
        if (!form.streamed) return end(value, 'status')
        if (value['type'] !== 'response.completed') return value
        return word === undefined
          ? undefined
          : { ...value, response: end(looseOf(value['response']), 'status') }
      case 'anthropic-messages':
        return form.streamed
          ? { ...value, ...('delta' in value && { delta: end(looseOf(value['delta']), 'stop_reason') }) }
          : end(value, 'stop_reason')
      default:
        return form.protocol satisfies never
    }
  })
}

/** An answer without any word for its end, but with the mark of it. */
const unnamed = (form: WireForm, pieces: readonly string[]) => [
  ...withFinish(form, pieces, undefined),
  ...(form.streamed && form.protocol === 'openai-responses' ? [doneMark] : []),
]

const wordFor = (form: WireForm, kind: 'stop' | 'calls') =>
  ({
    'openai-chat': { stop: 'stop', calls: 'tool_calls' },
    'openai-responses': { stop: 'completed', calls: 'completed' },
    'anthropic-messages': { stop: 'end_turn', calls: 'tool_use' },
  })[form.protocol][kind]

/** The last events of a stream, without which it has no end. */
function withoutEnd(form: WireForm, pieces: readonly string[]): readonly string[] {
  if (!form.streamed) return [pieces.join('').slice(0, -1)]
  const end = form.body([], 'stop').length - form.begun().length
  return pieces.slice(0, -end)
}

const half = calls('c1', '{"text":')
// There the arguments of a call in one piece are a value, and half of one can only be a text.
const halfBody = (form: WireForm, finish: 'length' | 'refusal') => {
  if (form.streamed || form.protocol !== 'anthropic-messages')
    return form.body([says('I ask.'), half], finish)
  return changed(form, form.body([says('I ask.'), a], finish), (answer) => ({
    ...answer,
    content: [
      { type: 'text', text: 'I ask.' },
      { type: 'tool_use', id: 'c1', name: 'echo', input: '{"text":' },
    ],
  }))
}

/** How answers say that they end, and what if they do not. */
export const finishes: readonly FaultScenario[] = [
  {
    name: 'PV-51 no word for the end of a text',
    reply: (form) => answering(form, unnamed(form, form.body(hello))),
    outcome: () => ({ status: 'completed', text, requests: 1 }),
  },
  {
    name: 'PV-51 no word for the end of calls',
    reply: (form) => answering(form, unnamed(form, form.body([a], 'tool-calls'))),
    outcome: () => ({ ...done, ran: ['a'] }),
    check: ({ answers }, { protocol, streamed }) => {
      if (protocol !== 'openai-responses' || streamed)
        expect(answers[0]?.finishReason).toMatch(/^(?:unknown|tool-calls)$/)
    },
  },
  {
    name: 'PV-52 calls that act and then the end of the body',
    effect: 'write',
    reply: (form) => answering(form, withoutEnd(form, form.body([a], 'tool-calls'))),
    outcome: ({ streamed }) =>
      streamed
        ? { status: 'failed', code: 'stream-cut', text: '', ran: [], requests: 1 }
        : { ...done, ran: [] },
  },
  {
    // They would begin before the end of an answer that goes on for a while.
    name: 'PV-52 calls that only read and at once the end of the body',
    whereNot: onePiece,
    reply: (form) => answering(form, form.begun(a, calls('c2', '{"text":"b"}'))),
    outcome: () => ({ status: 'failed', code: 'stream-cut', text: '', ran: [], requests: 1 }),
  },
  {
    name: 'PV-53 an end that is called a stop though there are calls',
    reply: (form) => answering(form, withFinish(form, form.body([a], 'tool-calls'), wordFor(form, 'stop'))),
    outcome: () => ({ ...done, ran: ['a'] }),
  },
  {
    name: 'PV-53 an end that is called one for calls though there are none',
    reply: (form) => answering(form, withFinish(form, form.body(hello), wordFor(form, 'calls'))),
    outcome: () => ({ status: 'completed', text, requests: 1 }),
  },
  {
    name: 'PV-53 a word that nobody knows',
    reply: (form) => answering(form, withFinish(form, form.body(hello), 'galaxy')),
    outcome: () => ({ status: 'completed', text, requests: 1 }),
    check: ({ answers }) => expect(answers[0]?.wire?.finishReason).toBe('galaxy'),
  },
  {
    name: 'PV-53 the end twice',
    whereNot: noEvents,
    reply: (form) => {
      const body = form.body(hello)
      const end = body.slice(withoutEnd(form, body).length)
      return answering(form, [...body, ...end])
    },
    outcome: () => ({ status: 'completed', text, requests: 1 }),
  },
  {
    name: 'PV-54 the limit of tokens in a text',
    reply: (form) => answering(form, form.body(hello, 'length')),
    outcome: () => ({ status: 'incomplete', reason: 'length', text, requests: 1 }),
  },
  {
    name: 'PV-54 the limit of tokens in the middle of a call',
    reply: (form) => answering(form, halfBody(form, 'length')),
    outcome: () => ({ status: 'incomplete', reason: 'length', text: 'I ask.', ran: [], requests: 1 }),
  },
  {
    name: 'PV-54 the limit of tokens behind a whole call that acts',
    effect: 'write',
    reply: (form) => answering(form, form.body([a], 'length')),
    outcome: () => ({ status: 'incomplete', reason: 'length', ran: [], requests: 1 }),
  },
  {
    name: 'PV-54 the limit of tokens before the first character of a call',
    whereNot: { 'anthropic-messages whole': 'a call in one piece has a value for its arguments' },
    reply: (form) => answering(form, form.body([calls('c1', '')], 'length')),
    outcome: () => ({ status: 'incomplete', reason: 'length', text: '', ran: [], refused: 0, requests: 1 }),
  },
  {
    name: 'PV-54 a refusal',
    reply: (form) => answering(form, form.body([{ type: 'refusal', text: 'I cannot.' }], 'refusal')),
    outcome: ({ protocol }) =>
      protocol === 'anthropic-messages'
        ? { status: 'completed', text: 'I cannot.', requests: 1 }
        : { status: 'completed', text: '', refusal: 'I cannot.', requests: 1 },
    check: ({ answers }) => expect(answers[0]?.finishReason).toBe('refusal'),
  },
  {
    name: 'PV-54 a filter',
    whereNot: { 'anthropic-messages': 'its filter calls itself a refusal' },
    reply: (form) => answering(form, filtered(form)),
    outcome: () => ({ status: 'incomplete', reason: 'content-filter', text, requests: 1 }),
  },
  {
    name: 'PV-54 a pause',
    whereNot: { 'openai-chat': 'nothing pauses there', 'openai-responses': 'nothing pauses there' },
    reply: (form) => answering(form, withFinish(form, form.body(hello), 'pause_turn')),
    outcome: () => ({ status: 'completed', text: `${text}Done.`, requests: 2 }),
  },
]

function filtered(form: WireForm): readonly string[] {
  const body = form.body(hello)
  if (form.protocol === 'openai-chat') return withFinish(form, body, 'content_filter')
  return changed(form, body, (value) => {
    if (!form.streamed) return cut(value)
    if (value['type'] !== 'response.completed') return value
    return { type: 'response.incomplete', response: cut(looseOf(value['response'])) }
  })
}

function cut(response: Loose): Loose {
  return { ...response, status: 'incomplete', incomplete_details: { reason: 'content_filter' } }
}
