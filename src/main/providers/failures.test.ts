import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { startWireServer, type WireServer } from '../../../e2e/wire/server.ts'
import type { WireProtocol } from '../../../e2e/wire/round.ts'
import { connect, endpointOf, questionOf, testKey } from './testing/wire-fixture.ts'

let server: WireServer
beforeEach(async () => {
  server = await startWireServer()
})
afterEach(() => server.close())

const signal = new AbortController().signal
const page = '<html><head><title>Bad gateway</title></head><body>nginx</body></html>'
const complaint = (message: string, type: string, code: string | number = type) => ({
  error: { message, type, code },
})

const now = Date.parse('2026-11-20T12:00:00Z')

async function ask(
  protocol: WireProtocol,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  server.script(protocol, { type: 'error', status, body, headers })
  const client = await connect(endpointOf(protocol, server.url), createFakeClock(now))
  const outcome = await client.complete(questionOf('Hello'), { signal })
  if (outcome.type !== 'failed') throw new Error('no failure')
  return outcome
}

test.each([
  [400, { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' }, 'key-refused'],
  [400, { code: 400, message: 'Bad temperature', status: 'INVALID_ARGUMENT' }, 'request-refused'],
  [429, { code: 429, message: 'Quota', status: 'RESOURCE_EXHAUSTED' }, 'rate-limited'],
])('PV-01 a complaint in a list, as Google sends it, is read: %i', async (status, error, code) => {
  const { failure } = await ask('openai-chat', status, [{ error }])
  expect(failure).toMatchObject({ code, providerMessage: error.message })
})

describe.each(['openai-chat', 'anthropic-messages'] as const)('%s', (protocol) => {
  test.each([
    [
      'PV-01 a bad request',
      400,
      complaint('Bad temperature', 'invalid_request_error'),
      'request-refused',
      false,
    ],
    [
      'PV-01 a long context by code',
      400,
      complaint('Too long', 'x', 'context_length_exceeded'),
      'context-too-long',
      false,
    ],
    [
      'PV-01 a long context by words',
      400,
      complaint('prompt is too long: 9 > 8', 'invalid_request_error'),
      'context-too-long',
      false,
    ],
    ['PV-02 a wrong key', 401, complaint('no', 'authentication_error'), 'key-refused', false],
    [
      'PV-02 a wrong key that is called a bad request',
      400,
      complaint('API key not valid. Please pass a valid API key.', 'INVALID_ARGUMENT'),
      'key-refused',
      false,
    ],
    ['PV-03 a forbidden region, as a page', 403, page, 'key-refused', false],
    ['PV-12 no payment', 402, complaint('pay', 'billing_error'), 'quota-exhausted', false],
    ['PV-12 no quota', 429, complaint('quota', 'insufficient_quota'), 'quota-exhausted', false],
    [
      'PV-12 no balance',
      400,
      complaint('Your credit balance is too low', 'invalid_request_error'),
      'quota-exhausted',
      false,
    ],
    [
      'PV-04 an unknown model',
      404,
      complaint('The model `x` does not exist', 'invalid_request_error', 'model_not_found'),
      'model-unknown',
      false,
    ],
    [
      'PV-04 an unknown model as a bare text',
      404,
      { error: 'model "x" not found, try pulling it' },
      'model-unknown',
      false,
    ],
    ['PV-04 a wrong address', 404, { detail: 'Not Found' }, 'not-an-endpoint', false],
    ['PV-04 a wrong address, as a page', 404, page, 'not-an-endpoint', false],
    ['PV-05 a time-out of the provider', 408, complaint('slow', 'timeout'), 'request-refused', true],
    ['PV-05 a conflict', 409, complaint('busy', 'conflict'), 'request-refused', true],
    ['PV-06 a body too large', 413, complaint('large', 'request_too_large'), 'context-too-long', false],
    ['PV-07 too many requests', 429, complaint('slow down', 'rate_limit_error'), 'rate-limited', true],
    ['PV-13 a broken provider', 500, complaint('oops', 'api_error'), 'provider-broken', true],
    ['PV-13 a broken gateway, as a page', 502, page, 'provider-broken', true],
    ['PV-14 an overloaded provider, 503', 503, page, 'provider-overloaded', true],
    [
      'PV-14 an overloaded provider, 529',
      529,
      complaint('Overloaded', 'overloaded_error'),
      'provider-overloaded',
      true,
    ],
    ['a page in the place of an answer', 405, page, 'not-an-endpoint', false],
  ])('names %s', async (_, status, body, code, retryable) => {
    const { failure } = await ask(protocol, status, body)
    expect(failure).toMatchObject({ code, retryable })
    expect(failure.message).not.toMatch(/\{\w+\}/)
    expect(failure.providerMessage).not.toContain('<')
  })

  test.each([
    ['PV-07 seconds', { 'retry-after': '2' }, 2_000],
    ['PV-11 milliseconds', { 'retry-after-ms': '50', 'retry-after': '9' }, 50],
    ['PV-08 a date to come', { 'retry-after': 'Fri, 20 Nov 2026 12:00:30 GMT' }, 30_000],
    ['PV-08 a date of another zone', { 'retry-after': 'Fri, 20 Nov 2026 14:00:30 +0200' }, 30_000],
    ['PV-08 a date gone by', { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, undefined],
    ['PV-09 a day', { 'retry-after': '86400' }, 86_400_000],
    ['PV-10 garbage', { 'retry-after': 'soon' }, undefined],
    ['PV-10 a negative number', { 'retry-after': '-5' }, undefined],
    ['PV-10 an endless number', { 'retry-after': '1e99' }, undefined],
    ['PV-10 two values', { 'retry-after': '2, 5' }, undefined],
    ['PV-10 nothing', { 'retry-after': '' }, undefined],
  ])('reads the wish to wait: %s', async (_, headers, retryAfterMs) => {
    const outcome = await ask(protocol, 429, complaint('slow down', 'rate_limit_error'), headers)
    expect(outcome.retryAfterMs).toBe(retryAfterMs)
  })

  test('PV-11 believes a provider that says whether to try again', async () => {
    const again = await ask(protocol, 400, complaint('x', 'y'), { 'x-should-retry': 'true' })
    const never = await ask(protocol, 500, complaint('x', 'y'), { 'x-should-retry': 'false' })
    expect([again.failure.retryable, never.failure.retryable]).toEqual([true, false])
  })

  test.each([401, 400, 500])('PV-65 a key that comes back in an error of %i is not told', async (status) => {
    const echo = complaint(`Headers: Authorization: Bearer ${testKey}`, 'authentication_error')
    const outcome = await ask(protocol, status, echo)
    expect(outcome.failure.providerMessage).toContain('Headers')
    expect(JSON.stringify(outcome)).not.toContain(testKey)
    const plain = await ask(protocol, status, `<b>${testKey}</b>`)
    expect(JSON.stringify(plain)).not.toContain(testKey)
  })

  test.each([301, 307])('PV-15 a redirect of %i is told and not followed', async (status) => {
    const other = await startWireServer()
    const { failure } = await ask(protocol, status, 'moved', { location: `${other.url}/v1/messages` })
    expect(failure).toMatchObject({
      code: 'not-an-endpoint',
      providerMessage: expect.stringContaining(other.url) as string,
    })
    expect(other.requests).toEqual([])
    await other.close()
  })
})
