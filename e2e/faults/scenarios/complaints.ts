import { expect } from 'vitest'
import type { FailureCode } from '../../../src/contract/failure.ts'
import { done, onePiece, says, type Absence, type FaultScenario } from '../scenario.ts'
import { answering, type WireForm } from '../wire-form.ts'

const hello = [says('Hello '), says('you.')]

const kinds: readonly (readonly [kind: string, code: FailureCode, passes: boolean])[] = [
  ['overloaded_error', 'provider-overloaded', true],
  ['api_error', 'provider-broken', true],
  ['rate_limit_error', 'rate-limited', true],
  ['invalid_request_error', 'request-refused', false],
  ['authentication_error', 'key-refused', false],
  ['insufficient_quota', 'quota-exhausted', false],
  ['context_length_exceeded', 'context-too-long', false],
]

/** A complaint in the place of an answer and one after text, by the word that its protocol has for it. */
function complaint(row: string, kind: string, code: FailureCode, passes: boolean): readonly FaultScenario[] {
  return [
    {
      name: `${row} ${kind} in the place of an answer`,
      reply: (form) => answering(form, [form.complaint(kind, 'Sorry')]),
      outcome: () =>
        passes ? { ...done, retried: [code] } : { status: 'failed', code, text: '', requests: 1 },
    },
    {
      name: `${row} ${kind} after text`,
      whereNot: onePiece,
      reply: (form) => answering(form, [...form.begun(...hello), form.complaint(kind, 'Sorry')]),
      outcome: () => ({ status: 'failed', code, text: 'Hello you.', requests: 1 }),
      check: ({ run }) => expect(run.failure?.providerMessage).toBe('Sorry'),
    },
  ]
}

const responsesOnly: Absence = {
  'openai-chat': 'the event is of Responses',
  'anthropic-messages': 'the event is of Responses',
}

/** A response with this status, as the last event or as the whole answer. */
const response = (form: WireForm, status: string, more: object) => {
  const value = { id: 'r', object: 'response', status, output: [], error: null, ...more }
  return form.event(form.streamed ? { type: `response.${status}`, response: value } : value)
}

function failing(name: string, status: string, more: object, code: FailureCode): FaultScenario {
  return {
    name: `PV-34 ${name}`,
    whereNot: responsesOnly,
    reply: (form) => answering(form, [response(form, status, more)]),
    outcome: () => ({ ...done, retried: [code] }),
  }
}

function ending(reason: string, named: 'length' | 'content-filter'): FaultScenario {
  return {
    name: `PV-34 response.incomplete for ${reason}`,
    whereNot: responsesOnly,
    reply: (form) => {
      const output = [{ type: 'message', content: [{ type: 'output_text', text: 'Hello you.' }] }]
      const end = response(form, 'incomplete', { incomplete_details: { reason }, output })
      return answering(form, [...(form.streamed ? form.begun(...hello) : []), end])
    },
    outcome: () => ({ status: 'incomplete', reason: named, text: 'Hello you.', requests: 1 }),
  }
}

/** Complaints inside of answers whose status is good. */
export const complaints: readonly FaultScenario[] = [
  ...kinds.flatMap(([kind, code, passes]) => complaint('PV-32 PV-33', kind, code, passes)),
  {
    name: 'PV-32 the status of whom a gateway asked, as a number',
    reply: (form) => answering(form, [form.event({ error: { message: 'Sorry', code: 429 } })]),
    outcome: () => ({ ...done, retried: ['rate-limited'] }),
  },
  {
    name: 'PV-32 a complaint that is a bare text',
    reply: (form) => answering(form, [form.event({ error: 'the model is overloaded' })]),
    outcome: () => ({ ...done, retried: ['provider-overloaded'] }),
  },
  ...complaint('PV-34', 'server_error', 'provider-broken', true),
  failing(
    'response.failed',
    'failed',
    { error: { code: 'server_error', message: 'Sorry' } },
    'provider-broken',
  ),
  failing('response.failed for a rate', 'failed', { error: { code: 'rate_limit_exceeded' } }, 'rate-limited'),
  failing('response.failed without a reason', 'failed', {}, 'provider-broken'),
  failing('response.cancelled', 'cancelled', {}, 'provider-broken'),
  ending('max_output_tokens', 'length'),
  ending('content_filter', 'content-filter'),
]
