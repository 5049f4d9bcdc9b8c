import { expect } from 'vitest'
import type { FailureCode } from '../../../src/contract/failure.ts'
import { done, says, type FaultScenario } from '../scenario.ts'
import { answering, refusing, type WireForm } from '../wire-form.ts'

const hour = 3_600_000
const day = 24 * hour
/** What is waited where the provider names no time. */
const usual = 500

const limited = (form: WireForm, headers: readonly string[]) =>
  refusing(form, '429 Too Many Requests', form.refusal('rate_limit_error', 'Slow down'), headers)

/** A limit with these headers, and how long the run then waits. */
function limit(
  name: string,
  headers: readonly string[],
  waitMs: number,
  more: Partial<FaultScenario> = {},
): FaultScenario {
  return {
    name,
    reply: (form) => limited(form, headers),
    outcome: () => ({ ...done, waits: [waitMs], retried: ['rate-limited'] }),
    ...more,
  }
}

const after = (value: string | number) => [`retry-after: ${value}`]

/** The same status again and again: tried twice more at most, each time later. */
function lasting(
  name: string,
  status: string,
  code: FailureCode,
  headers: readonly string[] = [],
): FaultScenario {
  const reply = (form: WireForm) => refusing(form, status, form.refusal('odd', 'Oops'), headers)
  return {
    name,
    reply,
    next: reply,
    outcome: () => ({
      status: 'failed',
      code,
      requests: 3,
      waits: [usual, 2 * usual],
      retried: [code, code],
    }),
  }
}

/** Waits that a provider asks for, and those that the run takes by itself. */
export const waits: readonly FaultScenario[] = [
  limit('PV-07 two seconds', after(2), 2_000, {
    check: ({ events }) =>
      expect(events.find(({ type }) => type === 'retry-scheduled')).toMatchObject({
        attempt: 2,
        delayMs: 2_000,
      }),
  }),
  limit('PV-07 a stop in the wait', after(2), 2_000, {
    whileWaiting: 'stops',
    outcome: () => ({ status: 'cancelled', text: '', requests: 1, waits: [2_000] }),
  }),
  limit('PV-08 a date to come', after('Fri, 20 Nov 2026 12:00:30 GMT'), 30_000),
  limit('PV-08 a date of the day after', after('Sat, 21 Nov 2026 12:00:00 GMT'), day),
  limit('PV-08 a date of another zone', after('Fri, 20 Nov 2026 14:00:30 +0200'), 30_000),
  limit('PV-08 a date of a zone by its name', after('Fri, 20 Nov 2026 07:00:30 EST'), 30_000),
  limit('PV-08 a date gone by', after('Fri, 20 Nov 2026 11:00:00 GMT'), usual),
  limit('PV-08 the date of this very moment', after('Fri, 20 Nov 2026 12:00:00 GMT'), usual),
  ...[hour, day].flatMap((wait) => [
    limit(`PV-09 ${wait / 1000} s are waited to their end`, after(wait / 1000), wait, {
      check: ({ events }) =>
        expect(events.find(({ type }) => type === 'retry-scheduled')).toMatchObject({ delayMs: wait }),
    }),
    limit(`PV-09 ${wait / 1000} s, and the user tries now`, after(wait / 1000), wait, {
      whileWaiting: 'tries-now',
    }),
    limit(`PV-09 ${wait / 1000} s, and the user stops`, after(wait / 1000), wait, {
      whileWaiting: 'stops',
      outcome: () => ({ status: 'cancelled', text: '', requests: 1, waits: [wait] }),
    }),
  ]),
  limit('PV-10 garbage', after('soon'), usual),
  limit('PV-10 a negative number', after(-5), usual),
  limit('PV-10 an endless number', after('1e99'), usual),
  limit('PV-10 a number of many digits', after('9'.repeat(40)), usual),
  limit('PV-10 nothing', after(''), usual),
  limit('PV-10 two headers', [...after(2), ...after(5)], usual),
  limit('PV-11 milliseconds before seconds', ['retry-after-ms: 50', ...after(9)], 50),
  {
    name: 'PV-11 a bad request that may be tried again',
    reply: (form) => refusing(form, '400 Bad Request', form.refusal('odd', 'Oops'), ['x-should-retry: true']),
    outcome: () => ({ ...done, waits: [usual], retried: ['request-refused'] }),
  },
  {
    name: 'PV-11 an error of its own that may not be tried again',
    reply: (form) => refusing(form, '500 Broken', form.refusal('odd', 'Oops'), ['x-should-retry: false']),
    outcome: () => ({ status: 'failed', code: 'provider-broken', requests: 1, waits: [] }),
  },
  lasting('PV-11 a provider that always says to try again', '400 Bad Request', 'request-refused', [
    'x-should-retry: true',
  ]),
  lasting('PV-13 500 that lasts', '500 Broken', 'provider-broken'),
  lasting('PV-13 502 that lasts', '502 Bad Gateway', 'provider-broken'),
  lasting('PV-13 503 that lasts', '503 Unavailable', 'provider-overloaded'),
  {
    name: 'PV-13 500, then 502, then an answer',
    reply: (form) => refusing(form, '500 Broken', form.refusal('api_error', 'Oops')),
    next: (form, _, number) =>
      number === 2
        ? refusing(form, '502 Bad Gateway', '<html><title>Bad gateway</title></html>')
        : answering(form, form.body([says('Done.')])),
    outcome: () => ({ status: 'completed', text: 'Done.', requests: 3, waits: [usual, 2 * usual] }),
  },
]
