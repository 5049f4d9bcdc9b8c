import { expect } from 'vitest'
import type { FailureCode } from '../../../src/contract/failure.ts'
import { testKey } from '../../../src/main/providers/testing/wire-fixture.ts'
import { done, type FaultScenario } from '../scenario.ts'
import { answering, refusing, type WireForm } from '../wire-form.ts'

const page = '<html><head><title>Bad gateway</title></head><body><b>nginx</b></body></html>'
const invalid = 'invalid_request_error'

type Body = string | ((form: WireForm) => string)

const bodyOf = (body: Body, form: WireForm) => (typeof body === 'string' ? body : body(form))

/** A refusal that nothing helps against but another request: it is named, quoted, and not sent again. */
function refused(
  name: string,
  status: string,
  code: FailureCode,
  body: Body,
  { says, quotes }: { readonly says?: RegExp; readonly quotes?: string } = {},
): FaultScenario {
  return {
    name,
    reply: (form) => refusing(form, status, bodyOf(body, form)),
    outcome: () => ({ status: 'failed', code, text: '', requests: 1 }),
    check({ run: { failure } }) {
      expect(failure?.message).toMatch(says ?? /[\w)]\.$/)
      expect(failure?.message).not.toMatch(/\{\w+\}/)
      expect(failure?.providerMessage ?? '').not.toContain('<')
      if (quotes !== undefined) expect(failure?.providerMessage).toContain(quotes)
    },
  }
}

/** A refusal of the moment: asked once more it is answered. */
function passing(name: string, status: string, code: FailureCode, body: Body): FaultScenario {
  return {
    name,
    reply: (form) => refusing(form, status, bodyOf(body, form)),
    outcome: () => ({ ...done, retried: [code] }),
  }
}

const kind =
  (type: string, message = 'No.') =>
  (form: WireForm) =>
    form.refusal(type, message)

/** What is said by a status. */
export const statuses: readonly FaultScenario[] = [
  refused('PV-01 a bad request', '400 Bad Request', 'request-refused', kind(invalid, 'Bad temperature'), {
    quotes: 'Bad temperature',
  }),
  refused(
    'PV-01 a context that is too long, by its code',
    '400 Bad Request',
    'context-too-long',
    kind('context_length_exceeded'),
    { says: /[Ff]old .* leave the oldest out/ },
  ),
  refused(
    'PV-01 a context that is too long, by its words',
    '400 Bad Request',
    'context-too-long',
    kind(invalid, 'prompt is too long: 9 > 8'),
    { says: /[Ff]old .* leave the oldest out/, quotes: '9 > 8' },
  ),
  refused(
    'PV-01 a complaint in a list, as Google sends it',
    '400 Bad Request',
    'request-refused',
    JSON.stringify([{ error: { code: 400, message: 'Bad temperature', status: 'INVALID_ARGUMENT' } }]),
    { quotes: 'Bad temperature' },
  ),
  refused(
    'PV-02 a wrong key in a list, as Google sends it',
    '400 Bad Request',
    'key-refused',
    JSON.stringify([{ error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' } }]),
    { says: /Settings/ },
  ),
  refused(
    'PV-03 PV-35 a page where a method is not allowed',
    '405 Method Not Allowed',
    'not-an-endpoint',
    page,
    {
      quotes: 'Bad gateway',
    },
  ),
  refused('PV-02 a wrong key', '401 Unauthorized', 'key-refused', kind('authentication_error'), {
    says: /Settings/,
  }),
  refused(
    'PV-02 a wrong key that is called a bad request',
    '400 Bad Request',
    'key-refused',
    kind(invalid, 'API key not valid. Please pass a valid API key.'),
    { says: /Settings/ },
  ),
  refused(
    'PV-03 a region that is not served',
    '403 Forbidden',
    'key-refused',
    kind('forbidden', 'Country not supported'),
    { quotes: 'Country not supported' },
  ),
  refused('PV-03 the page of a gateway', '403 Forbidden', 'key-refused', page, { quotes: 'Bad gateway' }),
  refused(
    'PV-04 an unknown model',
    '404 Not Found',
    'model-unknown',
    kind('model_not_found', 'The model `m` does not exist'),
    { says: /"m"/ },
  ),
  refused(
    'PV-04 an unknown model, as a bare text',
    '404 Not Found',
    'model-unknown',
    '{"error":"model \\"m\\" not found, try pulling it"}',
    { says: /"m"/ },
  ),
  refused('PV-04 a wrong address', '404 Not Found', 'not-an-endpoint', '{"detail":"Not Found"}', {
    says: /http:\/\/127\.0\.0\.1/,
  }),
  refused('PV-04 a wrong address, as a page', '404 Not Found', 'not-an-endpoint', page, {
    says: /http:\/\/127\.0\.0\.1/,
  }),
  passing('PV-05 a time-out of the provider', '408 Request Timeout', 'request-refused', kind('timeout')),
  passing('PV-05 a conflict', '409 Conflict', 'request-refused', kind('conflict')),
  refused(
    'PV-06 a body that is too large',
    '413 Content Too Large',
    'request-too-large',
    kind('request_too_large'),
    {
      says: /\(\d+\.\d MB\).* leave the oldest out/,
    },
  ),
  refused('PV-06 a body that is too large, as a page', '413 Content Too Large', 'request-too-large', page, {
    says: /\(\d+\.\d MB\).* leave the oldest out/,
  }),
  refused('PV-12 no quota', '429 Too Many Requests', 'quota-exhausted', kind('insufficient_quota')),
  refused('PV-12 no payment', '402 Payment Required', 'quota-exhausted', kind('billing_error')),
  refused(
    'PV-12 no balance',
    '400 Bad Request',
    'quota-exhausted',
    kind(invalid, 'Your credit balance is too low'),
  ),
  passing(
    'PV-14 an overloaded provider, by 529',
    '529 Overloaded',
    'provider-overloaded',
    kind('overloaded_error'),
  ),
  passing('PV-14 an overloaded provider, by 503 and a page', '503 Unavailable', 'provider-overloaded', page),
  {
    name: 'PV-14 an overloaded provider, at the beginning of a good answer',
    reply: (form) => answering(form, [form.complaint('overloaded_error', 'Overloaded')]),
    outcome: () => ({ ...done, retried: ['provider-overloaded'] }),
  },
  ...[
    '301 Moved Permanently',
    '302 Found',
    '303 See Other',
    '307 Temporary Redirect',
    '308 Permanent Redirect',
  ].map((status): FaultScenario => ({
    name: `PV-15 ${status}, to another host`,
    reply: (form, { server }) =>
      refusing(form, status, '{}', [`location: http://localhost:${server().port}/v1`]),
    // The other host is the same server, which would have got a second request.
    outcome: () => ({ status: 'failed', code: 'not-an-endpoint', text: '', requests: 1 }),
    check: ({ run }) => expect(run.failure?.providerMessage).toMatch(/^30\d → http:\/\/localhost/),
  })),
  ...[
    [
      'a complaint',
      kind('authentication_error', `Headers: x-api-key: ${testKey}, Authorization: Bearer ${testKey}`),
    ],
    ['a page', `<b>Headers: x-api-key: ${testKey}</b>`],
    ['an address', kind(invalid, `Headers: GET /?key=${encodeURIComponent(testKey)}`)],
    ['a user’s own header', kind(invalid, 'Headers: x-mine: another-secret-4712')],
  ].flatMap(([what, body]) =>
    ['401 Unauthorized', '400 Bad Request', '500 Broken'].map((status) =>
      echoed(String(what), status, body ?? ''),
    ),
  ),
]

function echoed(what: string, status: string, body: Body): FaultScenario {
  return {
    name: `PV-65 the headers come back in ${what} of ${status}`,
    setting: () => ({ endpoint: { headers: { 'x-mine': 'another-secret-4712' } } }),
    reply: (form) => refusing(form, status, bodyOf(body, form)),
    next: (form) => refusing(form, status, bodyOf(body, form)),
    outcome: (form) => ({ status: 'failed', code: echoCode(status, bodyOf(body, form)) }),
    check({ run, events, logged, requests }) {
      expect(run.failure?.providerMessage).toContain('Headers')
      expect(requests[0]?.head).toContain(testKey)
      for (const secret of [testKey, 'another-secret-4712']) {
        expect(JSON.stringify(events)).not.toContain(secret)
        expect(logged).not.toContain(secret)
      }
    },
  }
}

function echoCode(status: string, body: string): FailureCode {
  if (status.startsWith('401')) return 'key-refused'
  if (status.startsWith('500')) return 'provider-broken'
  return body.startsWith('<') ? 'not-an-endpoint' : 'request-refused'
}
