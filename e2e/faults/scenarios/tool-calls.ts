import { expect } from 'vitest'
import type { RunApprovals } from '../../../src/main/core/approval/approvals.ts'
import { answering, type WireForm } from '../wire-form.ts'
import { callsBody, idsIn, type RawCall } from '../raw-calls.ts'
import { calls, done, says, thinks, type FaultScenario } from '../scenario.ts'

const asking = (form: WireForm, ...steps: Parameters<WireForm['body']>[0]) =>
  answering(form, form.body(steps, 'tool-calls'))
const letters = '{"text":"\\"ü🎌\\ud83c\\udf8c"}'
const long = JSON.stringify({ text: 'ü🎌"\\\n'.repeat(40) })

/** One call with these arguments; the tool runs, or the model is told that it did not. */
function given(
  row: string,
  title: string,
  text: string | null | undefined,
  name: string,
  ran?: string,
): FaultScenario {
  return {
    name: `${row} ${title}, for ${name}`,
    reply: (form) => answering(form, callsBody(form, [{ id: 'c1', index: 0, name, text }])),
    outcome: () => ({ ...done, ran: ran === undefined ? [] : [ran], refused: ran === undefined ? 1 : 0 }),
    check: ({ requests }) => {
      // The model is told once what became of it.
      const told = JSON.stringify(requests[1]?.body).match(
        /"(?:tool_call_id|tool_use_id)"|"function_call_output"/g,
      )
      expect(told).toHaveLength(1)
    },
  }
}

/** Nobody is asked about what cannot run. */
const askAlways: RunApprovals = {
  policy: () => ({ effects: { read: 'ask', write: 'ask', network: 'ask', run: 'ask' }, rules: [] }),
  waitMs: () => 600_000,
}

function unasked(title: string, call: RawCall): FaultScenario {
  return {
    name: `PV-45 ${title}, where a person is asked about each call`,
    setting: () => ({ approvals: askAlways }),
    reply: (form) => answering(form, callsBody(form, [{ id: 'c1', index: 0, ...call }])),
    outcome: () => ({ ...done, ran: [], refused: 1 }),
    check: ({ events }) =>
      expect(
        events.flatMap((event) => (event.type === 'run-status-changed' ? [event.status] : [])),
      ).not.toContain('requires_action'),
  }
}

const a = '{"text":"a"}'
const b = '{"text":"b"}'

/** Two calls that are told apart in some way. */
function apart(title: string, first: Omit<RawCall, 'text'>, second: Omit<RawCall, 'text'>): FaultScenario {
  return {
    name: `PV-47 ${title}`,
    reply: (form) =>
      answering(
        form,
        callsBody(form, [
          { ...first, text: a },
          { ...second, text: b },
        ]),
      ),
    outcome: () => ({ ...done, ran: ['a', 'b'], refused: 0 }),
    check({ requests }, form) {
      const ids = idsIn(form, requests[1]?.body)
      expect(new Set(ids.calls).size).toBe(2)
      expect(ids.results).toEqual(ids.calls)
      const known = [first.id, second.id].filter((id) => typeof id === 'string' && id !== 'null')
      if (known.length === 2) expect(ids.calls).toEqual(known)
    },
  }
}

const twice: readonly (readonly [string, readonly RawCall[]])[] = [
  ['in two places', [0, 1].map((index) => ({ id: 'c1', index, text: a }))],
  ['in one place', [0, 0].map((index) => ({ id: 'c1', index, text: a }))],
]

/** Calls in pieces, malformed, doubled or out of order. */
export const toolCalls: readonly FaultScenario[] = [
  {
    name: 'PV-42 arguments in single UTF-16 units, inside escapes and characters',
    reply: (form) => asking(form, calls('c1', ...letters.split(''))),
    outcome: () => ({ ...done, ran: ['"ü🎌🎌'] }),
  },
  {
    name: 'PV-42 arguments in more than two hundred pieces',
    reply: (form) => asking(form, calls('c1', ...long.split(''))),
    outcome: () => ({ ...done, ran: ['ü🎌"\\\n'.repeat(40)] }),
  },
  given('PV-43', 'an empty text', '', 'now', 'now'),
  given('PV-43', 'an empty text', '', 'echo'),
  given('PV-43', 'no arguments', undefined, 'now', 'now'),
  given('PV-43', 'no arguments', undefined, 'echo'),
  given('PV-43', 'null', null, 'now', 'now'),
  given('PV-43', 'null', null, 'echo'),
  given('PV-43', 'an empty object', '{}', 'now', 'now'),
  given('PV-43', 'an empty object', '{}', 'echo'),
  given('PV-43', 'an array', '[1]', 'now'),
  given('PV-43', 'an empty array', '[]', 'now'),
  given('PV-43', 'a number', '7', 'now'),
  given('PV-43', 'false', 'false', 'now'),
  given('PV-43', 'a text', '"now"', 'now'),
  given('PV-44', 'half of a value', '{"text":', 'echo'),
  given('PV-44', 'half of a value', '{"text":', 'now'),
  given('PV-44', 'a trailing comma', '{"text":"a",}', 'echo'),
  given('PV-44', 'two values', `${a}${b}`, 'echo'),
  given('PV-45', 'another type than the schema names', '{"text":1}', 'echo'),
  given('PV-45', 'a prototype in the place of a text', '{"text":{"__proto__":1}}', 'echo'),
  given('PV-45', 'a prototype that has what is missing', '{"__proto__":{"text":"a"}}', 'echo'),
  given('PV-45', 'keys that nobody asked for', '{"text":"a","more":1}', 'echo', 'a'),
  {
    ...given('PV-45', 'a prototype beside what is wanted', '{"text":"a","__proto__":{"odd":1}}', 'echo', 'a'),
    check: () => expect({}).not.toHaveProperty('odd'),
  },
  unasked('a wrong type', { text: '{"text":1}' }),
  unasked('half of a value', { text: '{"text":' }),
  unasked('a tool that nobody offered', { name: 'rm', text: '{}' }),
  ...['Echo', 'echo ', ' echo', 'ECHO', 'rm'].map((name) => given('PV-46', `"${name}"`, a, name)),
  apart('without any index', { id: 'c1' }, { id: 'c2' }),
  apart('all with the index 0', { id: 'c1', index: 0 }, { id: 'c2', index: 0 }),
  apart('with the indexes 0 and 5', { id: 'c1', index: 0 }, { id: 'c2', index: 5 }),
  apart('with the id in the first piece only', { id: 'c1', index: 0 }, { id: 'c2', index: 1 }),
  apart(
    'with the id in every piece',
    { id: 'c1', index: 0, laterId: 'c1' },
    { id: 'c2', index: 1, laterId: 'c2' },
  ),
  apart('without ids', { index: 0 }, { index: 1 }),
  apart('with the id null', { id: null, index: 0 }, { id: null, index: 1 }),
  apart('with the id "null"', { id: 'null', index: 0 }, { id: 'null', index: 1 }),
  apart(
    'with ids that change',
    { id: 'c1', index: 0, laterId: 'c1x' },
    { id: 'c2', index: 1, laterId: 'c2x' },
  ),
  {
    name: 'PV-48 two calls in turns, piece by piece',
    reply: (form) =>
      answering(
        form,
        callsBody(
          form,
          [
            { id: 'c1', index: 0, text: a },
            { id: 'c2', index: 1, text: b },
          ],
          true,
        ),
      ),
    outcome: () => ({ ...done, ran: ['a', 'b'] }),
  },
  ...twice.map(([where, both]): FaultScenario => ({
    name: `PV-49 the same call twice, ${where}`,
    reply: (form) => answering(form, callsBody(form, both)),
    outcome: () => ({ ...done, ran: ['a'], refused: 0 }),
    check: ({ requests }, form) => expect(idsIn(form, requests[1]?.body).calls).toEqual(['c1']),
  })),
  {
    name: 'PV-49 another call of the same id',
    reply: (form) =>
      answering(
        form,
        callsBody(form, [
          { id: 'c1', index: 0, text: a },
          { id: 'c1', index: 1, text: b },
        ]),
      ),
    outcome: () => ({ ...done, ran: ['a', 'b'] }),
    check: ({ requests }, form) => expect(new Set(idsIn(form, requests[1]?.body).calls).size).toBe(2),
  },
  {
    name: 'PV-49 the same call after another attempt',
    reply: (form) => answering(form, [form.complaint('overloaded_error', 'Overloaded')]),
    next: (form, _, number) =>
      number === 2 ? asking(form, calls('c1', a)) : answering(form, form.body([says('Done.')])),
    outcome: () => ({ status: 'completed', text: 'Done.', ran: ['a'], requests: 3 }),
  },
  {
    name: 'PV-50 thinking, text, a call and text again',
    reply: (form) => asking(form, thinks('Hm. '), says('I ask.'), calls('c1', a), says(' Asked.')),
    outcome: () => ({ status: 'completed', text: 'I ask. Asked.Done.', ran: ['a'], requests: 2 }),
  },
]
